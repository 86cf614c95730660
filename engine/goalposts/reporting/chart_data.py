"""What a chart draws: the KPI day by day, or week by week.

A day without rows stays a gap; missing is never zero.
"""

from __future__ import annotations

import math
from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING, Protocol

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from goalposts.model.scorecard import Series
    from goalposts.model.window_value import WindowValue

LONGEST_DAILY = 400
"""With more days than this the chart shows weeks."""

_SLACK = 0.05
"""How far a window's value may lie outside its daily values, as a share of it, for them to be the KPI's own."""

_WEEK = 7


class Measured(Protocol):
    """What was measured of a goal day by day, with or without a verdict."""

    @property
    def unit(self) -> str:
        """The unit of the KPI."""

    @property
    def series(self) -> Series:
        """The numbers of every day."""

    @property
    def baseline(self) -> WindowValue:
        """The value before."""

    @property
    def evaluation(self) -> WindowValue:
        """The value after."""

    @property
    def go_live(self) -> date | None:
        """The day between the two."""


@frozen
class Reading:
    """The KPI on one day, or in the week around it; None is a gap."""

    day: date
    value: float | None


def readings(goal: Measured) -> tuple[Reading, ...]:
    """Give the daily values of a goal, or weekly ones when there are very many days.

    Empty when the value of the window does not lie among them: then they are not the KPI's own daily numbers.
    """
    sums = own_daily_sums(goal)
    if not sums:
        return ()
    first, last = min(sums), max(sums)
    length = (last - first).days + 1
    if length <= LONGEST_DAILY:
        days = (first + timedelta(days=offset) for offset in range(length))
        return tuple(Reading(day, _value([sums[day]] if day in sums else [])) for day in days)
    monday = first - timedelta(days=first.weekday())
    weeks = (monday + timedelta(days=offset) for offset in range(0, (last - monday).days + 1, _WEEK))
    return tuple(_week(sums, start) for start in weeks)


def own_daily_sums(goal: Measured) -> dict[date, tuple[float, float]]:
    """Give numerator and denominator of every day that has a value, where they are the KPI's own daily numbers."""
    sums = _daily_sums(goal)
    return sums if sums and _agree(goal, sums) else {}


def is_weekly(shown: tuple[Reading, ...]) -> bool:
    """Whether the readings are weeks."""
    return len(shown) > 1 and (shown[1].day - shown[0].day).days == _WEEK


def _week(sums: Mapping[date, tuple[float, float]], monday: date) -> Reading:
    days = (monday + timedelta(days=offset) for offset in range(_WEEK))
    return Reading(monday + timedelta(days=3), _value([sums[day] for day in days if day in sums]))


def _daily_sums(goal: Measured) -> dict[date, tuple[float, float]]:
    """Numerator and denominator of every day that has a value."""
    series = goal.series
    sums = {
        day: (numerator, denominator)
        for day, numerator, denominator in zip(series.day, series.numerator, series.denominator, strict=True)
        if math.isfinite(numerator) and math.isfinite(denominator) and denominator > 0
    }
    is_total = goal.unit != "%" and all(denominator == 1 for _, denominator in sums.values())
    return _days_of_a_total(sums) if is_total else sums


def _days_of_a_total(sums: Mapping[date, tuple[float, float]]) -> dict[date, tuple[float, float]]:
    """Leave out the days on which nothing was to come.

    A total has a denominator on every open day, with rows or without. Before the first and after the last row, and on
    weekdays that mostly stay empty, nothing means closed; on other days it means nothing happened.
    """
    busy = [day for day, (total, _) in sums.items() if total]
    seen, used = Counter(day.weekday() for day in sums), Counter(day.weekday() for day in busy)
    return {
        day: pair
        for day, pair in sums.items()
        if pair[0] or (min(busy, default=day) < day < max(busy, default=day) and _usual(day, used, seen))
    }


def _usual(day: date, used: Counter[int], seen: Counter[int]) -> bool:
    return 2 * used[day.weekday()] >= seen[day.weekday()]


def _value(sums: Iterable[tuple[float, float]]) -> float | None:
    pairs = tuple(sums)
    return sum(top for top, _ in pairs) / sum(bottom for _, bottom in pairs) if pairs else None


def _agree(goal: Measured, sums: Mapping[date, tuple[float, float]]) -> bool:
    return any(_among(window, sums) for window in (goal.evaluation, goal.baseline))


def _among(window: WindowValue, sums: Mapping[date, tuple[float, float]]) -> bool:
    """Whether the value of a window lies among its daily values: a mean does, and so does a quantile."""
    start, end = window.start, window.end
    if window.value is None or start is None or end is None:
        return False
    values = [top / bottom for day, (top, bottom) in sums.items() if start <= day < end]
    slack = _SLACK * abs(window.value)
    return bool(values) and min(values) - slack <= window.value <= max(values) + slack
