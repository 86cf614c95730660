"""Counts time by business hours, whole columns at a time.

Business time is the set of instants at which a clock on the wall shows business hours. Up to an instant it grows with
the wall clock, and every change of the clock takes back or leaves out what it repeats or skips; so the time between two
instants is a difference of two running totals, additive whatever the zone does.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from goalposts.expressions.business_hours import MINUTES_A_DAY, WEEKDAYS, BusinessHours
from goalposts.expressions.local_time import clock_changes, inside_calendar, local_seconds

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

_SECOND: Final = 1_000_000
_MINUTE: Final = 60 * _SECOND
_DAY: Final = MINUTES_A_DAY * _MINUTE
_CLOSED: Final = len(WEEKDAYS)
_ORDINAL_OF_1970: Final = 719_163


def in_business_hours(instants: Integers, hours: BusinessHours, timezone: str) -> tuple[Mask, Mask]:
    """Say which instants lie in business hours.

    Args:
        instants: int64 microseconds since 1970 UTC, any shape.
        hours: on the wall clock of the zone.
        timezone: IANA name.

    Returns:
        The answers, shape as `instants`, and where they exist: the calendar knows the years 2 to 9998 only.
    """
    seconds, exists = local_seconds(instants, timezone)
    days, minutes = seconds // 86_400, seconds % 86_400 // 60
    table = _Table.of(hours, int(days.min(initial=0)), int(days.max(initial=0)))
    return table.is_open[table.kinds[days - table.first] * MINUTES_A_DAY + minutes], exists


def business_seconds(
    starts: Integers, ends: Integers, known: Mask, hours: BusinessHours, timezone: str
) -> tuple[Floats, Mask]:
    """Measure the business time between two instants, in seconds; negative where the end lies before the start.

    Args:
        starts: int64 microseconds since 1970 UTC.
        ends: the same, of a shape that broadcasts with `starts`.
        known: rows that matter, of a shape that broadcasts too.
        hours: on the wall clock of the zone.
        timezone: IANA name.

    Returns:
        The seconds, and where they exist: in the `known` rows of which the calendar knows both instants.
    """
    exists = known & inside_calendar(starts) & inside_calendar(ends)
    starts, ends, exists = np.broadcast_arrays(starts, ends, exists)
    if not exists.any():
        return np.zeros(exists.shape), exists
    somewhere = starts[exists][0]
    starts, ends = np.where(exists, starts, somewhere), np.where(exists, ends, somewhere)
    clock = _Clock.of(hours, timezone, min(starts.min(), ends.min()), max(starts.max(), ends.max()))
    return (clock.total(ends) - clock.total(starts)) / _SECOND, exists


@frozen(eq=False)
class _Table:
    """Business hours over a span of local days.

    Attributes:
        first: the first day, in days since 1970-01-01.
        kinds: shape (days,), the weekday of every day, Monday 0, or 7 where it is closed.
        is_open: shape (8 * minutes,), whether a minute of a kind of day is in business hours.
        within: shape (8 * minutes,), the microseconds of business before a minute of a kind of day.
        before: shape (days,), the microseconds of business in the days before.
    """

    first: int
    kinds: Integers
    is_open: Mask
    within: Integers
    before: Integers

    @classmethod
    def of(cls, hours: BusinessHours, first: int, last: int) -> _Table:
        is_open = np.zeros((_CLOSED + 1, MINUTES_A_DAY), np.bool_)
        for weekday, spans in enumerate(hours.week):
            for span in spans:
                is_open[weekday, span.start : span.end] = True
        kinds = (np.arange(first, last + 1) + 3) % 7  # 1970-01-01 was a Thursday, 3
        for start, end in hours.closed:
            places = (max(day.toordinal() - _ORDINAL_OF_1970 - first, 0) for day in (start, end))
            kinds[slice(*places)] = _CLOSED
        passed = np.cumsum(is_open, axis=1) * _MINUTE
        of_days = passed[kinds, -1]
        return cls(first, kinds, is_open.ravel(), (passed - is_open * _MINUTE).ravel(), np.cumsum(of_days) - of_days)

    def total(self, shown: Integers) -> Any:
        """The microseconds of business that a wall clock which never changed would have passed."""
        days = shown // _DAY
        rest = shown - days * _DAY
        days = days - self.first
        minutes = rest // _MINUTE
        cells = self.kinds[days] * MINUTES_A_DAY + minutes
        return self.before[days] + self.within[cells] + self.is_open[cells] * (rest - minutes * _MINUTE)


@frozen(eq=False)
class _Clock:
    """A wall clock with its changes.

    Attributes:
        table: the business hours.
        changes: shape (changes,), their instants.
        offsets: shape (changes + 1,), of the wall clock before, between and after them.
        corrections: shape (changes + 1,), what the changes so far skipped or repeated.
    """

    table: _Table
    changes: Integers
    offsets: Integers
    corrections: Integers

    @classmethod
    def of(cls, hours: BusinessHours, timezone: str, first: int, last: int) -> _Clock:
        changes, offsets = clock_changes(timezone, first, last)
        reached = np.array([first, last, *changes])
        earliest, latest = reached.min() + offsets.min(), reached.max() + offsets.max()
        table = _Table.of(hours, int(earliest // _DAY), int(latest // _DAY))
        jumps = table.total(changes + offsets[:-1]) - table.total(changes + offsets[1:])
        return cls(table, changes, offsets, np.concatenate(([0], np.cumsum(jumps))))

    def total(self, instants: Integers) -> Any:
        """The microseconds of business up to instants, from some fixed one on."""
        if not self.changes.size:
            return self.table.total(instants + self.offsets[0])
        segments = np.searchsorted(self.changes, instants, side="right")
        return self.table.total(instants + self.offsets[segments]) + self.corrections[segments]
