"""The errors of the readings as a baseline shows them, beyond trend, season and named influences (stats 4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from attrs import evolve, frozen

from goalposts.inference.design import STEP, Season, step_design
from goalposts.inference.influences import with_influences
from goalposts.inference.regression import fit_regression

if TYPE_CHECKING:
    from collections.abc import Iterable

    from goalposts.inference.arrays import Floats
    from goalposts.inference.influences import InfluenceColumn
    from goalposts.inference.readings import Readings


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

    def times(self, factor: float) -> Noise:
        """The same noise with so many times the variance."""
        return evolve(self, variance=factor * self.variance, residuals=np.sqrt(factor) * self.residuals)


def fit_noise(readings: Readings, season: Season, influences: Iterable[InfluenceColumn] = ()) -> Noise | None:
    """Fit the errors of one window's readings beyond trend, season and influences; None when nothing varies."""
    count = readings.moments.size
    known = step_design(readings.moments, np.zeros(count, np.bool_), season)
    design = np.delete(with_influences(known, influences)[0].matrix, STEP, axis=1)
    fit = fit_regression(readings.values, design, readings.starts)
    if fit is None:
        return None
    basis, _ = np.linalg.qr(design)
    left = readings.values - basis @ (basis.T @ readings.values)
    scale = np.sqrt(count / (count - design.shape[1]))
    return Noise(fit.rho, fit.variance, fit.degrees_of_freedom, scale * left)
