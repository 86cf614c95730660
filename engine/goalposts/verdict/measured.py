"""A goal over one window, as a cube shows it: the value, and the daily series that inference reads."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import numpy as np
from attrs import evolve, frozen

from goalposts.expressions import SHADOW_ONLY, Quantile, Survival, Total
from goalposts.inference import Kind, PeriodReadings, QuantilePoint, WindowSeries, level, period_level
from goalposts.inference.gates import coverage_failures, end_failures
from goalposts.inference.period_readings import Period, coverage
from goalposts.inference.series import window_level
from goalposts.model import Project, ResolvedGoal, Window
from goalposts.model.effects import GateFailure, Level, WindowName
from goalposts.scoring import Cube, EntryWeeks, Observed, observe, observe_entries
from goalposts.verdict.bridge_days import instruments_around, left_out, without_bridges
from goalposts.verdict.in_periods import follows_entries, of_table, of_weeks, slower

_EPOCH = date(1970, 1, 1)


@frozen
class Measured:
    """One window of one goal as the cube shows it, up to the clock's day.

    Attributes:
        seen: the days of the window that the clock allows; None when there are none.
        value: the KPI over the window; the one value that scorecard, seal and facts all show.
        weeks: the weeks of entry of a time to event that is judged.
        periods: the readings where they are not days: those weeks, or the rows of a table by week or longer.
    """

    window: Window | None
    observed: Observed | None = None
    series: WindowSeries | None = None
    value: float | None = None
    seen: Window | None = None
    weeks: EntryWeeks | None = None
    periods: PeriodReadings | None = None


def measure(
    project: Project, goal: ResolvedGoal, cube: Cube, window: Window | None, as_of: date, like: Measured | None = None
) -> Measured:
    """Measure a goal over a window, as far as the clock allows.

    The weekdays on which rows are expected are those of another window, usually the baseline, if that has rows.
    """
    if window is None or window.start >= as_of:
        return Measured(window)
    seen = without_bridges(project, goal, Window(window.start, min(window.end, as_of)))
    if seen is None:
        return Measured(window)
    if follows_entries(goal):
        return evolve(_by_entry(project, goal, cube, seen, as_of, like), window=window)
    closed = left_out(project, goal)
    observed = observe(cube, goal, seen, closed)
    if around := instruments_around(project, goal, cube, seen):
        # the days of a parallel run inside the window do not count, and so does not who measured them
        observed = evolve(observed, instruments=tuple(sorted(frozenset[str]().union(*around))))
    series = series_of(observed, closed, like)
    value = observed.value
    if value is not None and isinstance(goal.formula, Total):
        value = window_level("total", series)
    value = None if value is None or math.isnan(value) else value
    return Measured(window, observed, series, value, seen, periods=of_table(goal, observed))


def read_alike(goal: ResolvedGoal, before: Measured, after: Measured) -> tuple[Measured, Measured]:
    """Both windows of a table in the longer of their periods: a new system may report more often than the old one."""
    period = slower(before.periods, after.periods)
    if period is None or follows_entries(goal):
        return before, after
    return _read_by(goal, before, period), _read_by(goal, after, period)


def _read_by(goal: ResolvedGoal, measured: Measured, period: Period) -> Measured:
    seen = measured.observed
    return measured if seen is None else evolve(measured, periods=of_table(goal, seen, period))


def _by_entry(
    project: Project, goal: ResolvedGoal, cube: Cube, seen: Window, as_of: date, like: Measured | None
) -> Measured:
    """Measure a time to event by its weeks of entry, the baseline's counted back from the go-live."""
    before = goal.sample is not None and seen.start < goal.evaluation.start
    observed, weeks = observe_entries(cube, goal, seen, as_of, counted_back=before)
    periods = None if weeks is None else of_weeks(weeks, observed.value)
    return Measured(
        seen, observed, series_of(observed, left_out(project, goal), like), observed.value, seen, weeks, periods
    )


def kind_of(goal: ResolvedGoal) -> Kind:
    """Say how inference treats the daily series of a goal."""
    if isinstance(goal.formula, Quantile):
        return "quantile"
    return "total" if isinstance(goal.formula, Total) else "ratio"


def series_of(observed: Observed, closed: Sequence[Window], like: Measured | None = None) -> WindowSeries:
    """Make the series that inference reads; the expected weekdays are those of another window, if that has rows."""
    yardstick = like.series if like is not None else None
    point = None
    if observed.level is not None and observed.density is not None and observed.probability is not None:
        point = QuantilePoint(observed.level, observed.density, observed.probability, observed.anchor)
    days = [_EPOCH + timedelta(days=int(day)) for day in observed.day]
    return WindowSeries(
        observed.day,
        observed.numerator,
        observed.denominator,
        observed.events,
        observed.stream_rows,
        np.array([any(day in shut for shut in closed) for day in days], np.bool_),
        point,
        yardstick.regular_weekdays if yardstick is not None and yardstick.stream_rows.any() else None,
    )


def is_judged(goal: ResolvedGoal) -> bool:
    """Whether anything can be concluded of a goal; a number of different words, and a reported time, are only shown."""
    reported_only = isinstance(goal.formula, Survival) and not follows_entries(goal)
    return not isinstance(goal.formula, SHADOW_ONLY) and not reported_only


def level_of(goal: ResolvedGoal, measured: Measured) -> Level | None:
    """Give a window's value with its interval; None for KPIs that are only reported, and where there is too little."""
    if measured.series is None or not is_judged(goal):
        return None
    if measured.periods is not None:
        return period_level(measured.periods)
    return None if follows_entries(goal) else level(kind_of(goal), measured.series)


def coverage_of(name: WindowName, measured: Measured) -> Iterator[GateFailure]:
    """Name the gates of coverage that a window fails, counted in the periods in which it is read."""
    if measured.periods is not None and not measured.periods.of_entries:
        yield from coverage(name, measured.periods)
    elif measured.series is not None and measured.series.stream_rows.any():
        yield from coverage_failures(name, measured.series)


def end_of(name: WindowName, measured: Measured) -> Iterator[GateFailure]:
    """Name the gate that a window fails which is over, and whose data are not up to its end; not of a table."""
    if measured.periods is None and measured.series is not None and measured.series.stream_rows.any():
        yield from end_failures(name, measured.series)
