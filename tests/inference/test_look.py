"""A look is the engine's own step with a wider interval, and it does not wait for the length gate."""

import math

import numpy as np
import pytest
from attrs import evolve
from goalposts.inference import step_effect
from goalposts.inference.look import Tuning, look
from inference.windows import noisy_pair, window
from scipy.stats import norm, t

TUNING = Tuning(change=2.0, probability_of_error=0.01, least_days=14)


def test_the_estimate_is_the_engines_and_the_interval_that_of_the_mixture():
    before, after = noisy_pair(84, 28, step=2.0)
    effect, seen = step_effect("ratio", before, after), look("ratio", before, after, TUNING)
    inflation = t.ppf(0.995, effect.degrees_of_freedom) / norm.ppf(0.995)
    variance = (effect.standard_error * inflation) ** 2
    half = math.sqrt(variance * (variance + 4) / 4 * math.log((variance + 4) / (variance * 0.01**2)))
    assert (seen.estimate, seen.days) == (effect.estimate, 28)
    assert (seen.low, seen.high) == pytest.approx((effect.estimate - half, effect.estimate + half), rel=1e-9)
    assert seen.high - seen.low > effect.high - effect.low


def test_totals_keep_their_logarithms():
    """A total that doubles: the promise, 30 a day on 100, is a distance in logarithms too."""
    random = np.random.default_rng(3)
    before = window(random.poisson(100, 84), 50)
    after = window(random.poisson(200, 28), 50, first_day=int(before.days[-1]) + 1)
    seen = look("total", before, after, evolve(TUNING, change=30.0))
    assert 60 < seen.low < seen.estimate < seen.high < 140
    assert seen.estimate == pytest.approx(step_effect("total", before, after).estimate)
    assert look("total", before, after, evolve(TUNING, change=-200.0)) is None  # nothing is left to take a logarithm of


@pytest.mark.parametrize(("days", "least", "looked"), [(7, 7, True), (6, 7, False), (13, 14, False), (14, 14, True)])
def test_a_look_waits_for_its_own_days_only(days, least, looked):
    before, after = noisy_pair(84, days)
    assert (look("ratio", before, after, evolve(TUNING, least_days=least)) is not None) is looked


def test_weekly_readings_wait_for_whole_weeks():
    random = np.random.default_rng(3)
    before = window(random.poisson(3, 84), 4)
    after = window(random.poisson(3, 20), 4, first_day=int(before.days[-1]) + 1)
    assert look("ratio", before, after, evolve(TUNING, least_days=14)) is not None
    assert look("ratio", before, after, evolve(TUNING, least_days=21)) is None


def test_a_short_or_faulty_baseline_carries_no_look():
    before, after = noisy_pair(20, 28)
    assert look("ratio", before, after, TUNING) is None
    before, after = noisy_pair(84, 28)
    hole = evolve(after, stream_rows=np.where(np.arange(28) < 12, 0, after.stream_rows))
    assert look("ratio", before, hole, TUNING) is None
