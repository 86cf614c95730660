"""A baseline and the days to come: the design that the comparison will have, before there is anything to compare.

The noise is fitted on the baseline as the comparison would read it (by day, by week, as logarithms); the readings to
come are the calendar's: open days of the weekdays on which the KPI is regularly read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from attrs import frozen

from goalposts.inference import gates
from goalposts.inference.comparison import DAYS_OF_AN_ANNUAL_BASELINE, compare
from goalposts.inference.design import STEP, Season, step_design
from goalposts.inference.readings import linear_readings, logarithmic_readings
from goalposts.inference.regression import fit_regression
from goalposts.inference.series import usable_days
from goalposts.inference.weekdays import DAYS_OF_WEEK, regular_weekdays, weekday_of
from goalposts.inference.whitening import whiten
from goalposts.model.effects import GateFailure

if TYPE_CHECKING:
    from goalposts.inference.arrays import Flags, Floats, Integers
    from goalposts.inference.comparison import Comparison
    from goalposts.inference.readings import Readings
    from goalposts.inference.series import Kind, WindowSeries


@frozen(eq=False)
class Ahead:
    """Calendar days without data yet: int64 days since 1970-01-01, consecutive, and which of them are closed."""

    days: Integers
    closed: Flags


@frozen(eq=False)
class Noise:
    """The errors of the readings as fitted on the baseline.

    Attributes:
        rho: autocorrelation of one reading with the next.
        variance: long-run variance of the whitened errors.
        degrees_of_freedom: behind that variance.
        residuals: shape (T0,), what trend and season leave of the baseline's readings, scaled up for the columns
            that were fitted.
    """

    rho: float
    variance: float
    degrees_of_freedom: int
    residuals: Floats


@frozen(eq=False)
class Outlook:
    """What the comparison will look like.

    Attributes:
        moments: shape (T,), in days: the baseline's readings, then those of the evaluation up to the horizon.
        starts: shape (T,), which of them start a chain of errors.
        before: readings of the baseline, also of its days to come.
        first_evaluation_day: where the evaluation starts, in days since 1970-01-01.
        by_week, logarithmic: how the readings are taken.
        level: the KPI over the baseline so far.
    """

    noise: Noise
    moments: Floats
    starts: Flags
    before: int
    first_evaluation_day: int
    by_week: bool
    logarithmic: bool
    season: Season
    level: float
    method: str

    def readings_until(self, day: int) -> int:
        """Count the evaluation readings that are complete when a day begins."""
        last = day - 4 if self.by_week else day - 1  # a week's moment is its fourth day
        return int(np.count_nonzero(self.moments[self.before :] <= last))

    def design(self, readings: int) -> Floats:
        """Give the design of the comparison after so many evaluation readings, shape (T, k)."""
        size = self.before + readings
        moments = self.moments[:size]
        return step_design(moments, np.arange(size) >= self.before, self.season).matrix


def outlook(
    kind: Kind, baseline: WindowSeries, rest_of_baseline: Ahead, evaluation: Ahead
) -> Outlook | tuple[GateFailure, ...]:
    """Look ahead from a baseline, or say by which gates it carries no plan.

    Args:
        kind: how the KPI is formed from its daily numbers.
        baseline: the window before the go-live, as far as it has data.
        rest_of_baseline: its days to come; may be none.
        evaluation: the days after go-live and ramp-up, up to the horizon.
    """
    refused = (*gates.coverage_failures("baseline", baseline), *gates.denominator_failures(kind, "baseline", baseline))
    if refused:
        return refused
    comparison = compare(kind, baseline, baseline)
    sums, by_week = comparison.baseline.sums, comparison.by_week
    short = gates.week_failures("baseline", sums) if by_week else gates.day_failures(kind, "baseline", baseline)
    if failures := tuple(short):
        return failures
    whole = baseline.days.size + rest_of_baseline.days.size
    season = Season(weekdays=not by_week, annual=whole >= DAYS_OF_AN_ANNUAL_BASELINE)
    readings = _readings(comparison)
    noise = None if _no_density(baseline) else fit_noise(readings, season)
    if noise is None:
        return (GateFailure("no_variation", "baseline"),)
    regular = _regular(kind, baseline)
    rest, ahead = (_moments(days, regular, by_week=by_week) for days in (rest_of_baseline, evaluation))
    last = int((rest_of_baseline.days if rest_of_baseline.days.size else baseline.days)[-1])
    return Outlook(
        noise=noise,
        moments=np.concatenate([readings.moments, rest, ahead]),
        starts=_starts(readings.starts, rest.size, ahead, contiguous=int(evaluation.days[0]) == last + 1),
        before=readings.moments.size + rest.size,
        first_evaluation_day=int(evaluation.days[0]),
        by_week=by_week,
        logarithmic=comparison.logarithmic,
        season=season,
        level=comparison.baseline.level,
        method=comparison.method,
    )


def fit_noise(readings: Readings, season: Season) -> Noise | None:
    """Fit the errors of one window's readings beyond trend and season; None when nothing varies."""
    count = readings.moments.size
    design = np.delete(step_design(readings.moments, np.zeros(count, np.bool_), season).matrix, STEP, axis=1)
    fit = fit_regression(readings.values, design, readings.starts)
    if fit is None:
        return None
    basis, _ = np.linalg.qr(design)
    left = readings.values - basis @ (basis.T @ readings.values)
    scale = np.sqrt(count / (count - design.shape[1]))
    return Noise(fit.rho, fit.variance, fit.degrees_of_freedom, scale * left)


def unit_variances(prospect: Outlook, readings: list[int]) -> Floats:
    """Give the variance of the step by generalised least squares for errors of unit variance, shape (len(readings),).

    Exactly (X' S^-1 X)^-1 at the step, for each number of evaluation readings. Whitened rows depend on their
    predecessor only, so the information of a longer evaluation is that of a shorter one and a few rows more.
    """
    white = whiten(
        prospect.design(max(readings)), prospect.noise.rho, prospect.starts[: prospect.before + max(readings)]
    )
    information, seen = np.zeros((white.shape[1], white.shape[1])), 0
    at_step = np.zeros(white.shape[1])
    at_step[STEP] = 1.0
    found = np.empty(len(readings))
    for place in np.argsort(readings, kind="stable").tolist():
        end = prospect.before + readings[place]
        rows = white[seen:end]
        information, seen = information + rows.T @ rows, end
        found[place] = np.linalg.solve(information, at_step)[STEP]
    return found


def unit_floor(prospect: Outlook) -> float:
    """Give the unit variance that is left of the step however long the evaluation lasts.

    An endless evaluation tells trend, season and its own level exactly; the level before the go-live stays as
    uncertain as the baseline is short. Where the chain of errors goes on, the first error after it tells of the last
    one before it.
    """
    rho, starts = prospect.noise.rho, prospect.starts
    white = whiten(np.ones(prospect.before), rho, starts[: prospect.before])
    across = 0.0 if starts[prospect.before] else rho * rho
    return 1.0 / (float(white @ white) + across)


def _readings(comparison: Comparison) -> Readings:
    side = comparison.baseline
    if comparison.logarithmic:
        return logarithmic_readings(side.sums)
    return linear_readings(comparison.kind, side.window, side.sums)


def _no_density(window: WindowSeries) -> bool:
    return window.quantile is not None and not window.quantile.density > 0


def _regular(kind: Kind, baseline: WindowSeries) -> Flags:
    """The weekdays on which a reading is to be expected; of a stream too sparse to have any, all."""
    regular = regular_weekdays(baseline.days, usable_days(kind, baseline), baseline.closed)
    return regular if regular.any() else np.ones(DAYS_OF_WEEK, np.bool_)


def _moments(ahead: Ahead, regular: Flags, *, by_week: bool) -> Floats:
    """Give the moments of the readings to come."""
    is_open = regular[weekday_of(ahead.days)] & ~ahead.closed
    if not by_week:
        return ahead.days[is_open].astype(np.float64)
    weeks = ahead.days.size // DAYS_OF_WEEK
    kept = is_open[: weeks * DAYS_OF_WEEK].reshape(weeks, DAYS_OF_WEEK).any(axis=1)
    moments: Floats = ahead.days[3 : weeks * DAYS_OF_WEEK : DAYS_OF_WEEK].astype(np.float64)[kept]
    return moments


def _starts(baseline: Flags, rest: int, ahead: Floats, *, contiguous: bool) -> Flags:
    starts = np.concatenate([baseline, np.zeros(rest + ahead.size, np.bool_)])
    starts[baseline.size + rest] = not contiguous
    return starts
