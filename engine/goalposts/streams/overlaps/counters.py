"""Columns that number the rows of a file, such as `No.`: they tell nothing of what a row says."""

from __future__ import annotations

from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from goalposts.streams.batches.arrow_values import as_numpy
from goalposts.streams.batches.raw_text import as_text, decoded

_LOOKED_AT: Final = 100
_LEAST: Final = 3


def counting_columns(cells: pa.RecordBatch) -> frozenset[str]:
    """The columns that go up by one from row to row, as far as the first rows show."""
    first = cells.slice(0, _LOOKED_AT)
    return frozenset(name for name in first.schema.names if _counts(first.column(name)))


def _counts(column: pa.Array) -> bool:
    if len(column) < _LEAST or column.null_count or pa.types.is_nested(column.type):
        return False
    try:
        numbers = pc.cast(as_text(decoded(column)), pa.int64())
    except (pa.ArrowException, ValueError):
        return False
    return bool((np.diff(as_numpy(numbers)) == 1).all())
