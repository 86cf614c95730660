"""Blocks of whole rows of a text table, with bounded memory: of a plain file in any order, of a stream one by one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Lock
from typing import IO, Final

from attrs import define, field

from goalposts.errors import SourceError
from goalposts.locale import Text
from goalposts.streams.text.quoting import Quoting

_BLANK: Final = b"\r\n \t"
LONGEST_ROW: Final = 1 << 26
"""A longer one is none: the file is no table, or a quotation mark is never closed."""


@define(eq=False)
class FileBlocks:
    """The rows between two bytes of a file, in blocks that different threads may ask for.

    Where a block begins is known when all before it were cut, which is quick beside parsing them.
    """

    path: Path
    name: str
    begin: int
    end: int
    block_bytes: int
    quoting: Quoting
    _starts: list[int] = field(init=False)
    _lock: Lock = field(init=False, factory=Lock)

    def __attrs_post_init__(self) -> None:
        self._starts = [self.begin]

    @property
    def count(self) -> int:
        """How many blocks there are, at least one; some may be empty."""
        return max(1, -(-(self.end - self.begin) // self.block_bytes))

    def block(self, number: int) -> tuple[bytes, bool]:
        """The bytes of a block, and whether no row comes after it.

        Raises:
            SourceError: a row before its end is longer than any row can be.
        """
        with self._lock:
            text = b""
            while len(self._starts) < number + 2:
                text = self._cut()
                self._starts.append(self._starts[-1] + len(text))
                if len(self._starts) == number + 2:
                    return text, self._starts[-1] == self.end
            start, end = self._starts[number : number + 2]
        with self.path.open("rb") as file:
            return _read(file, start, end), end == self.end

    def _cut(self) -> bytes:
        number, start = len(self._starts) - 1, self._starts[-1]
        target = min(self.begin + (number + 1) * self.block_bytes, self.end)
        with self.path.open("rb") as file:
            while start < target:
                text = _read(file, start, target)
                if target == self.end:
                    return text
                if end := self.quoting.last_end(text):
                    return text[:end]
                if len(text) >= LONGEST_ROW:
                    raise too_long(self.name)
                target = min(target + self.block_bytes, self.end)
        return b""


def stream_blocks(
    stream: IO[bytes], name: str, block_bytes: int, quoting: Quoting, footer: int
) -> Iterator[tuple[bytes, int]]:
    """Cut a stream into blocks; with the last one comes how many lines after it are no rows, with others -1.

    Raises:
        SourceError: a row is longer than any row can be.
    """
    rest = b""
    while fresh := stream.read(block_bytes):
        rest += fresh
        if end := quoting.last_end(rest[: footer_start(rest, footer)]):
            yield rest[:end], -1
            rest = rest[end:]
        elif len(rest) >= LONGEST_ROW:
            raise too_long(name)
    end = footer_start(rest, footer)
    yield rest[:end], lines_in(rest[end:])


def footer_start(text: bytes, lines: int) -> int:
    """Where the last lines of a text begin that are not blank."""
    end = len(text)
    for _ in range(lines):
        end = len(text[:end].rstrip(_BLANK))
        end = max(text.rfind(b"\n", 0, end), text.rfind(b"\r", 0, end)) + 1
    return end


def lines_in(text: bytes) -> int:
    """How many lines a text has that are not blank."""
    return sum(1 for line in text.splitlines() if line.strip(_BLANK))


def _read(file: IO[bytes], start: int, end: int) -> bytes:
    file.seek(start)
    return file.read(end - start)


def too_long(name: str) -> SourceError:
    """Say that there is no line break where one must be."""
    problem = Text(en="a row is longer than 64 MB", ru="строка таблицы длиннее 64 МБ")
    hint = Text(
        en="check that lines end, that every quotation mark is closed, and the `delimiter:`",
        ru="проверьте, что строки кончаются, что все кавычки закрыты, и `delimiter:`",
    )
    return SourceError(problem, where=name, hint=hint)
