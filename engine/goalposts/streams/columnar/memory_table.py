"""Reads tables in memory: whatever speaks the Arrow PyCapsule interface, or a mapping of column lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, Final

import numpy as np
import pyarrow as pa
from attrs import frozen

from goalposts.errors import SourceError
from goalposts.locale import Text
from goalposts.streams.batches.raw import PEEKED_ROWS, Piece, RawBatch
from goalposts.streams.batches.raw_text import check_names

_PIECE_ROWS: Final = 1 << 19


@frozen(eq=False)
class MemoryTable:
    """A table in memory."""

    name: str
    table: pa.Table
    batch_rows: int

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of its columns."""
        return tuple(self.table.column_names)

    def batches(self, columns: frozenset[str]) -> Iterator[RawBatch]:
        """Cut some columns into batches."""
        return self._cut(columns, 0, self.table.num_rows, self.batch_rows)

    def pieces(self) -> tuple[Piece, ...]:
        """Parts of the same length."""
        found = []
        for start in range(0, self.table.num_rows, _PIECE_ROWS):
            rows = min(_PIECE_ROWS, self.table.num_rows - start)
            cut = partial(self._cut, first=start, rows=rows)
            found.append(Piece(rows, partial(cut, batch_rows=rows), partial(cut, batch_rows=PEEKED_ROWS)))
        return tuple(found)

    def _cut(self, columns: frozenset[str], first: int, rows: int, batch_rows: int) -> Iterator[RawBatch]:
        used = self.table.select([column for column in self.columns if column in columns]).slice(first, rows)
        start = first + 1
        for cells in used.to_batches(max_chunksize=batch_rows):
            yield RawBatch(without_views(cells), np.arange(start, start + cells.num_rows))
            start += cells.num_rows


def open_table(table: object, name: str, batch_rows: int) -> MemoryTable:
    """Take a pyarrow, polars, pandas, duckdb, ... table, or a mapping of column lists.

    Raises:
        SourceError: it is none of these, its columns hold mixed values, or a column name stands twice.
    """
    try:
        arrow = _arrow(table)
    except (pa.ArrowException, TypeError, ValueError, OverflowError) as fault:
        problem = Text(en="this is not a table: {fault}", ru="это не таблица: {fault}").fill(
            fault=str(fault).splitlines()[0].rstrip(".")
        )
        hint = Text(
            en="give a pyarrow, polars or pandas table, or a mapping of column lists",
            ru="передайте таблицу pyarrow, polars или pandas либо словарь списков",
        )
        raise SourceError(problem, where=name, hint=hint) from fault
    check_names(arrow.column_names, name)
    return MemoryTable(name, arrow, batch_rows)


def without_views(cells: pa.RecordBatch) -> pa.RecordBatch:
    """Polars gives string views, for which Arrow has no filter."""
    return pa.RecordBatch.from_arrays([_without_view(column) for column in cells.columns], cells.schema.names)


def _without_view(column: pa.Array) -> pa.Array:
    if pa.types.is_string_view(column.type):
        return column.cast(pa.string())
    if pa.types.is_dictionary(column.type) and pa.types.is_string_view(column.type.value_type):
        return pa.DictionaryArray.from_arrays(column.indices, _without_view(column.dictionary))
    return column


def _column(name: str, values: Any) -> Any:
    try:
        return values if hasattr(values, "__arrow_c_stream__") else pa.array(values)
    except (pa.ArrowException, TypeError, ValueError, OverflowError) as fault:
        raise ValueError(f"{name}: {fault}") from fault


def _arrow(table: object) -> pa.Table:
    if isinstance(table, Mapping):
        return pa.table({name: _column(name, values) for name, values in table.items()})
    if hasattr(table, "__arrow_c_stream__"):
        return pa.RecordBatchReader.from_stream(table).read_all()
    if hasattr(table, "__arrow_c_array__"):
        return pa.Table.from_batches([pa.record_batch(table)])
    raise TypeError(f"found {type(table).__name__}")
