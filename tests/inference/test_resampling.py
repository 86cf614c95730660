"""Resampled baselines keep the baseline's noise, and a change put into them is found by refitting it."""

from itertools import pairwise

import numpy as np
import pytest
from attrs import evolve
from goalposts.inference.outlook import Ahead, Outlook, outlook
from goalposts.inference.proportion import wilson_interval
from goalposts.inference.readings import Readings
from goalposts.inference.resampling import can_resample, resampled, trials
from goalposts.inference.step import fit_step
from inference.windows import noisy_pair, window
from scipy.stats import binomtest, t


def looked_ahead(baseline, days=70):
    end = int(baseline.days[-1]) + 1
    ahead, nothing = (Ahead(end + np.arange(size), np.zeros(size, dtype=bool)) for size in (days, 0))
    found = outlook("ratio", baseline, nothing, ahead)
    assert isinstance(found, Outlook)
    return found


def test_a_resampled_series_is_blocks_of_fourteen_residuals():
    prospect = looked_ahead(noisy_pair(84, 14)[0])
    residuals = prospect.noise.residuals.tolist()
    drawn = resampled(prospect, 40, seed=3).tolist()
    assert drawn == resampled(prospect, 40, seed=3).tolist() != resampled(prospect, 40, seed=4).tolist()
    for first in (0, 14, 28):
        block = drawn[first : first + 14]
        at = residuals.index(block[0])
        assert block == residuals[at : at + len(block)]


def test_weekly_readings_are_drawn_two_at_a_time():
    prospect = looked_ahead(window(np.random.default_rng(1).poisson(3, 112), 4))
    assert prospect.by_week
    residuals, drawn = prospect.noise.residuals.tolist(), resampled(prospect, 4, seed=0).tolist()
    pairs = list(pairwise(residuals))
    assert tuple(drawn[:2]) in pairs
    assert tuple(drawn[2:]) in pairs


@pytest.mark.parametrize(("days", "enough"), [(55, False), (56, True)])
def test_four_blocks_are_the_least(days, enough):
    assert can_resample(looked_ahead(noisy_pair(days, 14)[0])) is enough


@pytest.mark.parametrize("change", [0.6, -0.6])
def test_a_change_is_shown_as_when_it_is_put_in_and_fitted_anew(change):
    """The short cut of adding the change to the step, against really raising the evaluation's readings."""
    prospect = looked_ahead(noisy_pair(84, 14, seed=6)[0])
    end_day = prospect.first_evaluation_day + 56
    found = trials(prospect, end_day, 40)
    assert len(found) == 40
    cut, end = prospect.before, prospect.before + 56
    refitted = []
    for seed in range(40):
        values = resampled(prospect, end, seed)
        before = Readings(prospect.moments[:cut], values[:cut], prospect.starts[:cut])
        after = Readings(prospect.moments[cut:end], values[cut:] + change, prospect.starts[cut:end])
        fit = fit_step(before, after, prospect.season, contiguous=True)
        bound = t.ppf(0.975, fit.degrees_of_freedom) * fit.standard_error
        refitted.append(fit.step > bound if change > 0 else fit.step < -bound)
    assert [trial.shows(change, 0.05) for trial in found] == refitted
    assert 0 < sum(refitted) < 40


def test_noise_alone_seldom_alarms_and_a_large_change_is_always_shown():
    prospect = looked_ahead(noisy_pair(182, 14, seed=7)[0])
    found = trials(prospect, prospect.first_evaluation_day + 70, 200)
    assert sum(trial.alarms(0.05) for trial in found) <= 22  # 5 % of 200, and 4 binomial standard deviations
    assert all(trial.shows(8.0, 0.05) for trial in found)
    assert not any(evolve(trial, step=trial.step + 16.0).shows(-8.0, 0.05) for trial in found)


def test_no_reading_no_trial():
    prospect = looked_ahead(noisy_pair(84, 14)[0])
    assert trials(prospect, prospect.first_evaluation_day, 5) == ()


@pytest.mark.parametrize(("hits", "count"), [(0, 8), (3, 16), (8, 8), (160, 200)])
def test_wilson_is_that_of_scipy(hits, count):
    expected = binomtest(hits, count).proportion_ci(0.95, "wilson")
    assert wilson_interval(hits / count, count) == pytest.approx((expected.low, expected.high), abs=1e-9)
