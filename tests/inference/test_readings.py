"""From daily sums to readings."""

from __future__ import annotations

import numpy as np
import pytest
from goalposts.inference.readings import daily_sums, linear_readings, logarithmic_readings, weekly_sums
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from inference.windows import quantile_window, weekend_closed, window

SUMS = arrays(float, 35, elements=st.floats(-1e4, 1e4, width=32))
COUNTS = arrays(np.int64, 35, elements=st.integers(1, 500))


@settings(deadline=None)
@given(sums=SUMS, counts=COUNTS)
def test_the_mean_of_a_ratios_readings_is_the_ratio_of_sums(sums, counts):
    """The estimand survives the linearisation exactly, by day and by week."""
    series = window(sums, counts)
    for grouped in (daily_sums("ratio", series), weekly_sums("ratio", series, counted_back=True)):
        mean = linear_readings("ratio", series, grouped).values.mean()
        assert mean == pytest.approx(sums.sum() / counts.sum(), abs=1e-9 * (1 + np.abs(sums).max()))


def test_the_mean_of_a_quantiles_readings_is_the_quantile():
    """When the share at or below the window's quantile is its probability."""
    series = quantile_window([80.0, 100.0, 90.0] * 10, 100)
    readings = linear_readings("quantile", series, daily_sums("quantile", series)).values
    assert readings.mean() == pytest.approx(20.0)
    assert readings[0] == pytest.approx(20.0 + 10 / (100 * 0.02))


def test_a_totals_readings_are_the_totals_or_their_logarithms():
    """Per open day."""
    series = window(np.arange(1.0, 15.0))
    sums = daily_sums("total", series)
    assert linear_readings("total", series, sums).values == pytest.approx(np.arange(1.0, 15.0))
    assert logarithmic_readings(sums).values == pytest.approx(np.log(np.arange(1.0, 15.0)))


def test_weeks_touch_the_go_live():
    """Ten days hold one week: the last seven before the go-live, the first seven after it."""
    series = window(np.arange(10.0))
    back, forward = (weekly_sums("total", series, counted_back=back) for back in (True, False))
    assert back.numerator.tolist() == [sum(range(3, 10))]
    assert forward.numerator.tolist() == [sum(range(7))]


def test_a_weeks_total_is_per_open_day():
    """A closed day does not lower the week."""
    series = window(np.full(14, 5.0), closed=[2])
    sums = weekly_sums("total", series, counted_back=True)
    assert linear_readings("total", series, sums).values == pytest.approx([5.0, 5.0])


def test_a_week_without_rows_gives_no_reading_and_restarts_the_chain():
    """The week after the hole starts a chain."""
    series = window(np.full(28, 5.0), without_rows=range(7, 14))
    sums = weekly_sums("ratio", series, counted_back=True)
    assert sums.starts.tolist() == [True, True, False]


def test_pairs_bridge_weekends_and_three_missing_days_but_not_four():
    """Only gaps of more than three expected days restart the chain."""
    bridged = weekend_closed(window(np.full(42, 5.0), without_rows=[14, 15, 16]))
    broken = weekend_closed(window(np.full(42, 5.0), without_rows=[14, 15, 16, 17]))
    assert daily_sums("ratio", bridged).starts.sum() == 1
    assert np.flatnonzero(daily_sums("ratio", broken).starts).tolist() == [0, 10]
