"""What every column of a file holds: its type, how much is missing, its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc
from attrs import define, field, frozen

from goalposts.profiling.type_guess import TypeGuess, guess_type
from goalposts.streams.batches.raw import RawBatch, Reader
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
    """A column while it is read."""

    missing: int = 0
    tests: int = 0
    words: Counter[str] | None = field(factory=Counter)
    looked_at: list[pa.Array] = field(factory=list)

    def take(self, cells: pa.Array, rows_before: int) -> None:
        text = blank_as_null(pc.utf8_trim_whitespace(as_text(cells)))
        self.missing += text.null_count
        self.tests += pc.sum(pc.match_substring_regex(text, _SAYS_TEST)).as_py() or 0
        if rows_before < LOOKED_AT:
            self.looked_at.append(cells.slice(0, LOOKED_AT - rows_before))
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
        return guess_type(pa.concat_arrays(self.looked_at), name) if self.looked_at else TypeGuess("empty")


def table_facts(reader: Reader) -> TableFacts:
    """Read a file once, to its end, with bounded memory.

    Raises:
        SourceError: it cannot be read.
    """
    columns = {name: _Column() for name in reader.columns}
    rows = wrong = 0
    for raw in _plain(reader):
        try:
            for name, cells in zip(raw.cells.schema.names, raw.cells.columns, strict=True):
                columns[name].take(cells, rows)
        except pa.ArrowException:
            check_sound(raw.cells, reader.name)
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
    """The batches without columns of lists, structs and the like, which are no fields."""
    for raw in reader.batches(frozenset(reader.columns)):
        kept = [
            name
            for name, column in zip(raw.cells.schema.names, raw.cells.columns, strict=True)
            if not pa.types.is_nested(column.type) and name in reader.columns
        ]
        yield RawBatch(raw.cells.select(kept), raw.lines, raw.wrong)
