"""Weekdays, and on which days a stream is expected to have rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from goalposts.inference.arrays import Flags, Integers

DAYS_OF_WEEK = 7
_WEEKDAY_OF_1970_01_01 = 3  # a Thursday, when Monday is 0


def weekday_of(days: Integers) -> Integers:
    """Give the weekday of each day since 1970-01-01, Monday 0 to Sunday 6."""
    return (days + _WEEKDAY_OF_1970_01_01) % DAYS_OF_WEEK


def regular_weekdays(days: Integers, present: Flags, closed: Flags) -> Flags:
    """Flag the seven weekdays that are present on at least half of their open dates in a window."""
    weekday = weekday_of(days)
    dates = np.bincount(weekday[~closed], minlength=DAYS_OF_WEEK)
    hits = np.bincount(weekday[present & ~closed], minlength=DAYS_OF_WEEK)
    regular: Flags = (hits > 0) & (2 * hits >= dates)
    return regular


def expected_days(days: Integers, stream_rows: Integers, closed: Flags) -> Flags:
    """Flag the days of regular weekdays of the stream, minus the declared closed days."""
    expected: Flags = regular_weekdays(days, stream_rows > 0, closed)[weekday_of(days)] & ~closed
    return expected
