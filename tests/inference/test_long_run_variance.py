"""Equal-weighted cosines, projected off the design."""

from __future__ import annotations

import numpy as np
import pytest
from goalposts.inference.long_run_variance import cosine_count, cosines, long_run_variance


@pytest.mark.parametrize(("length", "count"), [(12, 3), (42, 5), (100, 9), (424, 23)])
def test_the_number_of_cosines_grows_with_the_two_thirds_power(length, count):
    """round(0.4 T^(2/3)), at least 3; 9 for the hundred years of the Nile."""
    assert cosine_count(length) == count


def test_cosines_are_orthonormal_and_sum_to_zero():
    """Type II: each has mean square 1."""
    waves = cosines(50)
    assert waves.T @ waves / 50 == pytest.approx(np.eye(waves.shape[1]), abs=1e-12)
    assert waves.sum(axis=0) == pytest.approx(0.0, abs=1e-12)


def test_the_variance_is_the_mean_square_on_orthonormalised_directions():
    """Against the projection and orthonormalisation written out."""
    moments = np.arange(80) / 80
    basis, _ = np.linalg.qr(np.column_stack([np.ones(80), moments > 0.7, moments]))
    series = np.random.default_rng(8).standard_normal(80)
    projected = (np.eye(80) - basis @ basis.T) @ cosines(80)
    directions, _, _ = np.linalg.svd(projected, full_matrices=False)
    assert long_run_variance(series, basis) == pytest.approx(np.mean((directions.T @ series) ** 2))


def test_what_the_design_explains_adds_no_variance():
    """Adding any combination of design columns changes nothing."""
    basis, _ = np.linalg.qr(np.column_stack([np.ones(80), np.arange(80) > 50, np.arange(80)]))
    series = np.random.default_rng(9).standard_normal(80)
    moved = series + basis @ np.array([100.0, -30.0, 7.0])
    assert long_run_variance(moved, basis) == pytest.approx(long_run_variance(series, basis))


def test_white_noise_has_its_own_variance_on_average():
    """The mean of 2000 estimates; each has a standard error of sqrt(2 / 7) for 7 cosines."""
    basis, random = np.ones((80, 1)) / 80**0.5, np.random.default_rng(10)
    estimates = [long_run_variance(3.0 * random.standard_normal(80), basis) for _ in range(2000)]
    assert np.mean(estimates) == pytest.approx(9.0, rel=4 * (2 / 7 / 2000) ** 0.5)
