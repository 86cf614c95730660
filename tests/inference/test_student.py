"""Student t, against the printed table."""

from __future__ import annotations

import pytest
from goalposts.inference.student import interval_quantile, two_sided_p


@pytest.mark.parametrize(("degrees_of_freedom", "quantile"), [(3, 3.182), (9, 2.262), (30, 2.042)])
def test_quantiles_are_those_of_the_table(degrees_of_freedom, quantile):
    """And a t of just the quantile has p = 5 %, on either side."""
    found = interval_quantile(degrees_of_freedom)
    assert found == pytest.approx(quantile, abs=5e-4)
    assert two_sided_p(found, degrees_of_freedom) == pytest.approx(0.05)
    assert two_sided_p(-found, degrees_of_freedom) == pytest.approx(0.05)
