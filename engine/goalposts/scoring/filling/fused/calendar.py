"""The project's days as a few numbers that compiled code cuts instants with, whatever the zone.

A local day is 24 hours long but for the days of clock changes. So the day of an instant is a division by 24 hours,
after the instant was moved back by all the changes of the clock before it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from goalposts.scoring.arrays import Integers

DAY: Final = 86_400_000_000
HEADER: Final = 6


def calendar(midnights: Integers, segments: int) -> Integers:
    """What a scan needs to know of days.

    Cells are numbered by day, the day before the first being 0, then by segment; the last one is of rows without time.

    Args:
        midnights: shape (days + 1,), from `local_midnights`.
        segments: how many cells a day has.

    Returns:
        The instants to which earlier and later ones are clipped, the instant a day before the first day, `segments`,
        the cell of rows without time, the number of clock changes; then the instant of every change, then by how much
        every change moves.
    """
    later = (midnights - midnights[0]) - DAY * np.arange(midnights.size)
    moved = np.diff(later)
    changes = np.flatnonzero(moved)
    # a lengthened day is still itself 24 hours after its start: its clock may change by the length of the change
    instants = midnights[changes] + np.maximum(moved[changes], 0)
    header = (
        midnights[0] - 1,
        midnights[-1],
        midnights[0] - DAY,
        segments,
        (midnights.size + 1) * segments,
        changes.size,
    )
    return np.concatenate((np.array(header, np.int64), instants, moved[changes])).astype(np.int64)
