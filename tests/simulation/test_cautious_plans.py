"""Plans count on the upper 80 % bound of a baseline's noise: in four of five baselines that is enough (stats 4)."""

from __future__ import annotations

import numpy as np
import pytest
from attrs import evolve
from goalposts.inference.outlook import Ahead, Outlook, outlook
from goalposts.inference.planning import smallest_change
from scipy.stats import binom
from simulation.daily_series import Scenario, generator, simulate

RUNS = 250
WATCHED = 56
SAMPLING_VARIANCE = 0.39**2


def plan(days: int, rho: float, random: np.random.Generator) -> Outlook:
    """Look ahead from one drawn baseline."""
    before, after = simulate(Scenario("plans", days, 364, rho=rho), random)
    nothing = Ahead(after.days[:0], after.closed[:0])
    found = outlook("ratio", before, nothing, Ahead(after.days, after.closed))
    assert isinstance(found, Outlook)
    return found


def knowing(prospect: Outlook, rho: float) -> Outlook:
    """The same plan by somebody who knows the noise: AR(1) of sd 1, and the events' sampling noise."""
    long_run = (1 + rho) / (1 - rho) + SAMPLING_VARIANCE
    return evolve(prospect, noise=evolve(prospect.noise, rho=rho, variance=long_run * (1 - rho) ** 2))


@pytest.mark.parametrize("days", [56, 182])
@pytest.mark.parametrize("rho", [0.3, 0.5])
def test_the_cautious_plan_suffices_in_four_of_five_baselines_and_the_likely_one_in_two(days, rho):
    """The share that suffices lies within 3 binomial standard deviations and 3 points of 80 %."""
    random = generator(f"cautious plans {days} {rho}")
    cautious = likely = 0
    for _ in range(RUNS):
        prospect = plan(days, rho, random)
        end_day = prospect.first_evaluation_day + WATCHED
        found, truth = (smallest_change(known, end_day, 0.05) for known in (prospect, knowing(prospect, rho)))
        cautious += found.cautious >= truth.likely
        likely += found.likely >= truth.likely
    assert binom.ppf(0.001, RUNS, 0.77) <= cautious <= binom.ppf(0.999, RUNS, 0.83)
    assert likely < 0.55 * RUNS < cautious
