"""Rows of Python values, by batches of columns: for formats that no library reads into columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time
from typing import Any, Final

import numpy as np
import pyarrow as pa
from attrs import frozen

from goalposts.model import Row, WrongRow
from goalposts.streams.batches.raw import Piece, RawBatch


@frozen(eq=False)
class RowsReader:
    """A file that some function reads row by row."""

    name: str
    columns: tuple[str, ...]
    read: Callable[[], Iterable[Row | WrongRow]]
    batch_rows: int = 1 << 14

    def batches(self, columns: frozenset[str]) -> Iterator[RawBatch]:
        """Read some columns; memory holds a batch."""
        used = tuple(column for column in self.columns if column in columns)
        return batches_of_rows(self.read(), used, self.batch_rows)

    def pieces(self) -> tuple[Piece, ...] | None:
        """None: rows are found by reading all before them."""
        return None


def batches_of_rows(
    found: Iterable[Row | WrongRow], columns: tuple[str, ...], batch_rows: int, decimal: str = "."
) -> Iterator[RawBatch]:
    """Make batches of rows and of what cannot be rows, as they come; see `column_of` for the decimal sign."""
    rows: list[Row] = []
    wrong: list[WrongRow] = []
    for each in found:
        if isinstance(each, WrongRow):
            wrong.append(each)
        else:
            rows.append(each)
        if len(rows) >= batch_rows:
            yield rows_batch(columns, rows, wrong, decimal=decimal)
            rows, wrong = [], []
    if rows or wrong:
        yield rows_batch(columns, rows, wrong, decimal=decimal)


def rows_batch(
    columns: tuple[str, ...], rows: list[Row], wrong: list[WrongRow], dropped: int = 0, decimal: str = "."
) -> RawBatch:
    """Make one batch."""
    lines = np.fromiter((row.line for row in rows), np.int64, len(rows))
    arrays = [column_of([row.cells.get(column) for row in rows], decimal) for column in columns]
    return RawBatch(batch_of(columns, arrays, len(rows)), lines, tuple(wrong), dropped)


def batch_of(columns: Iterable[str], arrays: list[pa.Array], rows: int) -> pa.RecordBatch:
    """Make a batch that knows its number of rows even without a column."""
    names = list(columns)
    if not names:
        return pa.RecordBatch.from_struct_array(pa.array([{}] * rows, pa.struct([])))
    return pa.RecordBatch.from_arrays(arrays, names)


_SHORT: Final = 10**15
"""From here on a fraction is written with an exponent."""


def column_of(cells: list[Any], decimal: str = ".") -> pa.Array:
    """Make a column: of its own type where all cells have one, else of texts.

    Lists and mappings are written as JSON, times of day as `hh:mm:ss`; True and False as `true` and `false`; fractions
    with the decimal sign by which the texts among them are read.
    """
    kinds = {type(cell) for cell in cells if cell is not None}
    if kinds == {int, float} and any(type(cell) is int and abs(cell) >= _SHORT for cell in cells):
        kinds = {int, str}  # a long number beside fractions is an id that must keep its digits
    if kinds <= {int, float} or (len(kinds) == 1 and kinds <= {bool, str, datetime, date}):
        try:
            return pa.array(cells)
        except (pa.ArrowException, OverflowError):
            pass  # times of several zones, numbers beyond 64 bits: as text
    return pa.array([_text(cell, decimal) for cell in cells], pa.string())


def _text(cell: Any, decimal: str) -> str | None:
    match cell:
        case None | str():
            return cell
        case bool():
            return "true" if cell else "false"
        case datetime() | date() | time():
            return cell.isoformat()
        case float() if cell.is_integer():
            return str(int(cell))
        case float():
            return str(cell).replace(".", decimal)
        case list() | dict() | tuple():
            import json

            return json.dumps(cell, ensure_ascii=False)
        case _:
            return str(cell)
