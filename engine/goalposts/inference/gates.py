"""The gates of stats 1.1: refuse rather than guess.

Coverage failures make a goal invalid (the data are not there); length failures make it inconclusive (the data are
too few). Both windows are judged alike; `conclude` asks here before it fits anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from goalposts.inference.series import Kind, WindowSeries, usable_days
from goalposts.inference.weekdays import DAYS_OF_WEEK, regular_weekdays, weekday_of
from goalposts.model.effects import GateFailure, WindowName

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.inference.arrays import Flags
    from goalposts.inference.readings import Sums

LEAST_COVERAGE = 0.8
LONGEST_GAP_DAYS = 14
LEAST_OF_A_WEEKDAY = 2
LEAST_DAYS: dict[WindowName, int] = {"baseline": 28, "evaluation": 14}
LEAST_WEEKS: dict[WindowName, int] = {"baseline": 8, "evaluation": 4}
DAYS_TO_PROVE: dict[WindowName, int] = {"baseline": 56, "evaluation": 28}
LEAST_MEDIAN_EVENTS = 10
VOLUME_BAND = (0.5, 2.0)


def coverage_failures(name: WindowName, window: WindowSeries) -> Iterator[GateFailure]:
    """Demand rows of the stream on 80 % of its expected days, and no gap over 14 days that are not closed."""
    with_rows = window.stream_rows > 0
    expected = window.expected
    expected_count, covered = int(expected.sum()), int((expected & with_rows).sum())
    if covered < LEAST_COVERAGE * expected_count:
        fact = (("expected_days", expected_count), ("days_with_rows", covered), ("needed_share", LEAST_COVERAGE))
        yield GateFailure("coverage", name, fact)
    gap = longest_gap(with_rows, window.closed)
    if gap > LONGEST_GAP_DAYS:
        yield GateFailure("gap", name, (("days", gap), ("allowed", LONGEST_GAP_DAYS)))


def end_failures(name: WindowName, window: WindowSeries) -> Iterator[GateFailure]:
    """Refuse a window that is over, behind whose last row so many days are expected that the export ended there.

    More than two, and more than twice as many as ever in a row before: those of a stream that is seldom silent are not
    days on which nothing happened. On the way an export may be some days old. A long gap is told as such.
    """
    with_rows = window.stream_rows > 0
    found = np.flatnonzero(with_rows[window.expected])
    if not found.size or longest_gap(with_rows, window.closed) > LONGEST_GAP_DAYS:
        return
    silent = int(window.expected.sum()) - 1 - int(found[-1])
    before = int(np.diff(found).max(initial=1)) - 1
    if silent > max(2, 2 * before):
        yield GateFailure("silent_end", name, (("days", silent),))


def denominator_failures(kind: Kind, name: WindowName, window: WindowSeries) -> Iterator[GateFailure]:
    """Refuse a ratio whose daily denominators fall below zero: its days cannot be weighed."""
    negative = int((window.denominator[usable_days(kind, window)] < 0).sum()) if kind == "ratio" else 0
    if negative:
        yield GateFailure("negative_denominator", name, (("days", negative),))


def longest_gap(with_rows: Flags, closed: Flags) -> int:
    """Count the days of the longest run without rows, also at the window's ends; closed days do not count."""
    open_before = np.concatenate([[0], np.cumsum(~closed)])
    edges = np.concatenate([[-1], np.flatnonzero(with_rows), [with_rows.size]])
    gaps = open_before[edges[1:]] - open_before[edges[:-1] + 1]
    return int(gaps.max())


def day_failures(kind: Kind, name: WindowName, window: WindowSeries) -> Iterator[GateFailure]:
    """Demand enough open days, and two of every weekday on which the KPI is regularly read."""
    usable = usable_days(kind, window)
    count = int(usable.sum())
    if count < LEAST_DAYS[name]:
        yield GateFailure("too_few_days", name, (("days", count), ("needed", LEAST_DAYS[name])))
    regular = regular_weekdays(window.days, usable, window.closed)
    per_weekday = np.bincount(weekday_of(window.days[usable]), minlength=DAYS_OF_WEEK)
    for weekday in np.flatnonzero(regular & (per_weekday < LEAST_OF_A_WEEKDAY)):
        fact = (("weekday", int(weekday)), ("days", int(per_weekday[weekday])), ("needed", LEAST_OF_A_WEEKDAY))
        yield GateFailure("too_few_of_a_weekday", name, fact)


def week_failures(name: WindowName, sums: Sums) -> Iterator[GateFailure]:
    """Demand enough complete weeks, for readings by week."""
    if sums.moments.size < LEAST_WEEKS[name]:
        yield GateFailure("too_few_weeks", name, (("weeks", sums.moments.size), ("needed", LEAST_WEEKS[name])))


def days_are_too_noisy(kind: Kind, window: WindowSeries) -> bool:
    """Tell whether a day holds too few events (median under 10), or a ratio's day has no positive denominator."""
    usable = usable_days(kind, window)
    if not usable.any():
        return False
    too_few = bool(np.median(window.events[usable]) < LEAST_MEDIAN_EVENTS)
    return too_few or (kind != "total" and bool(np.any(window.denominator[usable] <= 0)))


def long_enough_to_prove(baseline_days: int, evaluation_days: int) -> bool:
    """Tell whether both windows are long enough for a proof without a comparison group."""
    return baseline_days >= DAYS_TO_PROVE["baseline"] and evaluation_days >= DAYS_TO_PROVE["evaluation"]


def volume_changed(kind: Kind, baseline: WindowSeries, evaluation: WindowSeries) -> bool:
    """Tell whether the median daily denominator left x0.5..x2 of its baseline; a total has no denominator."""
    if kind == "total":
        return False
    before, after = (
        float(np.median(window.denominator[usable_days(kind, window)])) for window in (baseline, evaluation)
    )
    return not VOLUME_BAND[0] * before <= after <= VOLUME_BAND[1] * before
