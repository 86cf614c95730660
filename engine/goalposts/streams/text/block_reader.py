"""Makes batches of the blocks of a text table, and says in a sentence, with the line, what no table can hold."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

import pyarrow as pa
from attrs import evolve, field, frozen

from goalposts.errors import SourceError
from goalposts.locale import Text
from goalposts.model import WrongRow
from goalposts.streams.batches.later_lines import LaterLines
from goalposts.streams.batches.raw import RawBatch
from goalposts.streams.files.text_encoding import extends_ascii, is_utf_8, wrong_encoding
from goalposts.streams.text.block import Layout, Parsed, WrongTypeError
from goalposts.streams.text.header import Header, binary_bytes

_BEYOND_ASCII: Final = re.compile(rb"[\x80-\xff]")
_AROUND: Final = 1 << 12
_BLOCKS: Final = ""
"""Under this name it is counted how many blocks had to be read again as text; no column is called so."""

_TIMES_TRIED: Final = 4


@frozen(eq=False)
class BlockReader:
    """Makes batches of blocks.

    Attributes:
        name: of the file, for messages.
        encoding: of the blocks.
        kinds: of columns that may come typed.
        decimal: sign of typed numbers.
    """

    name: str
    header: Header
    encoding: str
    kinds: Mapping[str, pa.DataType] = field(factory=dict)
    decimal: str = "."
    _as_text: Counter[str] = field(init=False, factory=Counter)

    @property
    def layout(self) -> Layout:
        """How their rows look."""
        return Layout(self.header.columns, self.header.quoting)

    def typed(self, kinds: Mapping[str, pa.DataType], decimal: str) -> BlockReader:
        """The same, which may give some columns typed; what it learns of them it learns anew."""
        return evolve(self, kinds=kinds, decimal=decimal)

    def batch(
        self, text: bytes, columns: frozenset[str], before: Callable[[], int], *, last: bool, dropped: int = 0
    ) -> RawBatch:
        """Parse a block.

        Args:
            text: whole rows.
            columns: those to read.
            before: counts the lines before the block.
            last: whether no row comes after it.
            dropped: how many lines after it are no rows.

        Raises:
            SourceError: it is no text, or in another encoding, or a quoted cell has no end.
        """
        if b"\0" in text:
            raise binary_bytes(f"{self.name}:{self._line(text, text.index(0), before)}")
        if last and (opened := self.header.quoting.never_closed(text)) is not None:
            raise _never_closed(self.name, self._line(text, opened, before))
        parsed, typed = self._typed(text, columns, before)
        wrong = parsed.wrong
        if wrong:
            above = before()
            wrong = tuple(WrongRow(row.line + above, row.text) for row in wrong)
        lines = LaterLines(parsed.places, before)
        again = partial(self._again, text, columns, before, last=last, dropped=dropped) if typed else None
        return RawBatch(parsed.cells, lines, wrong, dropped, again)

    def rows(self, text: bytes) -> int:
        """How many rows a block has."""
        plain = self._is_utf_8 and is_utf_8(text)
        return self.layout.parse(text if plain else text.decode(self.encoding, "replace").encode(), frozenset()).rows

    @property
    def _is_utf_8(self) -> bool:
        return self.encoding in ("utf-8", "utf-8-sig")

    def _again(
        self, text: bytes, columns: frozenset[str], before: Callable[[], int], *, last: bool, dropped: int
    ) -> RawBatch:
        self._as_text[_BLOCKS] += 1
        return evolve(self, kinds={}).batch(text, columns, before, last=last, dropped=dropped)

    def _typed(self, text: bytes, columns: frozenset[str], before: Callable[[], int]) -> tuple[Parsed, bool]:
        """Parse a block, and say whether some of its columns are typed; what failed once is not tried again."""
        while True:
            tried = self.kinds if self._as_text[_BLOCKS] < _TIMES_TRIED else {}
            kinds = {column: kind for column, kind in tried.items() if column in columns and not self._as_text[column]}
            try:
                return self._parsed(text, columns, kinds, before), bool(kinds)
            except WrongTypeError as fault:
                self._as_text[fault.args[0]] += 1

    def _parsed(
        self, text: bytes, columns: frozenset[str], kinds: Mapping[str, pa.DataType], before: Callable[[], int]
    ) -> Parsed:
        if (place := self._utf_8_at(text)) is not None:
            raise self._wrong_encoding(text, place, before)
        try:
            unified = text.decode(self.encoding).encode() if not self._is_utf_8 or not is_utf_8(text) else text
        except UnicodeDecodeError as fault:
            raise self._wrong_encoding(text, fault.start, before) from None
        try:
            return self.layout.parse(unified, columns, kinds, self.decimal)
        except pa.ArrowException as fault:
            raise _unreadable(self.name, fault) from fault

    def _utf_8_at(self, text: bytes) -> int | None:
        """Where the first letter beyond ASCII stands of a block that is UTF-8 and is said to have one byte a letter.

        Any bytes can be read so, as letters that nobody wrote; and what was written so is no UTF-8.
        """
        if self._is_utf_8 or text.isascii() or not extends_ascii(self.encoding) or not is_utf_8(text):
            return None
        found = _BEYOND_ASCII.search(text)
        return None if found is None else found.start()

    def _line(self, text: bytes, place: int, before: Callable[[], int]) -> int:
        """The line of a row of which a byte is known."""
        return before() + self.rows(text[:place] + b"?")

    def _wrong_encoding(self, text: bytes, place: int, before: Callable[[], int]) -> SourceError:
        around = text[text.rfind(b"\n", 0, place) + 1 : place + _AROUND]
        return wrong_encoding(self.encoding, f"{self.name}:{self._line(text, place, before)}", around)


def _unreadable(name: str, fault: BaseException) -> SourceError:
    problem = Text(en="cannot be read as a text table: {fault}", ru="не читается как текстовая таблица: {fault}")
    hint = Text(en="check the file and its `delimiter:`", ru="проверьте файл и его `delimiter:`")
    return SourceError(problem.fill(fault=str(fault).splitlines()[0].rstrip(".")), where=name, hint=hint)


def _never_closed(name: str, row: int) -> SourceError:
    problem = Text(
        en="a quotation mark opened in row {row} is never closed", ru="кавычка, открытая в строке {row}, не закрыта"
    ).fill(row=row)
    hint = Text(
        en="repair the row, or say `quote: none` where marks are plain letters",
        ru="исправьте строку или укажите `quote: none`, если кавычки здесь обычные знаки",
    )
    return SourceError(problem, where=name, hint=hint)
