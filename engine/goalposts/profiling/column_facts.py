"""What every column of a file holds: its type, how much is missing, its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc
from attrs import define, field, frozen

from goalposts.profiling.type_guess import TypeGuess, guess_type
from goalposts.streams.batches.raw import RawBatch, Reader, days_beside
from goalposts.streams.batches.raw_text import as_text, blank_as_null, check_sound

LOOKED_AT: Final = 1 << 16
"""Rows at the start whose cells tell the type of a column."""

MANY_WORDS: Final = 2000
_SAYS_TEST: Final = r"(?i)(^|[^\pL\pN])(test|тест|тестов\pL+)($|[^\pL\pN])"
"""A cell that has it as a word of its own; `contest` and `протест` have not."""


@frozen
class ColumnFacts:
    """One column.

    Attributes:
        missing: cells without a value.
        words: how often which word stands there; None when there are too many different ones to list.
        tests: cells with the word test in them.
    """

    name: str
    guess: TypeGuess
    rows: int
    missing: int
    words: Counter[str] | None = field(default=None, eq=False)
    tests: int = 0

    @property
    def share_missing(self) -> float | None:
        """How much of it is missing; None without a row."""
        return self.missing / self.rows if self.rows else None


@frozen
class TableFacts:
    """All columns of a file, how many rows it has, and how many of them had a wrong width."""

    columns: tuple[ColumnFacts, ...]
    rows: int
    wrong: int

    @property
    def is_without_times(self) -> bool:
        """Whether there are rows, and in none of the columns anything that a time could be."""
        return bool(self.rows) and not any(column.guess.kind in ("time", "empty") for column in self.columns)

    @property
    def currency(self) -> str:
        """The code of the currency whose sign all amounts carry that have one; empty where it is not one."""
        signs = {column.guess.currency for column in self.columns} - {""}
        return signs.pop() if len(signs) == 1 else ""

    def find(self, name: str) -> ColumnFacts | None:
        """Return a column by its name."""
        return next((column for column in self.columns if column.name == name), None)


@define
class _Column:
    """A column while it is read.

    Attributes:
        looked_at: its first cells, which tell its type.
        in_words: of these such as are no true days.
        has_days: whether true days stand among them, as in a workbook.
    """

    missing: int = 0
    tests: int = 0
    words: Counter[str] | None = field(factory=Counter)
    looked_at: list[pa.Array] = field(factory=list)
    in_words: list[pa.Array] = field(factory=list)
    has_days: bool = False

    def take(self, cells: pa.Array, rows_before: int, days: pa.Array | None) -> None:
        text = blank_as_null(pc.utf8_trim_whitespace(as_text(cells)))
        self.missing += text.null_count
        self.tests += pc.sum(pc.match_substring_regex(text, _SAYS_TEST)).as_py() or 0
        if rows_before < LOOKED_AT:
            self.looked_at.append(cells.slice(0, LOOKED_AT - rows_before))
            if not pa.types.is_temporal(cells.type):
                bare = text if days is None else pc.if_else(pc.is_null(days), text, None)
                self.has_days |= days is not None
                self.in_words.append(bare.slice(0, LOOKED_AT - rows_before))
        if self.words is not None:
            self._count(text)

    def _count(self, text: pa.Array) -> None:
        assert self.words is not None
        counts = pc.value_counts(pc.drop_null(text))
        if len(counts) > MANY_WORDS:
            self.words = None
            return
        for found in counts.to_pylist():
            self.words[found["values"]] += found["counts"]
        if len(self.words) > MANY_WORDS:
            self.words = None

    def guess(self, name: str) -> TypeGuess:
        kinds = {cells.type for cells in self.looked_at}
        if len(kinds) > 1:  # a column of a workbook may hold numbers here and texts there
            self.looked_at = [as_text(cells) for cells in self.looked_at]
        if self.in_words and (len(kinds) > 1 or self.has_days):
            guess = guess_type(pa.concat_arrays(self.in_words), name)
            if guess.kind == "time":
                return guess  # a true day is one in whatever way the others are written
        return guess_type(pa.concat_arrays(self.looked_at), name) if self.looked_at else TypeGuess("empty")


def table_facts(*readers: Reader) -> TableFacts:
    """Read a file once, to its end, with bounded memory.

    Args:
        readers: of the file, or of its sheets that are alike.

    Raises:
        SourceError: it cannot be read.
    """
    columns = {name: _Column() for reader in readers for name in reader.columns}
    rows = wrong = 0
    for one, raw in ((reader, raw) for reader in readers for raw in _plain(reader)):
        try:
            cells = dict(zip(raw.cells.schema.names, raw.cells.columns, strict=True))
            for name in filter(columns.__contains__, cells):
                columns[name].take(cells[name], rows, cells.get(days_beside(name)))
        except pa.ArrowException:
            check_sound(raw.cells, one.name)
            raise
        rows += raw.cells.num_rows
        wrong += len(raw.wrong)
    known = columns.items()
    found = (
        ColumnFacts(name, column.guess(name), rows, column.missing, column.words, column.tests)
        for name, column in known
    )
    return TableFacts(tuple(found), rows, wrong)


def _plain(reader: Reader) -> Iterator[RawBatch]:
    """The batches without columns of lists, structs and the like, which are no fields; with true days beside texts."""
    known = {*reader.columns, *map(days_beside, reader.columns)}
    for raw in reader.batches(frozenset(reader.columns)):
        kept = [
            name
            for name, column in zip(raw.cells.schema.names, raw.cells.columns, strict=True)
            if not pa.types.is_nested(column.type) and name in known
        ]
        yield RawBatch(raw.cells.select(kept), raw.lines, raw.wrong)
