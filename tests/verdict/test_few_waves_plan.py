"""Errors of few waves are joined in a plan as the verdict joins them."""

import numpy as np
import pytest
from goalposts.inference.combined_waves import combined_waves
from goalposts.inference.difference import Pair, difference_effect
from goalposts.inference.segment_effect import Levels
from goalposts.inference.tried import Expected
from goalposts.verdict.few_waves_plan import joined_error
from inference.test_planned_comparisons import windowed


def test_joined_errors_are_those_of_the_verdict():
    random = np.random.default_rng(1)
    waves = []
    for spread in (1.0, 3.0):
        own, other = (50 + spread * random.normal(size=140) for _ in range(2))
        pairs = [Pair(windowed(values[:90], 0), windowed(values[90:], 90)) for values in (own, other)]
        waves.append(difference_effect("ratio", pairs[0], pairs[1:]).effect)
    verdict = combined_waves(waves, Levels(50.0, 50.0, 90, 50), logarithmic=False)
    found = joined_error(
        [Expected(wave.standard_error, wave.degrees_of_freedom, 6 + at) for at, wave in enumerate(waves)]
    )
    assert found.standard_error == pytest.approx(verdict.standard_error, rel=1e-12)
    assert (found.degrees_of_freedom, found.behind) == (verdict.degrees_of_freedom, 6)
