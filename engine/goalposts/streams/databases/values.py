"""Values of databases as plain columns."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final

import numpy as np
import pyarrow as pa

from goalposts.streams.batches.arrow_values import as_numpy
from goalposts.streams.batches.rows import column_of

_INTERVAL: Final = np.dtype([("months", np.int32), ("days", np.int32), ("nanoseconds", np.int64)])
_DAY: Final = 86_400 * 10**6
_YEAR, _MONTH = 1461 * _DAY // 4, 30 * _DAY
"""Microseconds, as PostgreSQL counts them in an interval: 365.25 days, and 30 of the months beside whole years."""


def plain_column(cells: pa.Array) -> pa.Array:
    """Take an extension type as it is stored, and an interval as a duration."""
    if isinstance(cells.type, pa.BaseExtensionType):
        cells = cells.storage
    return _duration(cells) if cells.type == pa.month_day_nano_interval() else cells


def columns_of(rows: Sequence[Sequence[Any]], width: int) -> list[pa.Array]:
    """Turn rows of Python values into columns; bytes stay bytes, which no field takes."""
    columns = zip(*rows, strict=True) if rows else ([] for _ in range(width))
    return [_column(list(cells)) for cells in columns]


def _column(cells: list[Any]) -> pa.Array:
    kinds = {type(cell) for cell in cells} - {type(None)}
    if kinds & {bytes, bytearray, memoryview}:
        return pa.array(
            [cell if isinstance(cell, bytes | bytearray | memoryview) else None for cell in cells], pa.binary()
        )
    if kinds == {timedelta}:
        return pa.array(cells, pa.duration("us"))
    return column_of(cells)


def _duration(cells: pa.Array) -> pa.Array:
    if not len(cells):
        return pa.array([], pa.duration("us"))
    parts = np.frombuffer(cells.buffers()[1], _INTERVAL)[cells.offset : cells.offset + len(cells)]
    years, months = np.divmod(parts["months"].astype(np.int64), 12)
    ticks = years * _YEAR + months * _MONTH + parts["days"].astype(np.int64) * _DAY + parts["nanoseconds"] // 1000
    known = as_numpy(cells.is_valid())
    return pa.array(np.where(known, ticks, 0), pa.int64(), mask=~known).view(pa.duration("us"))
