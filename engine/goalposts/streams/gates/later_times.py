"""Sees moments that nobody can know yet, in other fields than the events' time, of which later rows are not there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from goalposts.expressions import ValueType

if TYPE_CHECKING:
    from goalposts.expressions.columns import Column
    from goalposts.streams.batches.later_lines import LaterLines
    from goalposts.streams.conversion.converted import Mask
    from goalposts.streams.gates.counting import Counting

_DAY: Final = 86_400_000_000


def see_later_times(
    columns: Mapping[str, Column],
    lines: NDArray[np.int64] | LaterLines,
    refused: Mask | None,
    closed: int,
    count: Counting,
) -> None:
    """Count the moments after the clock's day, which count as not there.

    Args:
        columns: of some rows, by field.
        lines: of the rows.
        refused: which of them do not count.
        closed: the start of the clock's day, in UTC microseconds; an export of today may well tell of today.
        count: takes the number, the first line and the moment in it, and the latest moment of all.
    """
    for name, column in columns.items():
        if column.type is not ValueType.TIMESTAMP or not len(column.values):
            continue
        known = np.ones(len(column.values), np.bool_) if column.valid is None else column.valid
        known = known if refused is None else known & ~refused
        if not known.any():
            continue
        count.see(int(column.values[known].max()))  # what is kept of these rows answers under later clocks only
        rows = np.flatnonzero(known & (column.values >= closed + _DAY))
        if len(rows):
            count.see_later(name, len(rows), int(lines[rows[0]]), int(column.values[rows[0]]))
