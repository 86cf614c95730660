"""The design's bias of the residual autocorrelation, against dense matrices."""

from __future__ import annotations

import numpy as np
import pytest
from goalposts.inference.autocorrelation import error_autocorrelation, expected_autocorrelation
from inference.windows import autoregressive_covariance, chain_starts


def naive_expectation(design, rho, starts):
    """Trace formula, matrix by matrix: tr1(M S M) / tr(M S M), over the pairs inside chains."""
    maker = np.eye(len(design)) - design @ np.linalg.pinv(design)
    spread = maker @ autoregressive_covariance(len(design), rho, starts) @ maker
    pairs = [row for row in range(1, len(design)) if not starts[row]]
    return sum(spread[row, row - 1] for row in pairs) / np.trace(spread)


def some_design(length=40, columns=5):
    """Intercept, step, trend and noise."""
    moments = np.arange(length) / length
    noise = np.random.default_rng(3).standard_normal((length, columns - 3))
    return np.column_stack([np.ones(length), moments > 0.6, moments, noise])


@pytest.mark.parametrize("restarts", [(), (13,), (1, 20, 39)])
@pytest.mark.parametrize("place", [0, 60, 95, 140, 190])
def test_the_curve_equals_the_trace_formula(restarts, place):
    """The FFT over diagonals is only a faster way, also over several chains."""
    design, starts = some_design(), chain_starts(40, *restarts)
    basis, _ = np.linalg.qr(design)
    rho = np.linspace(-0.95, 0.95, 191)[place]
    assert expected_autocorrelation(basis, starts)[place] == pytest.approx(naive_expectation(design, rho, starts))


@pytest.mark.parametrize("rho", [0.0, 0.31, 0.7])
def test_residuals_with_exactly_the_expected_autocorrelation_give_rho_back(rho):
    """The curve is inverted at the observed value: no bias is left on average."""
    design, starts = some_design(), chain_starts(40)
    basis, _ = np.linalg.qr(design)
    target = naive_expectation(design, rho, starts)
    low, high = np.tile([1.0, -1.0], 20), np.linspace(-1.0, 1.0, 40)
    share_low, share_high = 0.0, 1.0
    for _ in range(60):
        share = (share_low + share_high) / 2
        residuals = (1 - share) * low / np.linalg.norm(low) + share * high / np.linalg.norm(high)
        observed = residuals[1:] @ residuals[:-1] / (residuals @ residuals)
        share_low, share_high = (share, share_high) if observed < target else (share_low, share)
    assert error_autocorrelation(residuals, basis, starts) == pytest.approx(rho, abs=1e-3)


def test_the_estimate_never_exceeds_095():
    """A straight line of residuals is not taken for a unit root."""
    basis, _ = np.linalg.qr(np.ones((100, 1)))
    assert error_autocorrelation(np.linspace(-1, 1, 100), basis, chain_starts(100)) == 0.95


def test_pairs_across_a_restart_do_not_count():
    """Two chains that alternate inside, and agree across the gap."""
    residuals = np.array([1.0, -1.0, 1.0, 1.0, -1.0, 1.0] * 200)
    basis = np.ones((1200, 1)) / 1200**0.5
    starts = chain_starts(1200, *range(3, 1200, 3))
    assert error_autocorrelation(residuals, basis, starts) == pytest.approx(-800 / 1200)


def test_above_730_readings_the_observed_value_stands():
    """The bias is under 0.01 there."""
    random = np.random.default_rng(1)
    residuals, basis = random.standard_normal(731), np.ones((731, 1)) / 731**0.5
    observed = residuals[1:] @ residuals[:-1] / (residuals @ residuals)
    assert error_autocorrelation(residuals, basis, chain_starts(731)) == pytest.approx(observed)
