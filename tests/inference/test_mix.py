"""The mix part of a step against standardisation by hand, and as an exact part of the fit."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from attrs import evolve
from goalposts.inference.comparison import compare, fit_comparison
from goalposts.inference.mix import Kinds, mix_step
from goalposts.inference.readings import daily_sums, linear_readings, weekly_sums
from goalposts.inference.series import WindowSeries
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from simulation.daily_series import FIRST_DAY


def kinds(random, days, volumes, rates):
    """Cases of every kind a day, and how many of them went well."""
    denominator = np.stack([random.poisson(volume, days) for volume in volumes]).astype(float)
    rate = np.array(rates)[:, None] + random.normal(0, 0.02, (len(rates), days))
    return Kinds(random.binomial(denominator.astype(int), rate.clip(0, 1)).astype(float), denominator)


def window(first, found):
    numerator, denominator = found.numerator.sum(axis=0), found.denominator.sum(axis=0)
    days = first + np.arange(numerator.size)
    rows = denominator.astype(np.int64)
    return WindowSeries(days, numerator, denominator, rows, rows, np.zeros(days.size, bool))


def fitted(before, after):
    comparison = compare("ratio", window(FIRST_DAY, before), window(FIRST_DAY + before.numerator.shape[1], after))
    return comparison, fit_comparison(comparison)


def naive_mix(before, after):
    """What the evaluation's value owes to its own weights, in exact fractions: sum of (new - old weight) x new rate."""
    totals = [[sum(map(Fraction, row.tolist())) for row in table.denominator] for table in (before, after)]
    rates = [
        Fraction(sum(map(Fraction, top.tolist()))) / total if total else Fraction(0)
        for top, total in zip(after.numerator, totals[1], strict=True)
    ]
    weights = [[total / sum(side) for total in side] for side in totals]
    return float(sum((new - old) * rate for old, new, rate in zip(*weights, rates, strict=True)))


class _Means:
    """A fit whose step is a plain difference of means, so that the mix can be reckoned by hand."""

    def __init__(self, comparison):
        before, after = comparison.baseline.sums.numerator.size, comparison.evaluation.sums.numerator.size
        self.fit = self
        self.weights = np.stack(
            [np.zeros(before + after), np.r_[np.full(before, -1 / before), np.full(after, 1 / after)]]
        )


@pytest.mark.parametrize("seed", range(5))
def test_over_plain_means_the_mix_is_direct_standardisation(seed):
    """With the difference of means in the place of the fit, the part is that of the textbook, kind by kind."""
    random = np.random.default_rng(seed)
    before, after = kinds(random, 90, (60, 40, 20), (0.8, 0.5, 0.2)), kinds(random, 60, (30, 50, 60), (0.7, 0.6, 0.3))
    comparison, _ = fitted(before, after)

    assert mix_step(comparison, _Means(comparison), before, after) == pytest.approx(naive_mix(before, after), abs=1e-12)


def test_a_kind_that_came_is_all_mix_and_one_that_went_keeps_its_value():
    """By hand: weights 60, 40, 0 become 60, 0, 40 of a hundred; the kind that went counts with its baseline value."""
    days = 60
    before = Kinds(np.outer([48, 20, 0], np.ones(days)), np.outer([60, 40, 0], np.ones(days)))
    after = Kinds(np.outer([54, 0, 4], np.ones(days)), np.outer([80, 0, 20], np.ones(days)))
    comparison, _ = fitted(before, after)

    # rates 0.8, 0.5, - before and 0.675, -, 0.2 after; observed 0.58 after, standardised 0.6 * 0.675 + 0.4 * 0.5
    assert mix_step(comparison, _Means(comparison), before, after) is None  # 40 % of the baseline's cases went
    before.denominator[1], before.numerator[1] = 10, 5
    assert mix_step(comparison, _Means(comparison), before, after) == pytest.approx(
        0.58 - (60 / 70 * 0.675 + 10 / 70 * 0.5), abs=1e-12
    )


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from([(60, 28), (90, 60), (120, 35)]), st.booleans())
def test_mix_and_rest_add_up_to_the_step_exactly(seed, lengths, sparse):
    """The step of the standardised series, fitted with the same weights, and the mix are the step; by week too."""
    random = np.random.default_rng(seed)
    size = 0.03 if sparse else 1.0
    volumes = size * random.uniform(20, 80, (2, 3))
    before, after = (
        kinds(random, days, of, random.uniform(0.2, 0.8, 3)) for days, of in zip(lengths, volumes, strict=True)
    )
    comparison, fit = fitted(before, after)
    assert comparison.by_week == sparse
    assume(fit is not None)
    mix = mix_step(comparison, fit, before, after)
    rest = fit.fit.weights[1] @ standardised(comparison, before, after)
    assert mix + rest == pytest.approx(fit.step, abs=1e-9)


def standardised(comparison, before, after):
    """The series at the weights of the baseline, kind by kind and reading by reading, written as a loop."""
    total = sum(readings(comparison, comparison.baseline, row).sum() for row in before.denominator)
    found = []
    for side, table in ((comparison.baseline, before), (comparison.evaluation, after)):
        series = 0.0
        for kind in range(len(before.denominator)):
            weight = readings(comparison, comparison.baseline, before.denominator[kind]).sum() / total
            top = readings(comparison, side, table.numerator[kind])
            bottom = readings(comparison, side, table.denominator[kind])
            rate = top.sum() / bottom.sum()
            series = series + weight * np.array(
                [rate + (y - rate * x) / (bottom.sum() / bottom.size) for y, x in zip(top, bottom, strict=True)]
            )
        found.append(series)
    return np.concatenate(found)


def readings(comparison, side, numbers):
    moved = evolve(side.window, numerator=numbers)
    if comparison.by_week:
        return weekly_sums("ratio", moved, counted_back=side is comparison.baseline).numerator
    return daily_sums("ratio", moved).numerator


@pytest.mark.parametrize("seed", range(3))
def test_the_coefficients_are_the_weights_times_the_readings(seed):
    """So that any part of the readings has its part of every coefficient."""
    random = np.random.default_rng(seed)
    before, after = kinds(random, 90, (60, 40), (0.8, 0.5)), kinds(random, 60, (30, 50), (0.7, 0.6))
    comparison, fit = fitted(before, after)
    values = np.concatenate(
        [
            linear_readings("ratio", side.window, side.sums).values
            for side in (comparison.baseline, comparison.evaluation)
        ]
    )

    assert fit.fit.weights @ values == pytest.approx(fit.fit.coefficients, abs=1e-9)


def test_renamed_words_are_no_mix():
    """Nearly all cases are of kinds that the other window does not have: nothing can be standardised."""
    random = np.random.default_rng(3)
    before, after = kinds(random, 60, (50, 0, 10), (0.8, 0.5, 0.4)), kinds(random, 40, (0, 50, 10), (0.8, 0.5, 0.4))
    comparison, fit = fitted(before, after)

    assert mix_step(comparison, fit, before, after) is None
