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
LIMIT_SPREADS: Final = 3
"""How far from the mean an ordinary month may lie: 2.66 mean moving ranges, which are three spreads."""
_RANGE_PER_SPREAD: Final = 1.128
"""The mean range of two values from a normal distribution, in its standard deviations."""


@frozen
class Months:
    """The lowest and the highest whole month, and the spread of an ordinary one, in KPI units.

    Attributes:
        mean: of all of them.
        last: the last of them.
        earlier_low, earlier_high: the mean of those before the last, less and plus three spreads of their own.
    """

    low: float
    high: float
    spread: float
    mean: float
    last: float
    earlier_low: float
    earlier_high: float


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
    *earlier, last = values
    middle, reach = float(np.mean(earlier)), LIMIT_SPREADS * _spread(earlier)
    return Months(
        min(values), max(values), _spread(values), float(np.mean(values)), last, middle - reach, middle + reach
    )


def _spread(values: list[float]) -> float:
    return float(np.abs(np.diff(values)).mean()) / _RANGE_PER_SPREAD
