"""Gate S4 for times to event: the interval of the change holds the true one, over streams whose truth is known.

Weeks have common AR(1) shocks, as days do elsewhere; entries of a week then end independently of each other. Windows
are 30 weeks before and 16 after.
"""

from __future__ import annotations

import numpy as np
import pytest
from goalposts.expressions import parse_formula
from goalposts.inference import PeriodReadings, period_effect
from goalposts.scoring.concluding.influence import Curves, influence_of
from scipy.signal import lfilter
from scipy.stats import binom

BEFORE, AFTER, AGE, PER_WEEK = 30, 16, 28, 120
RHO, LEAST_COVERAGE = 0.4, 0.925
FORMULAS = {
    "reached": "survival(ended=left_at, of=served, by=28 d)",
    "mean": 'survival(ended=left_at, give="mean", of=served, by=28 d)',
    "median": 'survival(ended=left_at, give="median")',
    "half_rise": 'survival(ended=left_at, give="half_rise", of=served, by=28 d)',
}
RUNS, SHORT_RUNS = 1000, 60


def shocks(random, sd):
    innovations = random.standard_normal(BEFORE + AFTER + 50)
    return sd * lfilter([(1 - RHO**2) ** 0.5], [1.0, -RHO], innovations)[50:]


def shares_of_ages(share):
    """Of entries, which part has the event at each age up to 28, one day likelier than the next; the rest do not."""
    falling = 0.9 ** np.arange(AGE + 1)
    return np.append(share * falling / falling.sum(), 1 - share)


def stays(log_median, count, random):
    """Lognormal stays in whole days."""
    return np.round(np.exp(log_median + 0.6 * random.standard_normal(count))).astype(np.int64).clip(0, 178)


def draw(give, effect, random):
    """Tables of all weeks, shape (weeks, ages), and the true change of the reading."""
    ages = 181 if give == "median" else AGE + 3
    reached, other, lost = (np.zeros((BEFORE + AFTER, ages), np.int64) for _ in range(3))
    level = shocks(random, 0.05) + effect * (np.arange(BEFORE + AFTER) >= BEFORE)
    for week, moved in enumerate(level):
        count = random.poisson(PER_WEEK)
        if give == "median":
            reached[week] = np.bincount(stays(np.log(20) + moved, count, random), minlength=ages)
        else:
            cells = random.multinomial(count, shares_of_ages(0.45 + moved))
            reached[week, : AGE + 1], lost[week, AGE + 1] = cells[:-1], cells[-1]
    return Curves(reached, other, lost)


def truth(give, effect):
    """The change of the reading in the population, by plain arithmetic on its curve."""
    if give == "reached":
        return effect
    if give == "median":
        return 86_400 * 20 * (np.exp(effect) - 1)
    if give == "half_rise":
        return 0.0  # the share moves, the times of those who have the event do not
    surviving = [1 - np.cumsum(shares_of_ages(share))[:AGE].clip(0, 1) for share in (0.45, 0.45 + effect)]
    return 86_400 * float((surviving[1] - surviving[0]).sum())


def window(formula, curves, weeks):
    own = Curves(curves.reached[weeks], curves.other[weeks], curves.lost[weeks])
    found = influence_of(formula, 180 if formula.by is None else AGE, own)
    index = np.arange(BEFORE + AFTER)[weeks]
    return PeriodReadings(
        "week", index, index * 7.0, found.values, found.level, found.level, own.entries, index.size, 0, of_entries=True
    )


def changes(give, effect, runs):
    """Give the effect of every run."""
    random, formula = np.random.default_rng([20_261_125, *give.encode()]), parse_formula(FORMULAS[give])
    for _ in range(runs):
        curves = draw(give, effect, random)
        yield period_effect(window(formula, curves, slice(0, BEFORE)), window(formula, curves, slice(BEFORE, None)))


def coverage(give, runs):
    wanted = truth(give, 0.08)
    return sum(found.low <= wanted <= found.high for found in changes(give, 0.08, runs)) / runs


@pytest.mark.slow
@pytest.mark.parametrize("give", FORMULAS)
def test_intervals_of_times_to_event_hold_the_true_change(give):
    """At least 92.5 % of 1000 runs."""
    share = coverage(give, RUNS)
    print(give, share)  # noqa: T201 - the figure is the result
    assert share >= LEAST_COVERAGE


@pytest.mark.parametrize("give", FORMULAS)
def test_short_coverage_stays_inside_a_binomial_band(give):
    """A coverage at the gate passes in 999 of 1000 runs of this test."""
    assert coverage(give, SHORT_RUNS) * SHORT_RUNS >= binom.ppf(0.001, SHORT_RUNS, LEAST_COVERAGE)
