"""Chi-square as SciPy has it, which the engine does not import."""

import pytest
from goalposts.inference.chi_square import chi_square_probability, chi_square_quantile
from scipy.stats import chi2


@pytest.mark.parametrize("degrees_of_freedom", [1, 3, 6, 13, 40, 200])
@pytest.mark.parametrize("probability", [0.001, 0.2, 0.5, 0.95])
def test_quantile_is_scipys(probability, degrees_of_freedom):
    expected = chi2.ppf(probability, degrees_of_freedom)
    assert chi_square_quantile(probability, degrees_of_freedom) == pytest.approx(expected, rel=1e-10)


@pytest.mark.parametrize("value", [0.0, 0.3, 5.0, 80.0])
def test_probability_is_scipys(value):
    assert chi_square_probability(value, 7) == pytest.approx(chi2.cdf(value, 7), rel=1e-12, abs=1e-15)
