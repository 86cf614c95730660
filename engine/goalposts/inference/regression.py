"""ITS-EWC: a regression on a daily or weekly series whose errors are correlated (stats 1.2).

Least squares; window-variance weights; AR(1) whitening with the design's own bias removed; least squares again; the
remaining long-run variance from cosines projected off the design; Student t. Makes no decision and knows no KPI.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from attrs import frozen

from goalposts.inference.autocorrelation import error_autocorrelation
from goalposts.inference.long_run_variance import cosine_count, long_run_variance
from goalposts.inference.whitening import whiten, whitening_transposed

if TYPE_CHECKING:
    from goalposts.inference.arrays import Flags, Floats

_ROUNDING = 1e-12
"""Variation under this fraction of the values' size is rounding, not variation."""


@frozen(eq=False)
class Fit:
    """A fitted regression.

    Attributes:
        coefficients: shape (k,).
        covariance: shape (k, k), of the coefficients.
        variance: long-run variance of the whitened errors.
        rho: autocorrelation that was removed.
        degrees_of_freedom: of the Student t reference.
        white_design, white_values: shapes (T, k) and (T,), weighted and whitened: what least squares saw last.
        weights: shape (k, T), `coefficients == weights @ values`: parts of the values have parts of the coefficients.
    """

    coefficients: Floats
    covariance: Floats
    variance: float
    rho: float
    degrees_of_freedom: int
    white_design: Floats
    white_values: Floats
    weights: Floats

    @property
    def white_residuals(self) -> Floats:
        """Give what is left of the whitened values, shape (T,)."""
        residuals: Floats = self.white_values - self.white_design @ self.coefficients
        return residuals


def fit_regression(values: Floats, design: Floats, starts: Flags, evaluation: Flags | None = None) -> Fit | None:
    """Fit `values` (T,) on `design` (T, k); None when nothing varies or the design cannot be told apart.

    `starts` flags readings that start an autoregressive chain; `evaluation`, where given, flags the readings of the
    second window, whose errors may have another variance.
    """
    degrees_of_freedom = cosine_count(values.size)
    if values.size < design.shape[1] + degrees_of_freedom:
        return None
    scales = np.ones(values.size) if evaluation is None else window_scales(values - _fitted(values, design), evaluation)
    scaled_values, scaled_design = values / scales, design / scales[:, np.newaxis]
    basis, triangle = np.linalg.qr(scaled_design)
    if not _has_full_rank(triangle):
        return None
    rho = error_autocorrelation(scaled_values - basis @ (basis.T @ scaled_values), basis, starts)
    white_values = whiten(scaled_values, rho, starts)
    white_design = whiten(scaled_design, rho, starts)
    basis, triangle = np.linalg.qr(white_design)
    variance = long_run_variance(white_values, basis)
    if not np.sqrt(variance) > _ROUNDING * np.abs(values).max():
        return None
    inverse = np.linalg.inv(triangle)
    coefficients = inverse @ (basis.T @ white_values)
    covariance = variance * (inverse @ inverse.T)
    weights = whitening_transposed(inverse @ basis.T, rho, starts) / scales
    return Fit(coefficients, covariance, variance, rho, degrees_of_freedom, white_design, white_values, weights)


def window_scales(residuals: Floats, evaluation: Flags) -> Floats:
    """Give each reading's error scale relative to the baseline's, shrunk towards equal scales.

    The log ratio of the windows' residual SDs has a standard error of about sqrt(1/2 (3/T0 + 3/T1)); what it could
    show by chance is taken off, so that windows of like noise are weighted alike. Shape (T,).
    """
    before, after = residuals[~evaluation], residuals[evaluation]
    before_power, after_power = float(before @ before) / before.size, float(after @ after) / after.size
    scales = np.ones(residuals.size)
    if min(before_power, after_power) > 0:
        log_ratio = 0.5 * float(np.log(after_power / before_power))
        by_chance = 0.5 * (3 / before.size + 3 / after.size)
        if log_ratio * log_ratio > by_chance:
            scales[evaluation] = np.exp(log_ratio - by_chance / log_ratio)
    return scales


def _fitted(values: Floats, design: Floats) -> Floats:
    basis, _ = np.linalg.qr(design)
    fitted: Floats = basis @ (basis.T @ values)
    return fitted


def _has_full_rank(triangle: Floats) -> bool:
    diagonal = np.abs(np.diag(triangle))
    return bool(diagonal.min() > 1e-9 * diagonal.max())
