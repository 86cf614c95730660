"""Two windows of one KPI, and how they are read: by day or by week, linearly or logarithmically.

Days are read unless they are too noisy, or hold a total that has no logarithm; then both windows are read by week.
Totals are multiplicative (a busy weekday doubles them), so they are read as logarithms; if even a week's total is not
positive, linearly.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from attrs import frozen

from goalposts.inference import gates
from goalposts.inference.design import Season
from goalposts.inference.readings import (
    LONGEST_BRIDGED_GAP,
    daily_sums,
    linear_readings,
    logarithmic_readings,
    weekly_sums,
)
from goalposts.inference.series import usable_days, window_level
from goalposts.inference.step import StepFit, calibrated, fit_step
from goalposts.inference.weekdays import DAYS_OF_WEEK

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from goalposts.inference.readings import Readings, Sums
    from goalposts.inference.series import Kind, WindowSeries
    from goalposts.model import Influence
    from goalposts.model.effects import GateFailure

DAYS_OF_AN_ANNUAL_BASELINE = 365


@frozen(eq=False)
class Side:
    """One window of a comparison, its value, and its sums per reading."""

    kind: Kind
    window: WindowSeries
    sums: Sums

    @property
    def level(self) -> float:
        """The KPI over the whole window."""
        return window_level(self.kind, self.window)

    @property
    def days(self) -> int:
        """The open days that give a reading."""
        return int(usable_days(self.kind, self.window).sum())


@frozen(eq=False)
class Comparison:
    """Two windows, and how they are read."""

    kind: Kind
    baseline: Side
    evaluation: Side
    by_week: bool
    logarithmic: bool

    @property
    def method(self) -> str:
        """The estimator, the step and the scale, such as "its-ewc-daily" or "its-ewc-weekly-log"."""
        return f"its-ewc-{'weekly' if self.by_week else 'daily'}{'-log' if self.logarithmic else ''}"

    @property
    def observed(self) -> float:
        """Evaluation level minus baseline level."""
        return self.evaluation.level - self.baseline.level


def compare(kind: Kind, baseline: WindowSeries, evaluation: WindowSeries) -> Comparison:
    """Decide how two windows are read."""
    noisy = any(gates.days_are_too_noisy(kind, window) for window in (baseline, evaluation))
    daily = _read(kind, baseline, evaluation, by_week=False)
    if noisy or (kind == "total" and not daily.logarithmic):
        return _read(kind, baseline, evaluation, by_week=True)
    return daily


def read_together(kind: Kind, pairs: Sequence[tuple[WindowSeries, WindowSeries]]) -> list[Comparison] | None:
    """Read several series alike, so that they can be subtracted; None when totals have no logarithm even by week."""
    by_week = any(compare(kind, *pair).by_week for pair in pairs)
    found = [_read(kind, *pair, by_week=by_week) for pair in pairs]
    return None if kind == "total" and not all(comparison.logarithmic for comparison in found) else found


def _read(kind: Kind, baseline: WindowSeries, evaluation: WindowSeries, *, by_week: bool) -> Comparison:
    if by_week:
        before = weekly_sums(kind, baseline, counted_back=True)
        after = weekly_sums(kind, evaluation, counted_back=False)
    else:
        before, after = daily_sums(kind, baseline), daily_sums(kind, evaluation)
    logarithmic = kind == "total" and _all_positive(before, after)
    return Comparison(kind, Side(kind, baseline, before), Side(kind, evaluation, after), by_week, logarithmic)


def length_failures(comparison: Comparison) -> tuple[GateFailure, ...]:
    """Ask the length gates of both windows, in days or in weeks."""
    baseline, evaluation = comparison.baseline, comparison.evaluation
    if comparison.by_week:
        before = gates.week_failures("baseline", baseline.sums)
        after = gates.week_failures("evaluation", evaluation.sums)
    else:
        before = gates.day_failures(comparison.kind, "baseline", baseline.window)
        after = gates.day_failures(comparison.kind, "evaluation", evaluation.window)
    return (*before, *after)


def fit_comparison(comparison: Comparison, influences: Iterable[Influence] = ()) -> StepFit | None:
    """Fit the go-live step, widened by what the baseline itself shows; None when nothing varies."""
    fit = fit_plainly(comparison, influences)
    days = comparison.baseline.window.days
    window = int(days[0]), int(days[-1]) + 1
    return None if fit is None else calibrated(fit, window, comparison.evaluation.window.days.size)


def fit_plainly(comparison: Comparison, influences: Iterable[Influence] = ()) -> StepFit | None:
    """Fit the go-live step as it is, for whoever needs its weights and not its errors; None when nothing varies."""
    annual = comparison.baseline.window.days.size >= DAYS_OF_AN_ANNUAL_BASELINE
    return fit_step(
        readings(comparison, comparison.baseline),
        readings(comparison, comparison.evaluation),
        Season(weekdays=not comparison.by_week, annual=annual),
        contiguous=are_contiguous(comparison),
        influences=influences,
        by_week=comparison.by_week,
    )


def are_contiguous(comparison: Comparison) -> bool:
    """Tell whether the error chain goes on across the go-live: no ramp-up, no long gap beside it."""
    before, after = comparison.baseline, comparison.evaluation
    if comparison.by_week:
        return bool(after.sums.moments[0] - before.sums.moments[-1] == DAYS_OF_WEEK)
    if after.window.days[0] != before.window.days[-1] + 1:
        return False
    usable = np.concatenate([usable_days(side.kind, side.window) for side in (before, after)])
    expected = np.concatenate([before.window.expected, after.window.expected])
    cut = before.window.days.size
    last, first = np.flatnonzero(usable[:cut])[-1], cut + np.flatnonzero(usable[cut:])[0]
    return bool(expected[last + 1 : first].sum() <= LONGEST_BRIDGED_GAP)


def readings(comparison: Comparison, side: Side) -> Readings:
    """The readings of one window, as both are read."""
    if comparison.logarithmic:
        return logarithmic_readings(side.sums)
    return linear_readings(comparison.kind, side.window, side.sums)


def _all_positive(*several: Sums) -> bool:
    return all(bool(np.all(sums.numerator > 0)) for sums in several)
