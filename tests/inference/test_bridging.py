"""The factor of a parallel run: by hand, as a law of every kind of KPI, and with honest intervals over many runs."""

from __future__ import annotations

import math

import numpy as np
import pytest
from attrs import evolve
from goalposts.inference import step_effect
from goalposts.inference.bridging import converted, paired_factor, with_factor
from goalposts.inference.series import QuantilePoint, WindowSeries, window_level
from goalposts.inference.student import interval_quantile
from goalposts.model.bridging import Factor
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom
from simulation.daily_series import FIRST_DAY, Scenario, generator, simulate

RUNS = 400


def series(numerator, denominator=None, first=FIRST_DAY, **others):
    numerator = np.asarray(numerator, float)
    denominator = np.full(numerator.size, 100.0) if denominator is None else np.asarray(denominator, float)
    rows = np.maximum(denominator, 1).astype(np.int64)
    closed = np.zeros(numerator.size, bool)
    return WindowSeries(first + np.arange(numerator.size), numerator, denominator, rows, rows, closed, **others)


def pairs(random, days=21, *, share=0.6, misses=0.1, volume=150):
    """Cases of which the new instrument takes some hits for misses; it sees the same cases."""
    volumes = random.poisson(volume, days)
    hits = random.binomial(volumes, np.clip(share + random.normal(0, 0.05, days), 0, 1))
    return series(hits, volumes), series(random.binomial(hits, 1 - misses), volumes)


def test_the_factor_is_what_the_sums_of_the_run_say():
    """By hand: 1500 of 2100 against 1260 of 2100, so -240/2100; as a ratio ln(1260/1500)."""
    old, new = series([70, 75, 70] * 7), series([60, 60, 60] * 7)
    difference, ratio = paired_factor("ratio", "difference", old, new), paired_factor("ratio", "ratio", old, new)

    assert difference.estimate == pytest.approx((1260 - 1505) / 2100, abs=1e-15)
    assert ratio.estimate == pytest.approx(math.log(1260 / 1505), abs=1e-15)
    assert difference.days == ratio.days == 21


def test_its_error_is_that_of_the_mean_of_paired_days():
    """Independent pairs: over many runs the mean of the squared errors is the variance of a mean of differences."""
    random = np.random.default_rng(8)
    found, naive = [], []
    for _ in range(RUNS):
        old, new = pairs(random, days=60)
        factor = paired_factor("ratio", "difference", old, new)
        gaps = (new.numerator - old.numerator) / old.denominator
        found.append(factor.standard_error**2)
        naive.append(np.var(gaps, ddof=1) / gaps.size)
    assert math.sqrt(np.mean(found) / np.mean(naive)) == pytest.approx(1.0, abs=0.1)


def test_what_moved_both_instruments_is_no_error_of_the_factor():
    """A shock of the day ten times the noise of the instruments changes the error by nothing."""
    random = np.random.default_rng(9)
    noise, shocks = random.normal(0, 1, (2, 28)), random.normal(0, 10, 28)
    calm = paired_factor("ratio", "difference", series(50 + noise[0]), series(45 + noise[1]))
    wild = paired_factor("ratio", "difference", series(50 + noise[0] + shocks), series(45 + noise[1] + shocks))

    assert wild.standard_error == pytest.approx(calm.standard_error, rel=1e-9)


def test_instruments_that_always_agree_have_a_factor_without_error():
    hits = np.random.default_rng(1).integers(40, 80, 20)
    same = paired_factor("ratio", "difference", series(hits), series(hits))
    tenth = paired_factor("total", "ratio", series(hits), series(1.1 * hits))

    assert (same.estimate, same.standard_error) == (0.0, 0.0)
    assert (tenth.estimate, tenth.standard_error) == (pytest.approx(math.log(1.1)), 0.0)


def test_days_that_one_instrument_missed_are_no_pairs():
    """A day without events on one side is left out on both, also of the levels."""
    old, new = series([70.0] * 20), series([60.0] * 20)
    gone = np.r_[0, new.events[1:]]
    odd = evolve(old, numerator=np.r_[10.0, old.numerator[1:]])

    factor = paired_factor("ratio", "difference", odd, evolve(new, events=gone))
    assert (factor.estimate, factor.days) == (pytest.approx(-0.1), 19)


@pytest.mark.parametrize(("days", "answer"), [(13, 13), (0, 0)])
def test_fewer_than_fourteen_pairs_are_refused_with_their_number(days, answer):
    old = series([70.0] * 20)
    seen = np.where(np.arange(20) < days, old.events, 0)

    assert paired_factor("ratio", "difference", old, evolve(old, events=seen)) == answer


@pytest.mark.parametrize("new", [np.zeros(20), np.r_[-50.0, np.ones(19)]])
def test_a_ratio_of_nothing_is_refused(new):
    assert paired_factor("ratio", "ratio", series([70.0] * 20), series(new)) is None


def by_kind(kind, values):
    """A window of each kind whose level is the mean of the values."""
    if kind == "quantile":
        return series(np.full(values.size, 90.0), quantile=QuantilePoint(float(values.mean()), 0.02, 0.9))
    return series(values * (1 if kind == "total" else 100.0))


@given(
    st.sampled_from([("ratio", "ratio"), ("ratio", "difference"), ("total", "ratio"), ("quantile", "ratio")]),
    st.floats(-0.5, 0.5),
    st.floats(-2, 2),
)
def test_the_level_of_a_converted_window_is_the_converted_level(kind_and_scale, estimate, errors):
    """For every kind, and wherever the factor is moved."""
    kind, scale = kind_and_scale
    window = by_kind(kind, np.random.default_rng(3).uniform(5, 9, 30))
    factor = Factor(scale, estimate, 0.1, 10, 30)
    expected = factor.applied(window_level(kind, window), errors)

    assert window_level(kind, converted(factor, kind, window, errors)) == pytest.approx(expected, rel=1e-12)


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 1000), st.sampled_from(["ratio", "difference"]), st.booleans())
def test_parts_add_up_to_the_measured_change_for_every_kind(seed, scale, is_total):
    """Trend, season, instrument, rollout and rest are evaluation minus baseline as they were measured."""
    kind = "total" if is_total else "ratio"
    before, after = simulate(Scenario("parts", 60, 40), np.random.default_rng(seed))
    factor = Factor("ratio" if is_total else scale, 0.07, 0.01, 5, 21)
    effect = step_effect(kind, converted(factor, kind, before), after)
    level = window_level(kind, before)
    found = with_factor(effect, factor, 0.5, factor.applied(level) - level)

    assert found.parts.total == pytest.approx(window_level(kind, after) - level, rel=1e-9)
    assert found.parts.measurement == pytest.approx(factor.applied(level) - level)


def test_the_error_of_the_factor_widens_the_interval_by_satterthwaite():
    """By hand: 3 and 4 make 5, on (81 + 2 * 144 + 256) / (81 / 12 + 256 / 6) = 12.6 degrees of freedom."""
    before, after = simulate(Scenario("wider", 90, 60), np.random.default_rng(1))
    own = step_effect("ratio", before, after)
    effect = evolve(own, standard_error=3.0, degrees_of_freedom=12, estimate=1.0, low=-2.0, high=4.0)
    found = with_factor(effect, Factor("ratio", 0.0, 0.1, 6, 20), 4.0, 0.0)

    degrees = int(25**2 / (9**2 / 12 + 16**2 / 6))
    assert (found.standard_error, found.degrees_of_freedom) == (5.0, degrees)
    widened = 3.0 * 5 / 3 * interval_quantile(degrees) / interval_quantile(12)
    assert (found.low, found.high) == (pytest.approx(1 - widened), pytest.approx(1 + widened))
    assert found.estimate == 1.0
    assert found.p_value > effect.p_value


def test_a_factor_without_error_leaves_the_interval_alone():
    before, after = simulate(Scenario("exact", 60, 40), np.random.default_rng(2))
    effect = step_effect("total", before, after)
    found = with_factor(effect, Factor("ratio", 0.1, 0.0, 1000, 20), 0.0, 5.0)

    assert evolve(found, parts=effect.parts) == effect


def test_a_logarithmic_effect_keeps_its_p_value_when_next_to_nothing_is_added():
    """Its t is that of the logarithm, not of the effect in units."""
    before, after = simulate(Scenario("log", 60, 40), np.random.default_rng(4))
    effect = step_effect("total", before, after)
    found = with_factor(effect, Factor("ratio", 0.1, 1e-9, 1000, 20), 1e-9 * effect.standard_error, 0.0)

    assert effect.method == "its-ewc-daily-log"
    assert found.p_value == pytest.approx(effect.p_value, rel=1e-3)


def coverage(days, runs, *, misses=0.1):
    """How often the interval of a factor holds the difference that the new instrument makes on these days."""
    random, hits = generator(f"bridge {days}"), 0
    for _ in range(runs):
        old, new = pairs(random, days, misses=misses)
        factor = paired_factor("ratio", "difference", old, new)
        truth = -misses * window_level("ratio", old)
        margin = interval_quantile(factor.degrees_of_freedom) * factor.standard_error
        hits += abs(factor.estimate - truth) <= margin
    return hits / runs


@pytest.mark.parametrize("days", [14, 28])
def test_the_interval_of_a_factor_holds_the_truth(days):
    """Nominal coverage, in a small number of runs: a coverage of 92.5 % passes in 999 of 1000."""
    assert coverage(days, RUNS) * RUNS >= binom.ppf(0.001, RUNS, 0.925)


def bridged_coverage(runs, days=14):
    """How often the effect's interval over a converted baseline holds an effect of nothing."""
    random, hits = generator("bridged effect"), 0
    for _ in range(runs):
        before, after = simulate(Scenario("bridged", 90, 60), random)
        run, _ = simulate(Scenario("run", days, 7), random)
        seen = evolve(run, numerator=run.numerator * (1.1 + random.normal(0, 0.04, days)))
        after = evolve(after, numerator=after.numerator * 1.1)
        factor = paired_factor("ratio", "ratio", run, seen)
        moved = [step_effect("ratio", converted(factor, "ratio", before, by), after) for by in (0.0, -1.0, 1.0)]
        error = abs(moved[2].estimate - moved[1].estimate) / 2
        effect = with_factor(moved[0], factor, error, 0.0)
        hits += effect.low <= 0 <= effect.high
    return hits / runs


def test_an_effect_over_a_bridge_holds_the_truth_in_a_few_runs():
    """A coverage of 92 % passes in 999 of 1000."""
    assert bridged_coverage(150) * 150 >= binom.ppf(0.001, 150, 0.92)


@pytest.mark.slow
def test_an_effect_over_a_bridge_has_nominal_coverage():
    """A thousand rollouts in which nothing happened but that the instrument changed."""
    share, factor = bridged_coverage(1000), coverage(14, 1000)
    print(share, factor)  # noqa: T201 - the figure is the result
    assert 0.925 <= share <= 0.98
    assert factor >= 0.925
