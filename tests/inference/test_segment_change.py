"""The change of segments, against loops over all labellings, textbook formulas and known smallest odds."""

from itertools import combinations
from math import comb

import numpy as np
import pytest
from goalposts.inference.segment_change import compare_changes, joint_permutation_p, permutation_p
from goalposts.inference.student import interval_quantile


def labels(treated, control):
    return np.array([True] * treated + [False] * control)


def naive_p(changes, weights, treated):
    """Every labelling in turn, by weighted means in plain Python."""

    def difference(chosen):
        inside = [(changes[i], weights[i]) for i in range(len(changes)) if i in chosen]
        outside = [(changes[i], weights[i]) for i in range(len(changes)) if i not in chosen]
        means = [sum(c * w for c, w in side) / sum(w for _, w in side) for side in (inside, outside)]
        return abs(means[0] - means[1])

    places = [i for i, flag in enumerate(treated) if flag]
    seen = difference(set(places))
    every = [difference(set(chosen)) for chosen in combinations(range(len(changes)), len(places))]
    return sum(other >= seen * (1 - 1e-9) for other in every) / len(every)


@pytest.mark.parametrize(
    ("treated", "control", "smallest"), [(4, 4, 2 / 70), (3, 5, 1 / 56), (3, 3, 0.1), (1, 10, 1 / 11), (1, 19, 0.05)]
)
def test_the_smallest_odds_are_those_of_the_number_of_labellings(treated, control, smallest):
    """With equal weights, and a gap that no other labelling has."""
    flags = labels(treated, control)
    changes = flags * 10.0 + np.linspace(0, 0.1, flags.size)
    found = permutation_p(changes, np.ones(flags.size), flags)
    assert found == pytest.approx(smallest)
    assert found >= 1 / comb(flags.size, treated)


@pytest.mark.parametrize("seed", range(6))
def test_odds_are_those_of_a_plain_loop(seed):
    random = np.random.default_rng(seed)
    flags = labels(4, 5)
    changes, weights = random.standard_normal(9) + 0.8 * flags, random.uniform(1, 5, 9)
    assert permutation_p(changes, weights, flags) == pytest.approx(naive_p(changes, weights, flags))


def test_more_labellings_than_can_be_looked_at_are_drawn():
    """11 of 22 segments: 705,432 choices. The odds stay near those of Student's t, and are never zero."""
    flags = labels(11, 11)
    changes = np.random.default_rng(3).standard_normal(22) + 0.5 * flags
    once, again = (permutation_p(changes, np.ones(22), flags) for _ in range(2))
    assert once == again
    assert permutation_p(changes + 100 * flags, np.ones(22), flags) == pytest.approx(1 / 10_000)
    fit = compare_changes(changes, np.ones(22), flags)
    assert abs(fit.difference) / fit.standard_error == pytest.approx(1.1, abs=1.1)
    assert 0.05 < once < 0.6


def test_equal_weights_give_the_pooled_and_the_welch_interval_of_the_textbook():
    random = np.random.default_rng(8)
    one, other = random.standard_normal(5) + 1, 3 * random.standard_normal(7)
    flags = labels(5, 7)
    fit = compare_changes(np.concatenate([one, other]), np.ones(12), flags)
    pooled = (4 * one.var(ddof=1) + 6 * other.var(ddof=1)) / 10
    assert fit.difference == pytest.approx(one.mean() - other.mean())
    assert fit.standard_error == pytest.approx(np.sqrt(pooled * (1 / 5 + 1 / 7)))
    assert fit.degrees_of_freedom == 10
    parts = one.var(ddof=1) / 5, other.var(ddof=1) / 7
    assert fit.separate_error == pytest.approx(np.sqrt(sum(parts)))
    assert fit.separate_degrees == int(sum(parts) ** 2 / (parts[0] ** 2 / 4 + parts[1] ** 2 / 6))
    width = interval_quantile(fit.separate_degrees) * fit.separate_error
    assert fit.separate_widening == pytest.approx(width / (interval_quantile(10) * fit.standard_error))


def test_segments_that_do_not_vary_give_nothing():
    assert compare_changes(np.full(8, 0.25), np.ones(8), labels(4, 4)) is None


def test_several_weeks_at_once_find_a_drift_that_one_week_does_not_show():
    """The treated drift upwards; odds of a straight drift are the smallest there are."""
    flags = labels(5, 5)
    noise = np.random.default_rng(1).standard_normal((10, 8))
    weeks = noise + np.outer(flags, np.linspace(-4, 4, 8))
    centred = weeks - weeks.mean(axis=1, keepdims=True)
    assert joint_permutation_p(centred, np.ones(10), flags) == pytest.approx(2 / 252)
    still = noise - noise.mean(axis=1, keepdims=True)
    assert joint_permutation_p(still, np.ones(10), flags) > 0.05


@pytest.mark.parametrize("sizes", ["alike", "unlike"])
def test_nothing_is_found_in_nothing_more_often_than_promised(sizes):
    """400 draws of six against six: both the odds and the interval, also with segments of very unequal size."""
    random = np.random.default_rng(20)
    flags, draws = labels(6, 6), 400
    weights = np.ones(12) if sizes == "alike" else np.tile([1.0, 2.0, 5.0, 1.0, 8.0, 3.0], 2)
    by_odds = by_interval = 0
    for _ in range(draws):
        fit = compare_changes(random.standard_normal(12), weights, flags)
        by_odds += fit.p_value < 0.05
        by_interval += abs(fit.difference) > interval_quantile(fit.degrees_of_freedom) * fit.standard_error
    assert 0.02 <= by_odds / draws <= 0.08
    assert 0.02 <= by_interval / draws <= 0.08
