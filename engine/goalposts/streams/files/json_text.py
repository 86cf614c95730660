"""Reads JSON documents value by value; memory holds one element of the outermost list."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO, Any, Final

from goalposts.errors import SourceError
from goalposts.locale import Text

_CHUNK: Final = 1 << 18
_LONGEST: Final = 1 << 26
_NEAR_END: Final = 16
_BLANK: Final = " \t\r\n\ufeff"


class JsonText:
    """A text of one JSON document, or of several one after another.

    Args:
        text: to read from.
        name: of the file, for messages.
    """

    def __init__(self, text: IO[str], name: str) -> None:
        self._text, self._name = text, name
        self._buffer, self._place, self._line, self._ended = "", 0, 1, False
        self._decode = json.JSONDecoder().raw_decode

    def elements(self, keys: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
        """Go to a value by keys; of the first list on the way, yield its elements, else the value itself.

        Yields:
            The keys that are left to go in the element, and the element. Of a document without such a key, nothing.

        Raises:
            SourceError: it is not JSON.
        """
        while self._peek():
            yield from self._below(keys)

    def _below(self, keys: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
        sign = self._peek()
        if sign == "[":
            for _ in self._members("]"):
                yield keys, self._value()
        elif sign != "{" or not keys:
            yield keys, self._value()
        else:
            for _ in self._members("}"):
                key = self._value()
                self._take(":")
                if key == keys[0]:
                    yield from self._below(keys[1:])
                else:
                    self._value()

    def _members(self, end: str) -> Iterator[None]:
        """Stop before each member of a list or an object."""
        self._place += 1
        if self._peek() == end:
            self._place += 1
            return
        while True:
            yield
            sign = self._peek()
            if sign not in (",", end):
                raise self._not_json(f"Expecting ',' or '{end}'" if sign else "the text ends")
            self._place += 1
            if sign == end:
                return

    def _take(self, sign: str) -> None:
        if self._peek() != sign:
            raise self._not_json(f"Expecting '{sign}'")
        self._place += 1

    def _peek(self) -> str:
        """The next letter that is not blank; empty at the end."""
        while True:
            while self._place < len(self._buffer) and self._buffer[self._place] in _BLANK:
                self._place += 1
            if self._place < len(self._buffer):
                return self._buffer[self._place]
            if not self._more(_CHUNK):
                return ""

    def _value(self) -> Any:
        self._peek()
        while True:
            try:
                value, end = self._decode(self._buffer, self._place)
            except json.JSONDecodeError as fault:
                cut_off = fault.pos >= len(self._buffer) - _NEAR_END or fault.msg.startswith("Unterminated")
                if not cut_off or not self._more(max(_CHUNK, len(self._buffer) - self._place)):
                    self._place = fault.pos
                    raise self._not_json(fault.msg) from None
            except RecursionError:
                raise self._not_json("nested too deeply") from None
            else:
                if end < len(self._buffer) or not self._more(_CHUNK):  # else a number may go on
                    self._place = end
                    return value

    def _more(self, letters: int) -> bool:
        """Read on; False at the end."""
        if len(self._buffer) - self._place > _LONGEST:
            raise self._not_json("a value is longer than 64 MB")
        fresh = self._text.read(letters)
        self._line += self._buffer.count("\n", 0, self._place)
        self._buffer, self._place = self._buffer[self._place :] + fresh, 0
        return bool(fresh)

    def _not_json(self, fault: str) -> SourceError:
        line = self._line + self._buffer.count("\n", 0, self._place)
        return not_json(fault, f"{self._name}:{line}")


def not_json(fault: str, where: str) -> SourceError:
    """Say that a text is not JSON, and where."""
    problem = Text(en="this is not JSON: {fault}", ru="это не JSON: {fault}").fill(fault=fault)
    hint = Text(en="check that the file is whole", ru="проверьте, что файл целый")
    return SourceError(problem, where=where, hint=hint)
