"""A table of any kind with columns that a plugin's format derives row by row."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from pathlib import Path
from typing import IO, Any, Final

from attrs import define, field, frozen

from goalposts.model import Row, Source, SourceFormat, WrongRow, folded_name
from goalposts.streams.batches.raw import Piece, RawBatch, Reader
from goalposts.streams.batches.raw_text import check_sound
from goalposts.streams.batches.rows import batches_of_rows, rows_batch
from goalposts.streams.files.source_file import SourceFile

_BATCH_ROWS: Final = 1 << 13


@frozen(eq=False)
class DerivedTable:
    """The rows that a format makes of a table, with the columns of the table beside those of the format."""

    format: SourceFormat
    file: SourceFile
    table: Reader

    @property
    def name(self) -> str:
        """What messages call it."""
        return self.table.name

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the table's own columns, and of those that are derived."""
        there = {folded_name(column) for column in self.table.columns}
        derived = [
            column
            for column in self.format.columns
            if not there.isdisjoint(map(folded_name, self.format.reads.get(column, self.table.columns)))
        ]
        return (*(column for column in self.table.columns if column not in self.format.columns), *derived)

    def batches(self, columns: frozenset[str]) -> Iterator[RawBatch]:
        """Read some columns; memory holds a batch."""
        used = tuple(column for column in self.columns if column in columns)
        file = _TableFile(self.file, self.table, self._read(columns))
        yield from batches_of_rows(self.format.read(file), used, _BATCH_ROWS, self.file.source.decimal)
        if file.dropped:
            yield rows_batch(used, [], [], file.dropped)

    def pieces(self) -> tuple[Piece, ...] | None:
        """None: rows are found by reading all before them."""
        return None

    def _read(self, columns: frozenset[str]) -> frozenset[str]:
        """The columns of the table that the format looks for, in any case, or that are asked for."""
        known = {folded_name(name) for name in self.format.looked_for}
        return frozenset(column for column in self.table.columns if column in columns or folded_name(column) in known)


@define(eq=False)
class _TableFile:
    """A file as a format sees it that reads its table.

    Attributes:
        dropped: how many rows the table itself left out, when it was last read to its end.
    """

    file: SourceFile
    table: Reader
    columns: frozenset[str]
    dropped: int = field(default=0, init=False)

    @property
    def name(self) -> str:
        return self.table.name

    @property
    def path(self) -> Path:
        return self.file.path

    @property
    def source(self) -> Source:
        return self.file.source

    @property
    def of_source(self) -> MutableMapping[str, Any]:
        return self.file.of_source

    def open(self) -> IO[bytes]:
        return self.file.open()

    def lines(self) -> Iterator[tuple[int, str]]:
        return self.file.lines()

    def records(self, path: str = "") -> Iterator[tuple[int, dict[str, Any]] | WrongRow]:
        return self.file.records(path)

    def rows(self) -> Iterator[Row | WrongRow]:
        self.dropped = 0
        for raw in self.table.batches(self.columns):
            yield from raw.wrong
            self.dropped += raw.dropped
            check_sound(raw.cells, self.name)
            for line, cells in zip(raw.lines.tolist(), raw.cells.to_pylist(), strict=True):
                yield Row(line, cells)
