"""Student t, against the printed table and against closed forms in sixty digits."""

from __future__ import annotations

import math
from decimal import Decimal, localcontext

import pytest
from goalposts.inference.student import interval_quantile, two_sided_p

T_VALUES = [1e-9, 0.01, 0.3, 0.99, 1.0, 1.4, 1.96, 2.5, 4.0, 9.0, 40.0]


def exact_p(t_value, degrees_of_freedom):
    """Abramowitz and Stegun 26.7.4, a finite sum for even degrees of freedom."""
    with localcontext() as context:
        context.prec = 60 + 40 * (degrees_of_freedom > 100)
        square = Decimal(t_value) ** 2
        sine = (square / (degrees_of_freedom + square)).sqrt()
        cosine_square, term, total = 1 - sine**2, Decimal(1), Decimal(0)
        for number in range(degrees_of_freedom // 2):
            total += term
            term *= cosine_square * (2 * number + 1) / (2 * number + 2)
        return float(1 - sine * total)


@pytest.mark.parametrize(
    ("degrees_of_freedom", "quantile"), [(1, 12.706), (3, 3.182), (9, 2.262), (30, 2.042), (120, 1.980)]
)
def test_quantiles_are_those_of_the_table(degrees_of_freedom, quantile):
    """And a t of just the quantile has p = 5 %, on either side."""
    found = interval_quantile(degrees_of_freedom)
    assert found == pytest.approx(quantile, abs=5e-4)
    assert two_sided_p(found, degrees_of_freedom) == pytest.approx(0.05, rel=1e-14)
    assert two_sided_p(-found, degrees_of_freedom) == pytest.approx(0.05, rel=1e-14)


@pytest.mark.parametrize("degrees_of_freedom", [2, 4, 6, 10, 28, 64, 198, 200, 202, 364, 1000, 20_000])
@pytest.mark.parametrize("t_value", T_VALUES)
def test_even_degrees_of_freedom_give_what_the_finite_sum_gives(t_value, degrees_of_freedom):
    """Also where p is tiny: within 1e-12 of itself, not of 1."""
    assert two_sided_p(t_value, degrees_of_freedom) == pytest.approx(
        exact_p(t_value, degrees_of_freedom), rel=1e-12, abs=1e-40
    )


@pytest.mark.parametrize("t_value", T_VALUES)
def test_one_and_three_degrees_of_freedom_have_closed_forms(t_value):
    one = 1 - 2 / math.pi * math.atan(t_value)
    assert two_sided_p(t_value, 1) == pytest.approx(one, rel=1e-12)
    angle = math.atan(t_value / math.sqrt(3))
    three = 1 - 2 / math.pi * (angle + math.sin(angle) * math.cos(angle))
    assert two_sided_p(t_value, 3) == pytest.approx(three, rel=1e-9)


@pytest.mark.parametrize("degrees_of_freedom", [1, 2, 31, 99, 365, 10_001])
def test_p_falls_from_one_to_zero(degrees_of_freedom):
    values = [two_sided_p(t_value, degrees_of_freedom) for t_value in [0.0, *T_VALUES, 1e8, math.inf]]
    assert values[0] == 1.0
    assert values[-1] == 0.0
    assert values == sorted(values, reverse=True)


def test_many_degrees_of_freedom_are_the_normal_distribution():
    assert interval_quantile(10**9) == pytest.approx(1.959963984540054, rel=1e-8)


def test_no_t_has_no_p():
    assert math.isnan(two_sided_p(math.nan, 10))
