"""The always-valid interval against the figures of gbstats, SciPy, and its own defining equation."""

import math

import pytest
from goalposts.inference.always_valid import always_valid_half_width, mixture_half_width
from scipy.stats import norm, t


def test_half_width_is_that_of_gbstats():
    """Of gbstats 0.8.0 on means .41 and .70 (sd 3.9, 6.2; n 3407, 3461), relative effect, N* = 5000, alpha 5 %."""
    before, after = (0.41, 3.9**2 / 3407), (0.70, 6.2**2 / 3461)
    variance = after[1] / before[0] ** 2 + before[1] * after[0] ** 2 / before[0] ** 4
    alpha, tuned_to, count = 0.05, 5000, 3407 + 3461
    rho = math.sqrt((-2 * math.log(alpha) + math.log(-2 * math.log(alpha) + 1)) / tuned_to)
    distance = rho * math.sqrt(variance * count)
    assert mixture_half_width(variance, distance, alpha) == pytest.approx(1.1517408423, abs=1e-9)


@pytest.mark.parametrize("distance", [0.5, 2.0, 9.0])
def test_at_its_ends_the_odds_against_the_value_are_one_over_alpha(distance):
    """The e-value sqrt(V / (V + tau^2)) exp(d^2 tau^2 / 2V(V + tau^2)) of the mixture, inverted."""
    variance, alpha = 1.7, 0.01
    end = mixture_half_width(variance, distance, alpha)
    whole = variance + distance**2
    evidence = math.sqrt(variance / whole) * math.exp(end**2 * distance**2 / (2 * variance * whole))
    assert evidence == pytest.approx(1 / alpha)


@pytest.mark.parametrize("degrees_of_freedom", [3, 9, 22])
def test_few_degrees_of_freedom_widen_it_by_the_quantiles_ratio(degrees_of_freedom):
    inflated = 0.8 * t.ppf(0.995, degrees_of_freedom) / norm.ppf(0.995)
    expected = mixture_half_width(inflated**2, 2.0, 0.01)
    assert always_valid_half_width(0.8, degrees_of_freedom, 2.0, 0.01) == pytest.approx(expected, rel=1e-9)


def test_it_is_wider_than_the_interval_for_one_look():
    assert mixture_half_width(1.0, 2.8, 0.05) > 1.96
