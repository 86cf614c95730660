"""The chi-squared distribution against scipy's, digit by digit."""

from __future__ import annotations

import pytest
from goalposts.inference.chi_squared import chi_squared_quantile, chi_squared_tail
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2


@given(value=st.floats(0.0, 400.0), degrees=st.integers(1, 60))
def test_the_tail_is_that_of_scipy(value, degrees):
    assert chi_squared_tail(value, degrees) == pytest.approx(chi2.sf(value, degrees), rel=1e-11, abs=1e-300)


@given(degrees=st.integers(1, 60))
def test_nothing_lies_below_zero(degrees):
    assert chi_squared_tail(0.0, degrees) == chi_squared_tail(-1.0, degrees) == 1.0


@pytest.mark.parametrize("degrees_of_freedom", [1, 3, 6, 13, 40, 200])
@pytest.mark.parametrize("probability", [0.001, 0.2, 0.5, 0.95])
def test_a_quantile_is_that_of_scipy(probability, degrees_of_freedom):
    expected = chi2.ppf(probability, degrees_of_freedom)
    assert chi_squared_quantile(probability, degrees_of_freedom) == pytest.approx(expected, rel=1e-10)
