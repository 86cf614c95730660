"""The effect of a go-live: a step in the readings, beyond trend and season (stats 1.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from attrs import astuple, evolve, frozen

from goalposts.inference.design import INTERCEPT, STEP, TREND, Design, Season, step_design
from goalposts.inference.fieller import JointEstimate
from goalposts.inference.influences import InfluenceColumn, influence_columns, with_influences
from goalposts.inference.placebo import Placebos, placebos_in_time
from goalposts.inference.readings import Readings
from goalposts.inference.regression import Fit, fit_regression

if TYPE_CHECKING:
    from collections.abc import Iterable

    from goalposts.inference.arrays import Flags, Floats
    from goalposts.model import Influence


@frozen(eq=False)
class StepFit:
    """A fitted go-live step, in the units of the readings.

    Attributes:
        fit: the regression; once calibrated, its covariance is that of the widened intervals.
        change: shape (k,), mean evaluation row of the design minus its mean baseline row.
        without_step: shape (k,), mean evaluation row had nothing happened.
        readings, evaluation: of both windows, and which are of the second.
        left_out: the names of influences that cannot be told apart, each with the code of the reason.
        placebos: the same at pretended go-lives; None where the baseline is too short for them.
        level: what was taken off the evaluation readings before, so that the counterfactual stands on it.
    """

    fit: Fit
    change: Floats
    without_step: Floats
    readings: Readings
    evaluation: Flags
    design: Design
    season: Season
    left_out: tuple[tuple[str, str], ...] = ()
    placebos: Placebos | None = None
    level: float = 0.0

    @property
    def step(self) -> float:
        """Give the average effect over the evaluation window."""
        return float(self.fit.coefficients[STEP])

    @property
    def rho(self) -> float:
        """Give the autocorrelation that was removed."""
        return self.fit.rho

    @property
    def degrees_of_freedom(self) -> int:
        """Give the degrees of freedom of the step's Student t."""
        return self.fit.degrees_of_freedom

    @property
    def standard_error(self) -> float:
        """Give the standard error of the step."""
        return float(np.sqrt(self.fit.covariance[STEP, STEP]))

    @property
    def trend_change(self) -> float:
        """Give what the trend alone would have changed."""
        return float(self.change[TREND] * self.fit.coefficients[TREND])

    @property
    def season_change(self) -> float:
        """Give what the calendar alone would have changed: another mix of weekdays, another part of the year."""
        return float(self.change[self._season] @ self.fit.coefficients[self._season])

    @property
    def influence_changes(self) -> tuple[tuple[str, float], ...]:
        """Give what every influence alone would have changed, by its name."""
        end = self.design.season_end
        changes = self.change[end:] * self.fit.coefficients[end:]
        return tuple(zip(self.design.influences, changes.tolist(), strict=True))

    @property
    def _season(self) -> slice:
        return slice(TREND + 1, self.design.season_end)

    @property
    def kappa(self) -> float | None:
        """Give the factor by which the standard errors were widened; None where it cannot be known."""
        return None if self.placebos is None else self.placebos.kappa

    @property
    def counterfactual(self) -> float:
        """Give the mean of the evaluation window had nothing happened."""
        return self.level + float(self.without_step @ self.fit.coefficients)

    def joint_estimate(self) -> JointEstimate:
        """Pair step and counterfactual with their joint covariance, for the relative effect."""
        covariance = self.fit.covariance
        return JointEstimate(
            self.step,
            self.counterfactual,
            float(covariance[STEP, STEP]),
            float(self.without_step @ covariance @ self.without_step),
            float(covariance[STEP] @ self.without_step),
        )


def fit_step(
    baseline: Readings,
    evaluation: Readings,
    season: Season,
    *,
    contiguous: bool,
    influences: Iterable[Influence] = (),
    by_week: bool = False,
) -> StepFit | None:
    """Fit a step between two windows; None when nothing varies.

    The autoregressive chain goes on across the go-live only when the windows are `contiguous`, without a ramp-up.
    """
    moments = np.concatenate([baseline.moments, evaluation.moments])
    in_evaluation = np.arange(moments.size) >= baseline.moments.size
    starts = np.concatenate([baseline.starts, evaluation.starts])
    starts[baseline.starts.size] = not contiguous
    readings = Readings(moments, np.concatenate([baseline.values, evaluation.values]), starts)
    columns = influence_columns(influences, moments, by_week=by_week)
    design, _, left_out = with_influences(step_design(moments, in_evaluation, season), columns)
    fit = fit_regression(readings.values, design.matrix, starts, in_evaluation)
    if fit is None:
        return None
    after, before = design.matrix[in_evaluation].mean(axis=0), design.matrix[~in_evaluation].mean(axis=0)
    without_step = after.copy()
    without_step[STEP] = 0.0
    change = after - before
    change[INTERCEPT] = 0.0
    return StepFit(fit, change, without_step, readings, in_evaluation, design, season, left_out)


def calibrated(step: StepFit, window: tuple[int, int], evaluation_days: int) -> StepFit:
    """Widen a fitted step by what pretended go-lives in its baseline show (stats 1.7).

    Args:
        step: the fit.
        window: first day of the baseline, and the day after its last.
        evaluation_days: calendar days of the evaluation.
    """
    count = int((~step.evaluation).sum())
    before = Readings(*(values[:count] for values in astuple(step.readings, recurse=False)))
    matrix, first = step.design.matrix, step.design.season_end
    covers = (InfluenceColumn(name, matrix[:count, first + at]) for at, name in enumerate(step.design.influences))
    placebos = placebos_in_time(before, window, evaluation_days, step.season, tuple(covers))
    if placebos is None:
        return step
    square = placebos.kappa**2
    fit = evolve(step.fit, covariance=square * step.fit.covariance, variance=square * step.fit.variance)
    return evolve(step, fit=fit, placebos=placebos)
