"""The effect of a go-live: a step in the readings, beyond trend and season (stats 1.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from attrs import frozen

from goalposts.inference.design import INTERCEPT, STEP, TREND, Season, step_design
from goalposts.inference.fieller import JointEstimate
from goalposts.inference.regression import Fit, fit_regression

if TYPE_CHECKING:
    from goalposts.inference.arrays import Floats
    from goalposts.inference.readings import Readings


@frozen(eq=False)
class StepFit:
    """A fitted go-live step, in the units of the readings.

    Attributes:
        fit: the regression.
        change: shape (k,), mean evaluation row of the design minus its mean baseline row.
        without_step: shape (k,), mean evaluation row had nothing happened.
        level: what was taken off the evaluation readings before, so that the counterfactual stands on it.
    """

    fit: Fit
    change: Floats
    without_step: Floats
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
        return float(self.change[TREND + 1 :] @ self.fit.coefficients[TREND + 1 :])

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


def fit_step(baseline: Readings, evaluation: Readings, season: Season, *, contiguous: bool) -> StepFit | None:
    """Fit a step between two windows; None when nothing varies.

    The autoregressive chain goes on across the go-live only when the windows are `contiguous`, without a ramp-up.
    """
    moments = np.concatenate([baseline.moments, evaluation.moments])
    in_evaluation = np.arange(moments.size) >= baseline.moments.size
    starts = np.concatenate([baseline.starts, evaluation.starts])
    starts[baseline.starts.size] = not contiguous
    design = step_design(moments, in_evaluation, season)
    fit = fit_regression(np.concatenate([baseline.values, evaluation.values]), design, starts, in_evaluation)
    if fit is None:
        return None
    after, before = design[in_evaluation].mean(axis=0), design[~in_evaluation].mean(axis=0)
    without_step = after.copy()
    without_step[STEP] = 0.0
    change = after - before
    change[INTERCEPT] = 0.0
    return StepFit(fit, change, without_step)
