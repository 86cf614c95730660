"""The chi-squared tail against scipy's, digit by digit."""

from __future__ import annotations

import pytest
from goalposts.inference.chi_squared import chi_squared_tail
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2


@given(value=st.floats(0.0, 400.0), degrees=st.integers(1, 60))
def test_the_tail_is_that_of_scipy(value, degrees):
    assert chi_squared_tail(value, degrees) == pytest.approx(chi2.sf(value, degrees), rel=1e-11, abs=1e-300)


@given(degrees=st.integers(1, 60))
def test_nothing_lies_below_zero(degrees):
    assert chi_squared_tail(0.0, degrees) == chi_squared_tail(-1.0, degrees) == 1.0
