"""Holm's step-down adjustment."""

from __future__ import annotations

import pytest
from goalposts.inference import holm_adjusted
from hypothesis import given, settings
from hypothesis import strategies as st

P_VALUES = st.lists(st.one_of(st.none(), st.floats(0.0, 1.0)), max_size=12)


def test_four_goals_by_hand():
    """Sorted .005 .01 .03 .04: 4 x .005, 3 x .01, 2 x .03, then .04 may not fall below .06."""
    assert holm_adjusted([0.01, 0.04, 0.03, 0.005]) == pytest.approx((0.03, 0.06, 0.06, 0.02))


def test_one_goal_is_not_adjusted_and_none_does_not_count():
    """A goal without a p-value is no member of the family."""
    assert holm_adjusted([None, 0.04, None]) == (None, 0.04, None)
    assert holm_adjusted([]) == ()


@settings(deadline=None)
@given(p_values=P_VALUES)
def test_adjusted_values_are_larger_stay_probabilities_and_keep_their_order(p_values):
    """And no more than Bonferroni's."""
    adjusted = holm_adjusted(p_values)
    pairs = sorted((p, a) for p, a in zip(p_values, adjusted, strict=True) if p is not None)
    assert [p is None for p in p_values] == [a is None for a in adjusted]
    assert all(p <= a <= min(1.0, len(pairs) * p) for p, a in pairs)
    assert [a for _, a in pairs] == sorted(a for _, a in pairs)


@settings(deadline=None)
@given(p_values=P_VALUES)
def test_the_order_of_goals_does_not_matter(p_values):
    """Each goal keeps its own adjusted value."""
    assert holm_adjusted(p_values[::-1]) == holm_adjusted(p_values)[::-1]
