"""Gate S1 of stats 5.2: where nothing happened, the default engine says so in about 95 of 100 projects."""

from __future__ import annotations

import numpy as np
import pytest
from goalposts.inference import step_effect
from goalposts.model.effects import Effect
from scipy.stats import binom, ttest_ind
from simulation.daily_series import CORE, Scenario, generator, simulate

LEVEL = 0.05
FULL_RUNS = 1000
SHORT_RUNS = 300
HIGHEST_TRUE_RATE = 0.08
SHORT_SCENARIOS = tuple(s for s in CORE if s.name in {"rho 0.5", "rho 0.8", "trend 1 sd", "nasty", "182/28", "28/14"})


def share_of_false_alarms(scenario: Scenario, runs: int) -> float:
    """Count the effects that the product finds in nothing."""
    random = generator(scenario.name)
    effects = [step_effect("ratio", *simulate(scenario, random)) for _ in range(runs)]
    assert all(isinstance(effect, Effect) for effect in effects)
    return float(np.mean([effect.p_value < LEVEL for effect in effects]))


def welch_share_of_false_alarms(scenario: Scenario, runs: int) -> float:
    """Count the effects that Welch's test on daily values finds in the same series; the product has no such test."""
    random, hits = generator(scenario.name), 0
    for _ in range(runs):
        before, after = (window.numerator / window.denominator for window in simulate(scenario, random))
        hits += ttest_ind(before, after, equal_var=False).pvalue < LEVEL
    return hits / runs


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_s1_each_core_series_rejects_2_to_8_percent_and_their_mean_at_most_6_5():
    """The nominal 5 % holds over autocorrelation, trend, heavy tails, and short and unequal windows."""
    rates = {scenario.name: share_of_false_alarms(scenario, FULL_RUNS) for scenario in CORE}
    print(rates)  # noqa: T201 - the figures are the result
    assert len(rates) == 11
    assert {name: rate for name, rate in rates.items() if not 0.02 <= rate <= 0.08} == {}
    assert np.mean(list(rates.values())) <= 0.065


@pytest.mark.parametrize("scenario", SHORT_SCENARIOS, ids=lambda scenario: scenario.name)
def test_s1_short_false_alarms_stay_inside_a_binomial_band(scenario):
    """A rate of at most 8 % passes in 999 of 1000 runs of this test."""
    rate = share_of_false_alarms(scenario, SHORT_RUNS)
    assert rate * SHORT_RUNS <= binom.ppf(0.999, SHORT_RUNS, HIGHEST_TRUE_RATE)


def test_s1_short_mean_over_all_core_series_is_near_the_nominal_level():
    """Over all core series together a rate of 6.5 % passes, and so must not 1 % or 12 %."""
    runs = 120
    hits = runs * sum(share_of_false_alarms(scenario, runs) for scenario in CORE)
    total = runs * len(CORE)
    lowest, highest = binom.ppf(0.001, total, 0.04), binom.ppf(0.999, total, 0.065)
    assert lowest <= hits <= highest
    assert binom.cdf(highest, total, 0.12) < 0.2
    assert binom.sf(lowest - 1, total, 0.01) < 0.2


@pytest.mark.parametrize("name", ["rho 0.8", "trend 1 sd"])
def test_s3_bite_welch_on_daily_values_fails_this_very_gate(name):
    """The simulation can fail: a test that takes days for independent raises more than 18 % false alarms."""
    scenario = next(scenario for scenario in CORE if scenario.name == name)
    rate = welch_share_of_false_alarms(scenario, 400)
    assert rate > 0.18
    assert rate * SHORT_RUNS > binom.ppf(0.999, SHORT_RUNS, HIGHEST_TRUE_RATE)
