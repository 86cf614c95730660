"""Finds the period of a table of readings in its days, and brings the readings to one for every period."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from goalposts.inference.period_readings import Period, PeriodReadings
from goalposts.inference.weekdays import DAYS_OF_WEEK

if TYPE_CHECKING:
    from goalposts.inference.arrays import Floats, Integers

_USUAL_STEPS: Final[tuple[tuple[Period, int, int], ...]] = (
    ("week", 5, 10),
    ("month", 26, 35),
    ("quarter", 80, 100),
    ("year", 350, 380),
)
"""The days between two readings of each, least and most; a table by day has fewer."""
_MONTHS: Final[dict[Period, int]] = {"month": 1, "quarter": 3, "year": 12}


def period_between(days: Integers) -> Period | None:
    """Find the period of readings by the usual distance of their days; None of a table by day, or by no period.

    Args:
        days: shape (readings,), days since 1970-01-01, ascending and distinct.
    """
    if days.size < 2:
        return None
    step = float(np.median(np.diff(days)))
    return next((period for period, least, most in _USUAL_STEPS if least <= step <= most), None)


def by_period(period: Period, days: Integers, numerator: Floats, denominator: Floats) -> PeriodReadings | None:
    """Bring the days of a window to its whole periods, each linearised as a day would be (stats 1.0).

    What belongs to no whole period of the window, as the month in which it ends, is left out. None when no whole period
    has anything to divide by.

    Args:
        period: what one reading stands for.
        days: shape (days,), every day of the window.
        numerator: shape (days,), sum of value by weight.
        denominator: shape (days,), sum of weights, zero on days without a reading.
    """
    dated = denominator > 0
    if not dated.any():
        return None
    numbers, edges = _numbers(period, days, int(days[dated][0]))
    inside = _whole(edges, days)
    if not inside.size:
        return None
    above, below = (
        np.bincount(numbers, weights=sums, minlength=edges.size - 1)[inside].astype(np.float64)
        for sums in (numerator, denominator)
    )
    kept = below > 0
    if not kept.any():
        return None
    level = float(above[kept].sum() / below[kept].sum())
    middles = (edges[:-1] + edges[1:] - 1)[inside] / 2
    return PeriodReadings(
        period=period,
        index=number_of_period(period, edges[:-1][inside][kept]),
        moments=middles[kept],
        values=level + (above[kept] - level * below[kept]) / below[kept].mean(),
        level=level,
        shown=float(numerator.sum() / denominator.sum()),
        volumes=below[kept],
        planned=inside.size,
        gap=_longest_run(~kept),
    )


def whole_periods(period: Period, days: Integers, first_reading: int) -> tuple[Integers, Integers]:
    """Give the first day of every whole period of some days, and the day after its last.

    Args:
        period: what one reading stands for.
        days: shape (days,), consecutive.
        first_reading: a day on which a week begins.
    """
    _, edges = _numbers(period, days, first_reading)
    inside = _whole(edges, days)
    return edges[:-1][inside], edges[1:][inside]


def _whole(edges: Integers, days: Integers) -> Integers:
    """The places of the periods between the edges that lie in the days as a whole."""
    return np.flatnonzero((edges[:-1] >= days[0]) & (edges[1:] <= days[-1] + 1))


def period_holding(day: int, readings: PeriodReadings) -> tuple[int, bool]:
    """Find the number of the period that a day lies in, counted as some readings are, and whether it begins it."""
    if readings.period == "week":
        start = int(readings.moments[0] - (DAYS_OF_WEEK - 1) / 2)
        first = day - (day - start) % DAYS_OF_WEEK
        return first // DAYS_OF_WEEK, first == day
    number = int(number_of_period(readings.period, np.array([day]))[0])
    return number, number != int(number_of_period(readings.period, np.array([day - 1]))[0])


def _numbers(period: Period, days: Integers, first_reading: int) -> tuple[Integers, Integers]:
    """The place of the period of every day, and the days between which periods lie; weeks begin with the readings'."""
    if period == "week":
        start = int(days[0]) - (int(days[0]) - first_reading) % DAYS_OF_WEEK
        edges = np.arange(start, int(days[-1]) + DAYS_OF_WEEK + 1, DAYS_OF_WEEK)
    else:
        first, last = (number_of_period(period, days[[place]])[0] for place in (0, -1))
        months = np.arange(first, last + 2) * _MONTHS[period]
        edges = months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    return np.searchsorted(edges, days, side="right") - 1, edges


def number_of_period(period: Period, days: Integers) -> Integers:
    """Give the number of the period since 1970 that begins on, or holds, a day."""
    if period == "week":
        return np.floor_divide(days, DAYS_OF_WEEK)
    months = days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    return np.floor_divide(months, _MONTHS[period])


def _longest_run(missing: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> int:
    edges = np.concatenate([[-1], np.flatnonzero(~missing), [missing.size]])
    return int(np.diff(edges).max()) - 1
