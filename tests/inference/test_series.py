"""Which days count, and what a window's value is."""

from __future__ import annotations

import numpy as np
import pytest
from attrs import evolve
from goalposts.inference.series import usable_days, window_level
from inference.windows import MONDAY, quantile_window, weekend_closed, window


def test_a_day_that_is_missing_or_twice_is_refused():
    """Every calendar day stands once, in order."""
    series = window(np.ones(5))
    with pytest.raises(ValueError, match="every calendar day"):
        evolve(series, days=np.array([1, 2, 2, 3, 4]))


def test_an_array_that_is_not_one_value_per_day_is_refused():
    """The message names the array."""
    with pytest.raises(ValueError, match="closed: one value for each of 5 days"):
        evolve(window(np.ones(5)), closed=np.zeros(4, dtype=bool))


def test_an_expected_day_without_rows_is_zero_for_a_total_and_missing_for_a_ratio():
    """The stream has rows on every weekday, so the empty Tuesday was expected."""
    series = window(np.full(28, 7.0), without_rows=[8])
    assert usable_days("total", series).all()
    assert np.flatnonzero(~usable_days("ratio", series)).tolist() == [8]
    assert window_level("total", series) == pytest.approx(7.0 * 27 / 28)


def test_a_weekday_without_rows_is_missing_for_totals_too():
    """Nobody expects the weekend of a stream that rests on weekends."""
    series = weekend_closed(window(np.full(28, 7.0)))
    assert usable_days("total", series).sum() == 20
    assert window_level("total", series) == pytest.approx(7.0)


@pytest.mark.parametrize("kind", ["ratio", "total"])
def test_a_closed_day_is_missing_even_with_rows(kind):
    """The declaration wins over stray rows."""
    series = window(np.full(28, 7.0), closed=[3])
    assert np.flatnonzero(~usable_days(kind, series)).tolist() == [3]


def test_a_stream_too_sparse_for_any_expected_weekday_is_open_every_day():
    """Two rows a week on changing weekdays: the empty days are zeros of the total, and missing for a ratio."""
    rows = np.zeros(70)
    rows[::5][::2] = 3.0
    series = window(rows, np.where(rows > 0, 1, 0))
    assert not series.expected.any()
    assert usable_days("total", series).all()
    assert window_level("total", series) == pytest.approx(rows.mean())


def test_the_level_of_a_ratio_is_the_ratio_of_sums():
    """Not the mean of daily ratios."""
    assert window_level("ratio", window([10.0, 90.0], [10, 30])) == pytest.approx(100 / 40)


def test_the_level_of_a_quantile_is_given_by_its_window():
    """It was read off the merged histogram, elsewhere."""
    assert window_level("quantile", quantile_window([90.0] * 3, 100)) == 20.0


def test_a_quantile_window_without_its_quantile_is_refused():
    """It is never read as a ratio instead."""
    with pytest.raises(ValueError, match="needs its quantile"):
        window_level("quantile", window(np.ones(5)))


def test_monday_is_a_monday():
    """The builders' first day, against Python's own calendar."""
    assert np.datetime64(MONDAY, "D").astype(object).weekday() == 0
