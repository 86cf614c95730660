"""Go-lives pretended in the baseline: where they lie, what they find, and what they do to the effect."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from attrs import evolve
from goalposts.inference import step_effect
from goalposts.inference.placebo import MOST_PLACEBOS, Placebos, pretended_dates
from goalposts.inference.student import interval_quantile, two_sided_p
from hypothesis import given
from hypothesis import strategies as st
from inference.windows import MONDAY, noisy_pair, window


def drifting_pair(baseline_days, evaluation_days, *, drift, seed=3):
    """Two windows of one random walk in noise."""
    random, length = np.random.default_rng(seed), baseline_days + evaluation_days
    means = 50 + np.cumsum(drift * random.standard_normal(length)) + 0.5 * random.standard_normal(length)
    sums = 100 * means
    return window(sums[:baseline_days]), window(sums[baseline_days:], first_day=MONDAY + baseline_days)


def cut(series, first, last):
    """The days of a window from one position to before another."""
    part = slice(first, last)
    return evolve(
        series,
        days=series.days[part],
        numerator=series.numerator[part],
        denominator=series.denominator[part],
        events=series.events[part],
        stream_rows=series.stream_rows[part],
        closed=series.closed[part],
    )


@given(baseline=st.integers(1, 1200), evaluation=st.integers(14, 200), first=st.integers(0, 1000))
def test_pretended_dates_keep_their_distances(baseline, evaluation, first):
    dates = pretended_dates((first, first + baseline), evaluation)
    assert (dates == ()) == (baseline < 56 + evaluation + 56)
    assert len(dates) <= MOST_PLACEBOS
    if dates:
        assert len(dates) >= 9
        assert min(dates) - first >= 56
        assert max(dates) + evaluation == first + baseline
        assert {(later - earlier) % 7 for earlier, later in pairwise(dates)} == {0}
        assert len({later - earlier for earlier, later in pairwise(dates)}) == 1


def test_kappa_is_the_root_mean_square_and_never_narrows():
    assert Placebos((3.0, -4.0), 2).kappa == pytest.approx(12.5**0.5)
    assert Placebos((0.1, -0.2), 0).kappa == 1.0


@pytest.mark.parametrize("drift", [0.0, 0.4])
def test_kappa_is_that_of_a_loop_over_the_product_itself(drift):
    """Each pretended go-live is a small project of its own: the baseline is cut, and the effect estimated anew.

    Every day has as many events, so that no window linearises otherwise than the whole baseline, and no piece is long
    enough for placebos of its own: 175 days of baseline, 60 of evaluation.
    """
    before, after = drifting_pair(175, 60, drift=drift)
    effect = step_effect("ratio", before, after)

    squares = []
    for start in range(175 - 60, 55, -7):
        placebo = step_effect("ratio", cut(before, 0, start), cut(before, start, start + 60))
        assert placebo.kappa is None
        squares.append((placebo.estimate / placebo.standard_error) ** 2)

    assert len(squares) == 9
    assert effect.kappa == pytest.approx(max(1.0, np.mean(squares) ** 0.5), rel=1e-9)


def test_a_drifting_baseline_is_found_out():
    """A level that shifted once by itself, and stayed: a go-live would have looked no different."""
    before, after = noisy_pair(300, 60)
    shift = 3.0 * (before.days >= MONDAY + 150)
    restless = evolve(before, numerator=before.numerator + shift * before.denominator)
    assert step_effect("ratio", restless, after).kappa > 2.0


def test_everything_that_hangs_on_the_standard_error_is_widened():
    """Against the fit before calibration: the same estimate and parts, every width times kappa."""
    from goalposts.inference.comparison import compare, fit_comparison

    pair = drifting_pair(300, 60, drift=0.3)
    effect = step_effect("ratio", *pair)
    step = fit_comparison(compare("ratio", *pair))
    quantile = interval_quantile(effect.degrees_of_freedom)
    plain_error = effect.standard_error / effect.kappa

    assert effect.kappa > 1.2
    assert step.kappa == effect.kappa
    assert effect.high - effect.low == pytest.approx(2 * quantile * effect.kappa * plain_error)
    assert effect.p_value == pytest.approx(
        two_sided_p(effect.estimate / (effect.kappa * plain_error), effect.degrees_of_freedom)
    )
    assert (effect.relative.low < 0 < effect.relative.high) == (effect.low < 0 < effect.high)
    white = step.fit.white_design
    unscaled = np.linalg.inv(white.T @ white)
    assert step.fit.covariance == pytest.approx(step.fit.variance * unscaled, rel=1e-6)


def test_logarithms_are_widened_too():
    before, after = drifting_pair(300, 60, drift=0.3)
    effect = step_effect("total", before, after)
    assert effect.method == "its-ewc-daily-log"
    assert effect.kappa > 1.2
    plain = step_effect("total", cut(before, 130, 300), after)
    assert plain.kappa is None
    margin = np.log1p(effect.relative.high) - np.log1p(effect.relative.value)
    assert margin == pytest.approx(
        interval_quantile(effect.degrees_of_freedom) * effect.standard_error / effect.counterfactual
    )


def test_a_short_baseline_gives_no_kappa():
    assert step_effect("ratio", *noisy_pair(60, 42)).kappa is None


def test_weeks_are_calibrated_too():
    """Few events a day: read by week, and the pretended go-lives stand whole weeks apart as well."""
    random = np.random.default_rng(1)
    counts = random.poisson(3, 420) + 1
    sums = random.binomial(counts, 0.5).astype(float)
    before = window(sums[:300], counts[:300])
    after = window(sums[300:], counts[300:], first_day=MONDAY + 300)
    effect = step_effect("ratio", before, after)
    assert effect.method == "its-ewc-weekly"
    assert effect.kappa >= 1.0
