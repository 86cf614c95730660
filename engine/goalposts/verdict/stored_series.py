"""The daily numbers that a verdict keeps of a goal: enough to do its value and its effect again by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from goalposts.expressions import Quantile
from goalposts.model import Project, ResolvedGoal, Window
from goalposts.model.scorecard import Series
from goalposts.scoring import Cube, digest, observe
from goalposts.verdict.bridge_days import left_out
from goalposts.verdict.measured import Measured


def daily_series(
    project: Project, goal: ResolvedGoal, cube: Cube, as_of: date, windows: Sequence[Measured] = ()
) -> Series:
    """Give the numbers of every day from the goal's first window to its last, as far as the clock allows.

    A day without any row of the stream has a zero denominator: there is nothing to show. Of a quantile, the
    numerator is the day's own quantile times its events.

    Args:
        project: its closed days are told.
        goal: whose numbers.
        cube: made for this goal.
        as_of: the clock's day.
        windows: of a quantile, those of which the share at or below the window's quantile is kept by day.
    """
    start = min(goal.evaluation.start, goal.sample.start if goal.sample else goal.evaluation.start)
    end = min(max(goal.evaluation.end, goal.sample.end if goal.sample else goal.evaluation.end), as_of)
    if start >= end:
        return Series()
    whole = Window(start, end)
    seen, days = observe(cube, goal, whole, left_out(project, goal)), whole.dates()
    denominator = np.where(seen.stream_rows > 0, seen.denominator, 0.0)
    numerator, below = seen.numerator, ()
    if isinstance(goal.formula, Quantile):
        of_days = (observe(cube, goal, Window(day, day + timedelta(days=1))).value for day in days)
        numerator = np.array([value or 0.0 for value in of_days]) * denominator
        below = tuple(_below(seen.day, windows).tolist())
    return Series(
        days,
        tuple(numerator.tolist()),
        tuple(denominator.tolist()),
        events=tuple(seen.events.tolist()),
        rows=tuple(seen.stream_rows.tolist()),
        closed=tuple(any(day in shut for shut in project.closed) for day in days),
        below=below,
        digest=digest(seen),
    )


def _below(days: NDArray[np.int64], windows: Sequence[Measured]) -> NDArray[np.float64]:
    """Events at or below the quantile of the window that a day is in, zero elsewhere."""
    below = np.zeros(days.size)
    for measured in windows:
        if measured.observed is not None:
            first = int(measured.observed.day[0] - days[0])
            below[first : first + measured.observed.day.size] = measured.observed.numerator
    return below
