"""From a window's daily numbers to the readings that the regression sees: by day or by week, linear or logarithmic.

The linearised readings keep the estimand "ratio of sums over the window": their mean is exactly that ratio
(stats 1.0). Weeks are blocks of seven days that touch the go-live: counted back from the end of the baseline and
forward from the start of the evaluation, so that no reading mixes weekdays unequally.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from attrs import frozen

from goalposts.inference.series import Kind, WindowSeries, usable_days
from goalposts.inference.weekdays import DAYS_OF_WEEK

if TYPE_CHECKING:
    from goalposts.inference.arrays import Flags, Floats, Integers

LONGEST_BRIDGED_GAP = 3
"""Missing expected days that a lag-1 pair may bridge; a longer gap restarts the autoregressive chain."""


@frozen(eq=False)
class Sums:
    """Sums per reading: the moment in days, numerator, denominator, open days; and which readings start a chain."""

    moments: Floats
    numerator: Floats
    denominator: Floats
    open_days: Floats
    starts: Flags


@frozen(eq=False)
class Readings:
    """A regular series for the regression: moments in days, values, and which readings start a new chain."""

    moments: Floats
    values: Floats
    starts: Flags


def daily_sums(kind: Kind, window: WindowSeries) -> Sums:
    """Take every usable day as one reading."""
    usable = usable_days(kind, window)
    return Sums(
        moments=window.days[usable].astype(np.float64),
        numerator=window.numerator[usable],
        denominator=window.denominator[usable],
        open_days=np.ones(int(usable.sum())),
        starts=_chain_starts(usable, window.expected),
    )


def _chain_starts(usable: Flags, expected: Flags) -> Flags:
    positions = np.flatnonzero(usable)
    expected_so_far = np.cumsum(expected & ~usable)[positions]
    starts: Flags = np.diff(expected_so_far, prepend=expected_so_far[:1]) > LONGEST_BRIDGED_GAP
    starts[:1] = True
    return starts


def weekly_sums(kind: Kind, window: WindowSeries, *, counted_back: bool) -> Sums:
    """Add up complete weeks, counted back from the window's end or forward from its start.

    Weeks without an open day, or of a ratio or quantile without a positive denominator, give no reading.
    """
    usable = usable_days(kind, window)
    weeks = window.days.size // DAYS_OF_WEEK
    first = window.days.size - weeks * DAYS_OF_WEEK if counted_back else 0
    chosen = slice(first, first + weeks * DAYS_OF_WEEK)

    def per_week(values: Floats | Flags | Integers) -> Floats:
        sums: Floats = np.where(usable, values, 0.0)[chosen].reshape(weeks, DAYS_OF_WEEK).sum(axis=1)
        return sums

    open_days, denominator = per_week(usable), per_week(window.denominator)
    kept = (open_days > 0) if kind == "total" else (denominator > 0)
    moments = window.days[chosen][3::DAYS_OF_WEEK].astype(np.float64)[kept]
    starts = np.diff(moments, prepend=-np.inf) > DAYS_OF_WEEK
    return Sums(moments, per_week(window.numerator)[kept], denominator[kept], open_days[kept], starts)


def linear_readings(kind: Kind, window: WindowSeries, sums: Sums) -> Readings:
    """Linearise the sums so that their plain mean is the KPI's value over them."""
    if kind == "total":
        values = sums.numerator / sums.open_days
    elif kind == "quantile":
        point = window.quantile_point()
        excess = sums.numerator - point.probability * sums.denominator
        values = point.counted_from - excess / (sums.denominator.mean() * point.density)
    else:
        ratio = sums.numerator.sum() / sums.denominator.sum()
        values = ratio + (sums.numerator - ratio * sums.denominator) / sums.denominator.mean()
    return Readings(sums.moments, values, sums.starts)


def logarithmic_readings(sums: Sums) -> Readings:
    """Take the logarithm of the total per open day; every total must be positive."""
    return Readings(sums.moments, np.log(sums.numerator / sums.open_days), sums.starts)
