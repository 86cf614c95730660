"""Units with and without a rollout, against least squares by statsmodels and loops."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
import statsmodels.api as sm
from goalposts.inference.unit_change import UnitValues, compare_units


def drawn(seed, effect=0.0, clusters=10, members=8, foretold=0.9):
    """Units whose values before foretell those after; teams share a shock."""
    random = np.random.default_rng(seed)
    cluster = np.repeat(np.arange(clusters), members + random.integers(0, 5, clusters))
    treated = np.arange(clusters) < clusters // 2
    own = random.normal(0, 10, cluster.size)
    before = 60 + own + random.normal(0, 2, cluster.size)
    shared = random.normal(0, 1, clusters)[cluster]
    after = 55 + foretold * own + shared + random.normal(0, 2, cluster.size) + effect * treated[cluster]
    return UnitValues(before, after, cluster, treated)


@pytest.mark.parametrize("seed", range(5))
def test_the_slope_and_the_difference_of_units_are_those_of_least_squares(seed):
    """With one unit more or less a team the teams' weights are their units, so the difference is that of all units."""
    units = drawn(seed, effect=4.0)
    reached = units.treated[units.cluster]
    design = np.column_stack([np.ones(reached.size), reached, units.before])
    known = sm.OLS(units.after, design).fit()
    found = compare_units(units)
    assert found.slope == pytest.approx(known.params[2], rel=1e-9)
    assert found.change.difference == pytest.approx(known.params[1], rel=1e-9)
    within = sm.OLS(units.after, design[:, :2]).fit()
    assert found.foretold == pytest.approx(1 - known.ssr / within.ssr, rel=1e-9)


def test_the_odds_are_those_of_all_other_choices_of_teams():
    units = drawn(3, effect=1.5, clusters=8)
    found = compare_units(units)
    freed = units.after - found.slope * (units.before - units.before.mean())
    differences = []
    for chosen in itertools.combinations(range(8), 4):
        reached = np.isin(units.cluster, chosen)
        differences.append(freed[reached].mean() - freed[~reached].mean())
    seen = abs(freed[units.cluster < 4].mean() - freed[units.cluster >= 4].mean())
    as_far = sum(abs(difference) >= seen * (1 - 1e-9) for difference in differences)
    assert found.change.p_value == pytest.approx(as_far / len(differences))


def test_what_units_were_before_takes_their_spread_out_of_the_range():
    """Without it the same units have a range several times as wide."""
    units = drawn(5, effect=2.0)
    flat = UnitValues(
        np.random.default_rng(1).normal(size=units.before.size), units.after, units.cluster, units.treated
    )
    assert compare_units(units).change.standard_error < compare_units(flat).change.standard_error / 2
    assert compare_units(units).foretold > 0.8
    assert compare_units(flat).foretold < 0.1


def test_units_that_do_not_vary_cannot_be_compared():
    units = drawn(1)
    assert compare_units(UnitValues(np.ones_like(units.before), units.after, units.cluster, units.treated)) is None
    assert compare_units(UnitValues(units.before, np.ones_like(units.after), units.cluster, units.treated)) is None


def test_a_rollout_of_no_effect_is_seen_in_one_of_twenty():
    tried = 400
    shown = sum(compare_units(drawn(seed)).change.p_value <= 0.05 for seed in range(1_000, 1_000 + tried))
    assert shown / tried == pytest.approx(0.05, abs=3 * (0.05 * 0.95 / tried) ** 0.5)


@pytest.mark.parametrize(("reached", "others"), [(0.1, 0.3), (0.7, 0.31), (1 / 3, 0.9)])
@pytest.mark.parametrize("members", [7, 9, 13])
def test_units_of_one_value_before_foretell_nothing(members, reached, others):
    """Means of equal fractions miss them by a last digit, of which no slope is made."""
    cluster, treated = np.repeat(np.arange(8), members), np.arange(8) < 4
    before = np.where(treated[cluster], reached, others)
    after = before + np.random.default_rng(1).normal(0, 0.02, cluster.size)
    assert compare_units(UnitValues(before, after, cluster, treated)) is None
    assert compare_units(UnitValues(after, before, cluster, treated)) is None
