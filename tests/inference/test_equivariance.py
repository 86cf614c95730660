"""Gate S14 of stats 5.2: another unit, another origin, another year of the calendar, the same conclusion."""

from __future__ import annotations

import numpy as np
import pytest
from attrs import asdict, evolve
from goalposts.inference import level, step_effect
from hypothesis import given, settings
from hypothesis import strategies as st
from inference.windows import noisy_pair

PAIRS = st.builds(
    noisy_pair,
    st.integers(28, 90),
    st.integers(14, 60),
    step=st.floats(-3, 3),
    ramp_up=st.sampled_from([0, 10]),
    seed=st.integers(0, 10_000),
)
FACTORS = st.sampled_from([1e-3, 0.5, 60.0, 3600.0, -1.0])


def changed(series, *, factor=1.0, shift=0.0, days=0):
    """Take y for factor * y + shift * x, and move the calendar."""
    return evolve(series, numerator=factor * series.numerator + shift * series.denominator, days=series.days + days)


def assert_equal_numbers(found, expected, scale):
    """Compare every number of two records to 1e-9 of the KPI's size."""
    found, expected = asdict(found), asdict(expected)
    parts, expected_parts = found.pop("parts", {}), expected.pop("parts", {})
    for name, value in {**expected, **expected_parts}.items():
        other = {**found, **parts}[name]
        assert other == (pytest.approx(value, rel=1e-7, abs=1e-9 * scale) if isinstance(value, float) else value)


@settings(deadline=None)
@given(pair=PAIRS, shift=st.floats(-1e3, 1e3))
def test_a_shift_of_the_kpi_changes_levels_but_no_effect(pair, shift):
    """Every y gains the same multiple of x."""
    effect, moved = step_effect("ratio", *pair), step_effect("ratio", *(changed(one, shift=shift) for one in pair))
    as_before = evolve(moved, counterfactual=moved.counterfactual - shift, relative=None)
    assert_equal_numbers(as_before, evolve(effect, relative=None), 1e3)


@settings(deadline=None)
@given(pair=PAIRS, factor=FACTORS)
def test_a_change_of_unit_scales_the_effect(pair, factor):
    """Seconds to minutes; p-value, degrees of freedom, rho and relative effect stay."""
    effect, scaled = step_effect("ratio", *pair), step_effect("ratio", *(changed(one, factor=factor) for one in pair))
    bounds = sorted([effect.low * factor, effect.high * factor])
    found = [scaled.estimate, scaled.low, scaled.high, scaled.standard_error, scaled.counterfactual]
    expected = [effect.estimate * factor, *bounds, effect.standard_error * abs(factor), effect.counterfactual * factor]
    assert found == pytest.approx(expected, rel=1e-7, abs=1e-9 * abs(factor))
    same = ("p_value", "degrees_of_freedom", "rho", "method")
    assert [getattr(scaled, name) for name in same] == pytest.approx([getattr(effect, name) for name in same])
    assert asdict(scaled.relative) == pytest.approx(asdict(effect.relative), rel=1e-7)


@settings(deadline=None)
@given(pair=PAIRS, weeks=st.integers(-500, 500))
def test_moving_the_calendar_by_whole_weeks_changes_nothing(pair, weeks):
    """Only weekdays and distances count, while no annual season is fitted."""
    moved = step_effect("ratio", *(changed(one, days=7 * weeks) for one in pair))
    assert_equal_numbers(moved, step_effect("ratio", *pair), 50.0)


def parts(effect):
    """Every part of the attribution table, by size alone."""
    sizes = asdict(effect.parts)
    return [*(part for _, part in sizes.pop("influences")), *sizes.values()]


@settings(deadline=None)
@given(pair=PAIRS, factor=st.sampled_from([0.01, 100.0]))
def test_a_change_of_unit_scales_a_total_although_it_is_read_as_a_logarithm(pair, factor):
    """Thousands of roubles."""
    effect, scaled = step_effect("total", *pair), step_effect("total", *(changed(one, factor=factor) for one in pair))
    found = [scaled.estimate, scaled.low, scaled.high, scaled.standard_error, *parts(scaled)]
    expected = [effect.estimate, effect.low, effect.high, effect.standard_error, *parts(effect)]
    assert found == pytest.approx([factor * number for number in expected], rel=1e-7, abs=1e-6 * factor)
    assert scaled.p_value == pytest.approx(effect.p_value, rel=1e-6)


@settings(deadline=None)
@given(pair=PAIRS, factor=st.sampled_from([0.01, 60.0]), shift=st.floats(-100, 100))
def test_a_level_moves_with_its_unit_and_origin(pair, factor, shift):
    """Value and interval."""
    found, moved = level("ratio", pair[0]), level("ratio", changed(pair[0], factor=factor, shift=shift))
    expected = np.array([found.value, found.low, found.high]) * factor + shift
    assert [moved.value, moved.low, moved.high] == pytest.approx(expected, rel=1e-7, abs=1e-7)
