"""ITS-EWC as a whole: known answers, weights, and series in which nothing varies."""

from __future__ import annotations

import numpy as np
import pytest
from goalposts.inference.regression import fit_regression, window_scales
from goalposts.inference.whitening import whiten
from inference.windows import NILE, autoregressive_covariance, chain_starts

AFTER_1898 = np.arange(100) >= 28


def test_the_nile_data_are_the_published_ones():
    """Mean 919.35 and a fall of 247.78 in 1899 (Durbin and Koopman 2012)."""
    assert NILE.mean() == pytest.approx(919.35)
    assert NILE[AFTER_1898].mean() - NILE[~AFTER_1898].mean() == pytest.approx(-247.78, abs=0.01)


def test_the_nile_fell_by_249():
    """Known answer of stats 5.3: -249.36, standard error 30.2, nine degrees of freedom."""
    design = np.column_stack([np.ones(100), AFTER_1898]).astype(float)
    fit = fit_regression(NILE, design, chain_starts(100), AFTER_1898)
    assert fit.coefficients[1] == pytest.approx(-249.36, abs=0.01)
    assert fit.covariance[1, 1] ** 0.5 == pytest.approx(30.2, abs=0.1)
    assert fit.degrees_of_freedom == 9


def test_the_coefficients_are_generalised_least_squares_at_the_estimated_rho():
    """Against the AR(1) covariance written out, unweighted."""
    moments = np.arange(60) / 60
    design = np.column_stack([np.ones(60), moments > 0.5, moments])
    values = np.cumsum(np.random.default_rng(0).standard_normal(60)) * 0.3
    fit = fit_regression(values, design, chain_starts(60))
    precision = np.linalg.inv(autoregressive_covariance(60, fit.rho, chain_starts(60)))
    covariance = np.linalg.inv(design.T @ precision @ design)
    assert 0.1 < fit.rho <= 0.95
    assert fit.coefficients == pytest.approx(covariance @ design.T @ precision @ values)
    assert fit.covariance == pytest.approx(fit.variance * covariance)


def test_known_white_noise_gives_the_ordinary_standard_error():
    """Over many draws the engine's standard error is the textbook one, (X'X)^-1 with the true variance."""
    random, design = np.random.default_rng(6), np.column_stack([np.ones(90), np.arange(90) > 50]).astype(float)
    fits = [fit_regression(random.standard_normal(90), design, chain_starts(90)) for _ in range(400)]
    textbook = np.linalg.inv(design.T @ design)[1, 1] ** 0.5
    assert np.mean([fit.covariance[1, 1] for fit in fits]) ** 0.5 == pytest.approx(textbook, rel=0.1)
    assert np.std([fit.coefficients[1] for fit in fits]) == pytest.approx(textbook, rel=0.1)


def test_like_windows_are_weighted_alike():
    """A ratio of spreads that chance explains is shrunk to one."""
    random = np.random.default_rng(7)
    assert window_scales(random.standard_normal(100), np.arange(100) >= 60) == pytest.approx(1.0)


def test_a_much_noisier_window_weighs_less():
    """The log ratio is shrunk by its error variance over itself: ln 4 - se^2 / ln 4."""
    residuals = np.tile([1.0, -1.0], 50) * np.where(np.arange(100) >= 60, 4.0, 1.0)
    scales = window_scales(residuals, np.arange(100) >= 60)
    chance = 0.5 * (3 / 60 + 3 / 40)
    assert scales[:60] == pytest.approx(1.0)
    assert scales[60:] == pytest.approx(4.0 * np.exp(-chance / np.log(4.0)))


@pytest.mark.parametrize("values", [np.zeros(60), np.full(60, 7.3), np.where(np.arange(60) > 30, 5.1, 3.3)])
def test_a_series_that_the_design_explains_wholly_has_no_fit(values):
    """No certainty out of nothing."""
    design = np.column_stack([np.ones(60), np.arange(60) > 30]).astype(float)
    assert fit_regression(values, design, chain_starts(60), np.arange(60) > 30) is None


def test_columns_that_cannot_be_told_apart_have_no_fit():
    """Twice the same column."""
    design = np.column_stack([np.ones(60), np.arange(60) > 30, np.arange(60) > 30]).astype(float)
    assert fit_regression(np.random.default_rng(0).standard_normal(60), design, chain_starts(60)) is None


def test_a_series_shorter_than_columns_and_cosines_has_no_fit():
    """Three columns and three cosines need six readings."""
    design = np.column_stack([np.ones(5), np.arange(5) > 2, np.arange(5)]).astype(float)
    assert fit_regression(np.array([1.0, 3.0, 2.0, 5.0, 4.0]), design, chain_starts(5)) is None


def test_whitened_residuals_of_autocorrelated_errors_are_nearly_white():
    """At T = 600 and rho 0.7 the removed autocorrelation is within 0.1 of the truth."""
    random, rho = np.random.default_rng(12), 0.7
    root = np.linalg.cholesky(autoregressive_covariance(600, rho, chain_starts(600)))
    values = root @ random.standard_normal(600)
    fit = fit_regression(values, np.ones((600, 1)), chain_starts(600))
    white = whiten(values - fit.coefficients[0], fit.rho, chain_starts(600))
    assert fit.rho == pytest.approx(rho, abs=0.1)
    assert white[1:] @ white[:-1] / (white @ white) == pytest.approx(0.0, abs=0.1)
