"""Cells of rows as columns of Arrow: each cell stays what it is, whatever stands in the other rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any, Final

import pyarrow as pa

from goalposts.streams.sheets.sheet import Cells, written

_NO_KIND: Final = 0
_KINDS: Final = {type(None): _NO_KIND, str: 1, int: 1, float: 1, bool: 1, date: 2, datetime: 2, timedelta: 3, time: 4}
_SPLIT_TIME: Final = 5
_TEXTS_AND_DAYS: Final = {1, 2}
_EXACT: Final = 1 << 53
_SMALLEST_PLAIN, _LARGEST_PLAIN = 1e-4, 1e10


def cuts(columns: Iterable[Cells], rows: int) -> Iterator[tuple[int, int]]:
    """Cut rows where a column goes over from texts, numbers or days to spans or times of day, or back.

    A cell that is a true time of day is then read as one although its neighbour holds a text, and the other way round.
    """
    found = {0, rows}
    for column in columns:
        found.update(_changes(column))
    ends = sorted(found)
    yield from pairwise(ends)


def _changes(column: Cells) -> Iterator[int]:
    kinds = _kinds(column)
    if kinds <= _TEXTS_AND_DAYS or (_KINDS[time] not in kinds and len(kinds) < 2):
        return
    last = _NO_KIND
    for row, cell in enumerate(column):
        kind = _KINDS.get(type(cell), 1)
        if kind == _KINDS[time] and cell.microsecond:
            kind = _SPLIT_TIME
        if _NO_KIND not in (kind, last) and kind != last:
            yield row
        last = kind or last


def _kinds(column: Cells) -> set[int]:
    return {_KINDS.get(kind, 1) for kind in set(map(type, column))} - {_NO_KIND}


def true_days(column: Cells) -> pa.Array | None:
    """The cells of a column that are true days, where texts or numbers stand among them; None of other columns.

    Whoever exports a list and then writes into it leaves both in one column, row by row.
    """
    if _kinds(column) != _TEXTS_AND_DAYS:
        return None
    return pa.array([_moment(cell) if isinstance(cell, date) else None for cell in column], pa.timestamp("us"))


def array_of(cells: Cells, decimal: str, *, timed: bool) -> pa.Array:
    """Make an array of cells of one kind.

    Args:
        cells: None where nothing stands.
        decimal: the sign with which numbers are written where they are taken as texts.
        timed: whether days of this column have a time of day.
    """
    kinds = {type(cell) for cell in cells} - {type(None)}
    if not kinds:
        return pa.nulls(len(cells), pa.string())
    if kinds <= {int, float} and (kind := _number_type(cells, decimal)) is not None:
        return pa.array(cells, kind)
    if kinds <= {date, datetime}:
        return pa.array(
            [_moment(cell) for cell in cells] if timed else cells, pa.timestamp("us") if timed else pa.date32()
        )
    if kinds == {timedelta}:
        return pa.array(cells, pa.duration("us"))
    if kinds == {time}:
        split = any(cell.microsecond for cell in cells if cell is not None)
        return pa.array(cells, pa.time64("us") if split else pa.time32("s"))
    return pa.array([None if cell is None else written(cell, decimal) for cell in cells], pa.string())


def _number_type(cells: Cells, decimal: str) -> pa.DataType | None:
    """Whole numbers where all are, so that they are written without a fraction; None where Arrow writes otherwise."""
    given = [cell for cell in cells if cell is not None]
    sizes = [abs(cell) for cell in given]
    largest = max(sizes)
    if largest < _EXACT and all(type(cell) is int or cell.is_integer() for cell in given):
        return pa.int64()
    plain = largest < _LARGEST_PLAIN and all(size >= _SMALLEST_PLAIN or not size for size in sizes)
    return pa.float64() if plain and decimal == "." else None


def _moment(cell: Any) -> datetime | None:
    return cell if cell is None or isinstance(cell, datetime) else datetime(cell.year, cell.month, cell.day)  # noqa: DTZ001 - sheets know no zone
