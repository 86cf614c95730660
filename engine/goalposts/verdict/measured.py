"""A goal over one window, as a cube shows it: the value, and the daily series that inference reads."""

from __future__ import annotations

import math
from datetime import date, timedelta

import numpy as np
from attrs import frozen

from goalposts.expressions import SHADOW_ONLY, Quantile, Total
from goalposts.inference import Kind, QuantilePoint, WindowSeries, level
from goalposts.inference.series import window_level
from goalposts.model import Project, ResolvedGoal, Window
from goalposts.model.effects import Level
from goalposts.scoring import Cube, Observed, observe

_EPOCH = date(1970, 1, 1)


@frozen
class Measured:
    """One window of one goal as the cube shows it, up to the clock's day.

    Attributes:
        seen: the days of the window that the clock allows; None when there are none.
        value: the KPI over the window; the one value that scorecard, seal and facts all show.
    """

    window: Window | None
    observed: Observed | None = None
    series: WindowSeries | None = None
    value: float | None = None
    seen: Window | None = None


def measure(
    project: Project, goal: ResolvedGoal, cube: Cube, window: Window | None, as_of: date, like: Measured | None = None
) -> Measured:
    """Measure a goal over a window, as far as the clock allows.

    The weekdays on which rows are expected are those of another window, usually the baseline, if that has rows.
    """
    if window is None or window.start >= as_of:
        return Measured(window)
    seen = Window(window.start, min(window.end, as_of))
    observed = observe(cube, goal, seen, project.closed)
    series = series_of(project, observed, like)
    value = observed.value
    if value is not None and isinstance(goal.formula, Total):
        value = window_level("total", series)
    return Measured(window, observed, series, None if value is None or math.isnan(value) else value, seen)


def kind_of(goal: ResolvedGoal) -> Kind:
    """Say how inference treats the daily series of a goal."""
    if isinstance(goal.formula, Quantile):
        return "quantile"
    return "total" if isinstance(goal.formula, Total) else "ratio"


def series_of(project: Project, observed: Observed, like: Measured | None) -> WindowSeries:
    """The daily series that inference reads; its expected weekdays are those of another window, if that has rows."""
    yardstick = like.series if like is not None else None
    point = None
    if observed.level is not None and observed.density is not None and observed.probability is not None:
        point = QuantilePoint(observed.level, observed.density, observed.probability)
    days = [_EPOCH + timedelta(days=int(day)) for day in observed.day]
    return WindowSeries(
        observed.day,
        observed.numerator,
        observed.denominator,
        observed.events,
        observed.stream_rows,
        np.array([any(day in shut for shut in project.closed) for day in days], np.bool_),
        point,
        yardstick.regular_weekdays if yardstick is not None and yardstick.stream_rows.any() else None,
    )


def level_of(goal: ResolvedGoal, series: WindowSeries) -> Level | None:
    """Give a window's value with its interval; None for KPIs that are only reported, and where there is too little."""
    return None if isinstance(goal.formula, SHADOW_ONLY) else level(kind_of(goal), series)
