"""Tables whose rows are cells: day by day a row for every segment, and a last row for what has no time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

Moves: TypeAlias = list[tuple[int, int]]
"""Which segment goes where: those with rows, and the last of all, which is of missing words."""


def together(table: NDArray[Any], segments: int, *, largest: bool = False) -> NDArray[Any]:
    """One row a day instead of many.

    Args:
        table: shape (days * segments + 1, width).
        segments: how many a day has.
        largest: whether the largest number is asked for, not the sum.
    """
    days = _by_day(table, segments)
    whole = days.max(axis=1) if largest else days.sum(axis=1, dtype=table.dtype)
    return np.concatenate((whole, table[-1:]))


def put(table: NDArray[Any], moves: Moves, made: NDArray[Any], segments: int) -> None:
    """Write the rows of a table into a longer one, of zeros.

    Args:
        table: shape (days * segments + 1, width).
        moves: of its segments, in their order.
        made: out, the same with another number of segments.
        segments: how many it has.
    """
    before, after = _by_day(table, moves[-1][0] + 1), _by_day(made, segments)
    sources, targets = (list(places) for places in zip(*moves, strict=True))
    after[:, targets] = before[:, sources]
    made[-1] = table[-1]


def placed(table: NDArray[Any], moves: Moves | None, segments: int) -> NDArray[Any]:
    """The same as a new table; the given one where every segment stays."""
    if moves is None:
        return table
    days = (len(table) - 1) // (moves[-1][0] + 1)
    made = np.zeros((days * segments + 1, table.shape[1]), table.dtype)
    put(table, moves, made, segments)
    return made


def _by_day(table: NDArray[Any], segments: int) -> NDArray[Any]:
    cells, width = table.shape
    return table[:-1].reshape((cells - 1) // segments, segments, width)
