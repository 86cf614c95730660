"""How the columns of a batch lie in memory: what a compiled scan depends on beside its plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from attrs import evolve, frozen

from goalposts.expressions import ValueType

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from numpy.typing import NDArray

    from goalposts.expressions.columns import Column
    from goalposts.model import Batch
    from goalposts.scoring.slots import StreamPlan

_DTYPES: Final = {
    ValueType.DURATION: np.float64,
    ValueType.MONEY: np.float64,
    ValueType.NUMBER: np.float64,
    ValueType.TIMESTAMP: np.int64,
    ValueType.FLAG: np.bool_,
    ValueType.ID: np.int32,
    ValueType.CATEGORY: np.int32,
    ValueType.TEXT: np.int32,
}
"""What a column must hold to be read by compiled code; source columns without a type never are."""


@frozen
class Layout:
    """The columns that a scan may read.

    Attributes:
        types: names and types, names ascending; what is not among them is missing in every row.
        with_nulls: those of them that lack a cell somewhere.
        careful: whether numbers that are not finite are looked for row by row. Without it the code only notices that
            there are some, and the scan is done again with care.
        by: the column of words that segments the days, if any.
        replicas: how many copies of every cell neighbouring rows take turns to fill.
        prefetch: whether cells are fetched ahead, because they do not fit the cache.
    """

    types: tuple[tuple[str, ValueType], ...]
    with_nulls: frozenset[str]
    careful: bool
    by: str | None = None
    replicas: int = 1
    prefetch: bool = False

    def type_of(self, name: str) -> ValueType | None:
        """What a column holds; None where there is none."""
        return dict(self.types).get(name)

    def with_care(self) -> Layout:
        """The same columns, with every number looked at."""
        return evolve(self, careful=True)


def layout_of(stream: StreamPlan, batch: Batch, by: str | None = None) -> Layout | None:
    """Look at the columns that a stream needs of a batch; None where compiled code cannot read one."""
    names = sorted((stream.needed | ({by} if by else set())) & batch.columns.keys())
    found = [(name, batch.columns[name]) for name in names]
    if any(column.values.dtype != _DTYPES.get(column.type) for _, column in found):
        return None
    with_nulls = frozenset(name for name, column in found if _has_nulls(column))
    return Layout(tuple((name, column.type) for name, column in found), with_nulls, bool(with_nulls), by)


def _has_nulls(column: Column) -> bool:
    return column.valid is not None and not bool(column.valid.all())


def arrays(layout: Layout, columns: Mapping[str, Column], rows: int) -> list[NDArray[Any]]:
    """The values of every column, then what is there of those with nulls, each contiguous with shape (rows,)."""
    values = [columns[name].values for name, _ in layout.types]
    valid = [columns[name].valid for name in sorted(layout.with_nulls)]
    return [np.ascontiguousarray(np.broadcast_to(array, (rows,))) for array in (*values, *valid) if array is not None]
