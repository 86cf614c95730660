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
    """The columns that a scan may read, and what its code must beware of.

    Attributes:
        types: names and types, names ascending; what is not among them is missing in every row.
        with_nulls: those of them that lack a cell somewhere.
        careful: whether numbers that are not finite are looked for row by row. Without it the code stops before the
            first block that has one.
        range: of the values that histograms hold, from 0 to `heavy.EVERY_BUCKET`. The code stops before the first
            block with a value outside of it.
        by: the column of words that segments the days, if any.
        own_pivots: whether every cell holds pivots of its own.
        replicas: how many copies of every cell neighbouring rows take turns to fill.
        compact: whether cells are as small as can be, at the price of more counting, because large ones do not fit the
            cache.
        prefetch: whether cells are fetched ahead, because they do not fit even so.
    """

    types: tuple[tuple[str, ValueType], ...]
    with_nulls: frozenset[str]
    careful: bool = False
    range: int = 0
    by: str | None = None
    own_pivots: bool = False
    replicas: int = 1
    compact: bool = False
    prefetch: bool = False

    @property
    def as_given(self) -> Layout:
        """What the columns and the plan decide, without what was fitted to the cache."""
        return evolve(self, replicas=1, compact=False, prefetch=False)

    def type_of(self, name: str) -> ValueType | None:
        """What a column holds; None where there is none."""
        return dict(self.types).get(name)


def types_of(names: frozenset[str], columns: Mapping[str, Column]) -> tuple[tuple[str, ValueType], ...] | None:
    """The types of those columns that a batch has, names ascending; None where compiled code cannot read one."""
    found = [(name, columns[name]) for name in sorted(names & columns.keys())]
    if any(column.values.dtype != _DTYPES.get(column.type) for _, column in found):
        return None
    return tuple((name, column.type) for name, column in found)


def lacking(types: tuple[tuple[str, ValueType], ...], columns: Mapping[str, Column]) -> frozenset[str]:
    """The columns that lack a cell somewhere."""
    return frozenset(name for name, _ in types if _has_nulls(columns[name]))


def _has_nulls(column: Column) -> bool:
    return column.valid is not None and not bool(column.valid.all())


def arrays(layout: Layout, columns: Mapping[str, Column], rows: int) -> list[NDArray[Any]]:
    """The values of every column, then what is there of those with nulls, each contiguous with shape (rows,)."""
    values = (columns[name].values for name, _ in layout.types)
    valid = (_there(columns[name]) for name in sorted(layout.with_nulls))
    shape = (rows,)
    return [
        np.ascontiguousarray(array if array.shape == shape else np.broadcast_to(array, shape))
        for array in (*values, *valid)
    ]


def _there(column: Column) -> NDArray[np.bool_]:
    return np.ones((), np.bool_) if column.valid is None else column.valid
