"""Effects and levels from daily numbers: what is found, in which units, and what adds up."""

from __future__ import annotations

from types import NoneType

import numpy as np
import pytest
from attrs import asdict, evolve
from goalposts.inference import level, step_effect
from goalposts.model.effects import GateFailure
from inference.windows import MONDAY, noisy_pair, quantile_window, window

NO_VARIATION = (GateFailure("no_variation", "both"),)


def total_pair(step=0.0, seed=1, noise=0.05, baseline_days=84, evaluation_days=56):
    """Make two windows of totals: a multiplicative week, noise, and a factor exp(step) from the go-live on."""
    random, length = np.random.default_rng(seed), baseline_days + evaluation_days
    week = np.array([0.2, 0.1, 0.0, 0.0, 0.1, -0.6, -0.9])
    logarithms = 5.0 + week[np.arange(length) % 7] + noise * random.standard_normal(length)
    totals = np.exp(logarithms + step * (np.arange(length) >= baseline_days))
    after = window(totals[baseline_days:], first_day=MONDAY + baseline_days)
    return window(totals[:baseline_days]), after


def observed(kind, before, after):
    """Evaluation level minus baseline level."""
    return level(kind, after).value - level(kind, before).value


@pytest.mark.parametrize("step", [-3.0, 0.0, 5.0])
def test_a_large_step_is_found_within_its_interval(step):
    """Noise of 1 a day around 50; p and interval agree."""
    effect = step_effect("ratio", *noisy_pair(90, 60, step=step))
    assert effect.low <= step <= effect.high
    assert effect.estimate == pytest.approx((effect.low + effect.high) / 2)
    assert (effect.p_value < 0.05) == (not effect.low <= 0 <= effect.high)
    assert effect.relative.value == pytest.approx(effect.estimate / effect.counterfactual)
    assert effect.counterfactual == pytest.approx(50.0, abs=2.0)
    assert (effect.method, effect.baseline_days, effect.evaluation_days) == ("its-ewc-daily", 90, 60)


@pytest.mark.parametrize("days", [(90, 60), (57, 31), (400, 90)])
def test_the_parts_of_a_ratio_add_up_to_the_observed_change(days):
    """Trend, season, rollout and residual, also with half weeks and with an annual season."""
    before, after = noisy_pair(*days, step=1.0)
    effect = step_effect("ratio", before, after)
    assert effect.parts.total == pytest.approx(observed("ratio", before, after))
    assert effect.parts.rollout == effect.estimate


def test_a_trend_is_not_taken_for_an_effect():
    """A steady rise of 6 over the span, and a go-live without consequence."""
    rise = np.linspace(0.0, 6.0, 150) + 0.1 * np.random.default_rng(3).standard_normal(150)
    before, after = window(100 * rise[:90]), window(100 * rise[90:], first_day=MONDAY + 90)
    effect = step_effect("ratio", before, after)
    assert effect.low <= 0.0 <= effect.high
    assert effect.parts.trend == pytest.approx(observed("ratio", before, after), abs=0.3)


def test_an_annual_wave_is_season_once_the_baseline_spans_a_year():
    """365 days of baseline, evaluation on the falling flank."""
    moments = np.arange(365 + 90)
    wave = 10 + np.sin(2 * np.pi * moments / 365.2425) + 0.1 * np.random.default_rng(4).standard_normal(455)
    before, after = window(100 * wave[:365]), window(100 * wave[365:], first_day=MONDAY + 365)
    effect = step_effect("ratio", before, after)
    assert effect.low <= 0.0 <= effect.high
    assert effect.standard_error < 0.1
    shorter = step_effect("ratio", window(100 * wave[1:365], first_day=MONDAY + 1), after)
    assert shorter.standard_error > 2 * effect.standard_error


def test_a_total_is_modelled_by_its_logarithm_and_told_in_units():
    """A fall by exp(-0.2): the effect is evaluation x (1 - exp(-step)), its interval the same map."""
    before, after = total_pair(step=-0.2)
    effect, mean = step_effect("total", before, after), level("total", after).value
    step = np.log1p(effect.relative.value)
    assert effect.method == "its-ewc-daily-log"
    assert effect.relative.low <= np.expm1(-0.2) <= effect.relative.high
    assert effect.estimate == pytest.approx(mean * (1 - np.exp(-step)))
    assert effect.low == pytest.approx(mean * (1 - 1 / (1 + effect.relative.low)))
    assert effect.high == pytest.approx(mean * (1 - 1 / (1 + effect.relative.high)))
    assert effect.counterfactual + effect.estimate == pytest.approx(mean)
    assert effect.parts.total == pytest.approx(observed("total", before, after))
    assert not effect.volume_changed


def test_a_zero_total_on_an_expected_day_makes_both_windows_weekly():
    """Still logarithmic: no week is zero."""
    before, after = total_pair()
    totals = before.numerator.copy()
    totals[10] = 0.0
    assert step_effect("total", evolve(before, numerator=totals), after).method == "its-ewc-weekly-log"


def test_a_zero_week_makes_totals_linear():
    """A week of nothing has no logarithm."""
    before, after = total_pair()
    totals = before.numerator.copy()
    totals[14:21] = 0.0
    effect = step_effect("total", evolve(before, numerator=totals), after)
    assert effect.method == "its-ewc-weekly"
    assert effect.parts.total == pytest.approx(observed("total", evolve(before, numerator=totals), after))


def test_a_ramp_up_restarts_the_chain_and_is_no_part_of_the_effect():
    """The trend still counts the days between."""
    effect = step_effect("ratio", *noisy_pair(90, 60, step=4.0, ramp_up=20))
    assert effect.low <= 4.0 <= effect.high


def test_a_quantiles_effect_is_in_the_unit_of_its_value():
    """Shares below the window's own quantile vary by day; the quantile fell from 20 to 14."""
    random = np.random.default_rng(5)
    before, after = (
        quantile_window(random.binomial(200, 0.9, 84), 200),
        quantile_window(random.binomial(200, 0.9, 56), 200),
    )
    after = evolve(after, days=after.days + 84, quantile=evolve(after.quantile, value=14.0))
    effect = step_effect("quantile", before, after)
    assert effect.low <= -6.0 <= effect.high
    assert effect.parts.total == pytest.approx(-6.0)


@pytest.mark.parametrize("kind", ["ratio", "total"])
def test_conclusions_hold_plain_numbers_only(kind):
    """No numpy scalar reaches a record."""
    before, after = total_pair()
    for record in (step_effect(kind, before, after), level(kind, after)):
        values = asdict(record, recurse=True)
        assert {type(value) for value in leaves(values)} <= {float, int, bool, str, NoneType}


def leaves(value):
    """Every value within mappings and tuples."""
    if isinstance(value, dict):
        return [leaf for inner in value.values() for leaf in leaves(inner)]
    return [leaf for inner in value for leaf in leaves(inner)] if isinstance(value, tuple) else [value]


@pytest.mark.parametrize("kind", ["ratio", "total"])
def test_constant_windows_are_refused(kind):
    """Nothing varies: no standard error, no certainty."""
    before, after = window(np.full(60, 30.0)), window(np.full(60, 70.0), first_day=MONDAY + 60)
    assert step_effect(kind, before, after) == NO_VARIATION
    assert level(kind, before) is None


def test_a_quantile_without_density_is_refused():
    """The influence of a day on it is not finite."""
    before, after = quantile_window(np.full(60, 90.0), 100), quantile_window(np.full(60, 90.0), 100)
    after = evolve(after, days=after.days + 60, quantile=evolve(after.quantile, density=0.0))
    assert step_effect("quantile", before, after) == NO_VARIATION
    assert level("quantile", after) is None


def test_a_baseline_of_zeros_gives_no_relative_effect():
    """A share that was zero until the go-live: an effect, but no percentage of nothing."""
    before, after = noisy_pair(90, 60, base=0.0, noise=0.1, step=3.0)
    effect = step_effect("ratio", before, after)
    assert effect.relative is None
    assert effect.low <= 3.0 <= effect.high


def test_a_level_needs_28_open_days():
    """27 give none."""
    before, _ = noisy_pair(28, 14)
    assert level("ratio", before).days == 28
    assert level("ratio", evolve(before, closed=np.arange(28) == 0)) is None


def test_a_level_is_the_ratio_of_sums_in_the_middle_of_its_interval():
    """Noise of 1 on 90 days: a standard error of about 0.1."""
    before, _ = noisy_pair(90, 14, seed=3)
    found = level("ratio", before)
    assert found.value == pytest.approx(before.numerator.sum() / before.denominator.sum())
    assert found.value == pytest.approx((found.low + found.high) / 2)
    assert 0.05 < found.standard_error < 0.2
    assert found.low <= 50.0 <= found.high


def test_a_noisy_level_needs_eight_weeks():
    """Under ten events a day, weeks are read."""
    before, _ = noisy_pair(56, 14)
    sparse = evolve(before, events=np.full(56, 3))
    assert level("ratio", sparse).degrees_of_freedom == 3
    shorter, _ = noisy_pair(55, 14)
    assert level("ratio", evolve(shorter, events=np.full(55, 3))) is None
