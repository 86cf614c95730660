"""A published step: the engine on the example of CausalImpact's Python ports."""

from __future__ import annotations

import numpy as np
import pytest
from goalposts.inference.regression import fit_regression
from goalposts.inference.student import interval_quantile
from real_data import DATA, needs_real_data


@needs_real_data
def test_the_step_of_the_arma_example_lies_inside_the_published_interval():
    """Readings with one covariate, a step of one from the seventieth on; R says 0.89 (0.27 to 1.5).

    The ports' own test adds four more: published 4.89 (4.26 to 5.47), stats 5.3: engine 4.984, standard error 0.209.
    """
    table = np.genfromtxt(DATA / "causal" / "causalimpact_arma" / "arma_data.csv", delimiter=",", skip_header=1)
    after = np.arange(100) >= 70
    design = np.column_stack([np.ones(100), after, table[:, 1]])
    fits = [fit_regression(table[:, 0] + more * after, design, np.arange(100) == 0, after) for more in (0.0, 4.0)]

    assert [fit.coefficients[1] for fit in fits] == pytest.approx([0.984, 4.984], abs=0.001)
    assert [fit.covariance[1, 1] ** 0.5 for fit in fits] == pytest.approx([0.209, 0.209], abs=0.001)
    for fit, low, high in zip(fits, (0.27, 4.26), (1.5, 5.47), strict=True):
        margin = interval_quantile(fit.degrees_of_freedom) * fit.covariance[1, 1] ** 0.5
        assert low < fit.coefficients[1] - margin < fit.coefficients[1] + margin < high
