"""The level of one window with its interval: all that can be said without a baseline (stats 1.6).

The same engine with X = [1, weekdays]. The value is the plain mean of the readings, which for linearised readings is
the KPI over the window; its standard error is that of this mean under the fitted autocorrelation, a little wider than
that of the generalised least-squares level, so that the value a reader sees is the centre of its interval.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from attrs import frozen

from goalposts.inference.design import Season, level_design
from goalposts.inference.regression import fit_regression
from goalposts.inference.whitening import whitening_transposed_inverse

if TYPE_CHECKING:
    from goalposts.inference.readings import Readings


@frozen
class LevelFit:
    """The standard error of a window's mean reading, with the degrees of freedom of its Student t."""

    standard_error: float
    degrees_of_freedom: int


def fit_level(readings: Readings, *, weekdays: bool) -> LevelFit | None:
    """Fit the level of a window; None when nothing varies."""
    count = readings.values.size
    design = level_design(readings.moments, Season(weekdays, annual=False))
    fit = fit_regression(readings.values, design, readings.starts)
    if fit is None:
        return None
    weights = whitening_transposed_inverse(np.full(count, 1.0 / count), fit.rho, readings.starts)
    return LevelFit(float(np.sqrt(fit.variance * (weights @ weights))), fit.degrees_of_freedom)
