"""Prais-Winsten against generalised least squares with the AR(1) covariance written out."""

from __future__ import annotations

import numpy as np
import pytest
from goalposts.inference.whitening import whiten, whitening_transposed_inverse
from inference.windows import autoregressive_covariance, chain_starts

CASES = [(0.0, ()), (0.5, ()), (0.9, (7,)), (-0.4, (1, 12, 19))]


@pytest.mark.parametrize(("rho", "restarts"), CASES)
def test_least_squares_after_whitening_is_generalised_least_squares(rho, restarts):
    """Coefficients and their covariance, with chains that restart."""
    random, starts = np.random.default_rng(2), chain_starts(20, *restarts)
    design = np.column_stack([np.ones(20), np.arange(20) > 11, np.arange(20)]).astype(float)
    values = random.standard_normal(20)
    precision = np.linalg.inv(autoregressive_covariance(20, rho, starts))
    covariance = np.linalg.inv(design.T @ precision @ design)
    white_design = whiten(design, rho, starts)
    coefficients, *_ = np.linalg.lstsq(white_design, whiten(values, rho, starts), rcond=None)
    assert coefficients == pytest.approx(covariance @ design.T @ precision @ values)
    assert np.linalg.inv(white_design.T @ white_design) == pytest.approx(covariance)


@pytest.mark.parametrize(("rho", "restarts"), CASES)
def test_the_variance_of_a_mean_is_that_of_the_written_out_covariance(rho, restarts):
    """The inverse transpose turns weights on errors into weights on white errors."""
    starts, weights = chain_starts(20, *restarts), np.random.default_rng(4).standard_normal(20)
    white_weights = whitening_transposed_inverse(weights, rho, starts)
    variance = weights @ autoregressive_covariance(20, rho, starts) @ weights
    assert white_weights @ white_weights == pytest.approx(variance)


def test_whitening_leaves_its_input_alone():
    """A new array is returned."""
    values = np.ones(5)
    whiten(values, 0.5, chain_starts(5))
    assert values.tolist() == [1.0] * 5
