"""Benjamini and Hochberg's adjustment, and Holm's, are those of statsmodels; and a tenth of what is shown is false."""

from __future__ import annotations

import numpy as np
import pytest
from goalposts.inference import holm_adjusted
from goalposts.inference.benjamini_hochberg import SHARE_OF_FALSE_ALARMS, benjamini_hochberg_adjusted
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm

P_VALUES = st.lists(st.floats(0.0, 1.0), min_size=1, max_size=15)
ADJUSTMENTS = {"holm": holm_adjusted, "fdr_bh": benjamini_hochberg_adjusted}


def test_the_example_of_the_paper():
    """Benjamini and Hochberg 1995, section 3.3: at 5 % the first four of fifteen are rejected, Holm's first three."""
    p_values = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719]
    p_values += [0.6528, 0.7590, 1.0]
    assert sum(p_value <= 0.05 for p_value in benjamini_hochberg_adjusted(p_values)) == 4
    assert sum(p_value <= 0.05 for p_value in holm_adjusted(p_values)) == 3


def test_what_has_no_p_value_does_not_count():
    assert benjamini_hochberg_adjusted([None, 0.04, None]) == (None, 0.04, None)
    assert benjamini_hochberg_adjusted([]) == ()


@pytest.fixture(scope="module")
def multitest():
    return pytest.importorskip("statsmodels.stats.multitest", reason="statsmodels, of the extra `test`, is absent")


@settings(deadline=None)
@pytest.mark.parametrize("name", ADJUSTMENTS)
@given(p_values=P_VALUES)
def test_every_adjusted_value_is_that_of_statsmodels(multitest, name, p_values):
    wanted = multitest.multipletests(p_values, method=name)[1]
    assert ADJUSTMENTS[name](p_values) == pytest.approx(wanted.tolist(), abs=1e-12)


@settings(deadline=None)
@given(p_values=P_VALUES)
def test_no_adjusted_value_is_below_its_own_or_above_holms(p_values):
    for plain, ours, holms in zip(
        p_values, benjamini_hochberg_adjusted(p_values), holm_adjusted(p_values), strict=True
    ):
        assert plain <= ours <= holms * (1 + 1e-12)


def test_a_tenth_of_what_is_shown_is_false():
    """Forty segments, ten of which moved by 3 standard errors; the share of false alarms among those shown, 600 times.

    Its expectation is 30/40 of 10 %, with a standard error of the mean under 0.5 points.
    """
    random = np.random.default_rng(3)
    moved = np.arange(40) < 10
    shares = []
    for _ in range(600):
        z = random.standard_normal(40) + 3.0 * moved
        adjusted = np.array(benjamini_hochberg_adjusted((2 * norm.sf(np.abs(z))).tolist()))
        shown = adjusted <= SHARE_OF_FALSE_ALARMS
        shares.append((shown & ~moved).sum() / max(shown.sum(), 1))
    assert np.mean(shares) == pytest.approx(0.075, abs=0.015)
