"""A fitted step as diagnostics see it: read-only arrays, and a way to fit again."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import numpy as np

from goalposts.inference.regression import fit_regression
from goalposts.inference.student import interval_quantile
from goalposts.model import Estimates, FittedStep

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from goalposts.inference.arrays import Flags, Floats
    from goalposts.inference.comparison import Comparison
    from goalposts.inference.regression import Fit
    from goalposts.inference.step import StepFit

Scalar = TypeVar("Scalar", bound=np.generic)


def fitted_step(comparison: Comparison, step: StepFit) -> FittedStep:
    """Show a fitted step to diagnostics."""

    def refit(design: Floats, rows: Flags | None = None) -> Estimates | None:
        return _refitted(step, design, rows)

    placebos = step.placebos
    return FittedStep(
        days=_read_only(step.readings.moments),
        readings=_read_only(step.readings.values),
        evaluation=_read_only(step.evaluation),
        design=_read_only(step.design.matrix),
        columns=step.design.all_names,
        estimates=_estimates(step.fit),
        variance=step.fit.variance,
        rho=step.fit.rho,
        white_design=_read_only(step.fit.white_design),
        white_residuals=_read_only(step.fit.white_residuals),
        kappa=step.kappa,
        placebos=() if placebos is None else placebos.t_values,
        placebo_alarms=0 if placebos is None else placebos.alarms,
        baseline_days=comparison.baseline.window.days.size,
        by_week=comparison.by_week,
        logarithmic=comparison.logarithmic,
        refit=refit,
    )


def _refitted(step: StepFit, design: Floats, rows: Flags | None) -> Estimates | None:
    readings, evaluation, starts = step.readings, step.evaluation, step.readings.starts
    kept = np.ones(evaluation.size, np.bool_) if rows is None else rows
    before_it = np.concatenate([[False], kept[:-1]])
    chains = (starts | ~before_it)[kept]  # a reading whose predecessor is left out starts a chain
    windows = evaluation[kept]
    two_windows = bool(windows.any() and not windows.all())
    fit = fit_regression(readings.values[kept], design[kept], chains, windows if two_windows else None)
    return None if fit is None else _estimates(fit)


def _estimates(fit: Fit) -> Estimates:
    coefficients, covariance = _read_only(fit.coefficients), _read_only(fit.covariance)
    return Estimates(coefficients, covariance, fit.degrees_of_freedom, interval_quantile(fit.degrees_of_freedom))


def _read_only(values: NDArray[Scalar]) -> NDArray[Scalar]:
    view = values.view()
    view.setflags(write=False)
    return view
