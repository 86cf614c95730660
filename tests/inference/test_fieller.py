"""The interval of a ratio of two estimates."""

from __future__ import annotations

import pytest
from goalposts.inference.fieller import JointEstimate, relative_effect
from hypothesis import given, settings
from hypothesis import strategies as st

VARIANCES = st.floats(0.01, 1.0)


@settings(deadline=None)
@given(
    numerator=st.floats(-20, 20),
    denominator=st.floats(8, 50),
    variances=st.tuples(VARIANCES, VARIANCES),
    correlation=st.floats(-0.9, 0.9),
)
def test_at_each_bound_the_difference_is_just_the_quantile_of_standard_errors_from_zero(
    numerator, denominator, variances, correlation
):
    """The definition of Fieller's bounds, with the estimate between them."""
    covariance = correlation * (variances[0] * variances[1]) ** 0.5
    relative = relative_effect(JointEstimate(numerator, denominator, *variances, covariance), 2.0)
    assert relative.low <= relative.value <= relative.high
    for bound in (relative.low, relative.high):
        spread = variances[0] - 2 * bound * covariance + bound**2 * variances[1]
        assert (numerator - bound * denominator) ** 2 == pytest.approx(4.0 * spread, rel=1e-6)


def test_a_sure_denominator_gives_the_plain_interval():
    """(5 +- 2 x 1) / 10."""
    relative = relative_effect(JointEstimate(5.0, 10.0, 1.0, 0.0, 0.0), 2.0)
    assert (relative.value, relative.low, relative.high) == pytest.approx((0.5, 0.3, 0.7))


@pytest.mark.parametrize("denominator", [0.0, 1.9, -2.0])
def test_a_denominator_whose_interval_touches_zero_gives_none(denominator):
    """Two standard errors of 1 reach from 2 to 0."""
    assert relative_effect(JointEstimate(5.0, denominator, 1.0, 1.0, 0.0), 2.0) is None


def test_a_negative_denominator_keeps_low_below_high():
    """A counterfactual loss."""
    relative = relative_effect(JointEstimate(5.0, -10.0, 1.0, 0.04, 0.0), 2.0)
    assert relative.low < relative.value == -0.5 < relative.high
