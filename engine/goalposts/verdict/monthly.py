"""What whole months of a baseline were like, for the question whether a promise lies beyond all that ever was.

The spread is Wheeler's for individual values: the mean of the moving ranges by 1.128 (D. J. Wheeler, *Understanding
Variation*), so that a slow drift over the year does not count as spread.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from attrs import frozen

if TYPE_CHECKING:
    from goalposts.inference.arrays import Floats, Integers

LEAST_MONTHS: Final = 8
_RANGE_PER_SPREAD: Final = 1.128
"""The mean range of two values from a normal distribution, in its standard deviations."""


@frozen
class Months:
    """The lowest and the highest whole month, and the spread of an ordinary one, in KPI units."""

    low: float
    high: float
    spread: float


def months_of(day: Integers, numerator: Floats, denominator: Floats) -> Months | None:
    """Return what the months were like; None with fewer than eight whole ones that have a value.

    Args:
        day: shape (T,), the days of a window since 1970-01-01, each once.
        numerator: shape (T,), daily sums; a quantile has none.
        denominator: shape (T,), likewise.
    """
    days = day.astype("datetime64[D]")
    months = days.astype("datetime64[M]")
    values = []
    for month in np.unique(months):
        inside = months == month
        whole = ((month + 1).astype("datetime64[D]") - month.astype("datetime64[D]")).astype(int)
        below = float(denominator[inside].sum())
        if inside.sum() == whole and below > 0:
            values.append(float(numerator[inside].sum()) / below)
    if len(values) < LEAST_MONTHS:
        return None
    ranges = np.abs(np.diff(values))
    return Months(min(values), max(values), float(ranges.mean()) / _RANGE_PER_SPREAD)
