"""What a clock on the wall shows: instants moved into a zone, and the calendar parts read from them.

Offsets are asked of `zoneinfo` for the UTC days that occur, at both ends; only a day in which the offset changes is
searched for the second of the change. (No zone changes its offset twice in one UTC day.)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any, Final
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]
Mask = NDArray[np.bool_]

_SECOND: Final = 1_000_000
_DAY: Final = 86_400
_CLOSE_TOGETHER: Final = 100_000
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST_DAY: Final = (datetime(2, 1, 1, tzinfo=UTC) - _EPOCH).days
_LAST_DAY: Final = (datetime(9998, 12, 31, tzinfo=UTC) - _EPOCH).days


def local_seconds(instants: Integers, timezone: str) -> tuple[Integers, Mask]:
    """Move instants into a zone.

    Args:
        instants: int64 microseconds since 1970 UTC, any shape.
        timezone: IANA name.

    Returns:
        Whole seconds since 1970-01-01 00:00 on the wall clock, shape as `instants`, and where they exist: the
        calendar knows the years 2 to 9998 only.
    """
    seconds = instants // _SECOND
    days = seconds // _DAY
    exists = np.asarray((days >= _FIRST_DAY) & (days <= _LAST_DAY))
    seconds, days = np.where(exists, seconds, 0), np.where(exists, days, 0)
    found, positions = _distinct_days(days)
    before, changes, after = _offsets(found, ZoneInfo(timezone))
    offsets = np.where(seconds < changes[positions], before[positions], after[positions])
    return seconds + offsets, exists


def inside_calendar(instants: Integers) -> Mask:
    """Say which instants the calendar knows, shape as they are: those of the years 2 to 9998."""
    days = instants // (_SECOND * _DAY)
    return np.asarray((days >= _FIRST_DAY) & (days <= _LAST_DAY))


def clock_changes(timezone: str, first: int, last: int) -> tuple[Integers, Integers]:
    """Give the changes of a zone's offset in a span of instants that the calendar knows.

    Args:
        timezone: IANA name.
        first: the earliest instant, microseconds since 1970 UTC.
        last: the latest.

    Returns:
        The microseconds of the first instants after the changes, ascending, and the offsets in microseconds, shapes
        (changes,) and (changes + 1,). Changes soon before and after the span may be among them.
    """
    years = range(_year_of(first), _year_of(last) + 1)
    found = [change for year in years for change in _changes_in(timezone, year)]
    begins = (datetime(years[0], 1, 1, tzinfo=UTC) - _EPOCH) // timedelta(seconds=1)
    offsets = [_offset(begins, ZoneInfo(timezone)), *(offset for _, offset in found)]
    return (
        np.array([second for second, _ in found], np.int64) * _SECOND,
        np.array(offsets, np.int64) * _SECOND,
    )


def _year_of(instant: int) -> int:
    return (_EPOCH + timedelta(microseconds=int(instant))).year


@lru_cache(maxsize=1024)
def _changes_in(timezone: str, year: int) -> tuple[tuple[int, int], ...]:
    """The second of every change within a UTC year, and the offset after it."""
    first = (datetime(year, 1, 1, tzinfo=UTC) - _EPOCH).days
    days = np.arange(first - 1, (datetime(year + 1, 1, 1, tzinfo=UTC) - _EPOCH).days)
    before, changes, after = _offsets(days, ZoneInfo(timezone))
    found = [
        (int(second), int(offset))
        for day, old, second, offset in zip(days, before, changes, after, strict=True)
        if old != offset and day >= first
    ]
    # a change at the very midnight lies between two days
    found += [
        (int(day) * _DAY, int(now))
        for day, earlier, now in zip(days[1:], after[:-1], before[1:], strict=True)
        if earlier != now
    ]
    return tuple(sorted(found))


def _distinct_days(days: Integers) -> tuple[Integers, Integers]:
    """Give the days that occur, ascending, and the position of each; without a sort where they lie close together."""
    first = int(days.min()) if days.size else 0
    since = days - first
    if days.size == 0 or int(since.max()) > _CLOSE_TOGETHER:
        found, positions = np.unique(days, return_inverse=True)
        return found, positions.reshape(days.shape)
    occurs = np.zeros(int(since.max()) + 1, np.bool_)
    occurs[since] = True
    return np.flatnonzero(occurs) + first, (np.cumsum(occurs) - 1)[since]


def _offsets(days: Integers, zone: ZoneInfo) -> tuple[Integers, Integers, Integers]:
    """Give the offset before and after the change within every day, and its second; without one, the day's end."""
    before = np.array([_offset(int(day) * _DAY, zone) for day in days], np.int64)
    after = np.array([_offset((int(day) + 1) * _DAY - 1, zone) for day in days], np.int64)
    changes = (days + 1) * _DAY
    for position in np.flatnonzero(before != after):
        changes[position] = _change(int(days[position]) * _DAY, int(before[position]), zone)
    return before, changes, after


def _change(start: int, before: int, zone: ZoneInfo) -> int:
    """Find the first second of a day whose offset is no longer the one it began with."""
    low, high = start, start + _DAY - 1
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if _offset(middle, zone) == before else (low, middle)
    return high


def _offset(second: int, zone: ZoneInfo) -> int:
    offset = (_EPOCH + timedelta(seconds=second)).astimezone(zone).utcoffset()
    assert offset is not None
    return offset // timedelta(seconds=1)


def _weekday(seconds: Integers) -> Integers:
    return (seconds // _DAY + 3) % 7 + 1  # 1970-01-01 was a Thursday, 4


def _hour(seconds: Integers) -> Integers:
    return seconds % _DAY // 3600


def _day_of_month(seconds: Integers) -> Integers:
    days = (seconds // _DAY).astype("datetime64[D]")
    before: Integers = (days - days.astype("datetime64[M]").astype("datetime64[D]")).astype(np.int64)
    return before + 1


def _month(seconds: Integers) -> Integers:
    months: Integers = (seconds // _DAY).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) % 12
    return months + 1


def _year(seconds: Integers) -> Integers:
    years: Integers = (seconds // _DAY).astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64)
    return years + 1970


def _is_weekend(seconds: Integers) -> Mask:
    return np.asarray(_weekday(seconds) > 5)


CALENDAR_PARTS: Final[Mapping[str, Callable[[Integers], NDArray[Any]]]] = {
    "weekday": _weekday,
    "hour": _hour,
    "day_of_month": _day_of_month,
    "month": _month,
    "year": _year,
    "is_weekend": _is_weekend,
}
"""Every calendar function of the language, over seconds on the wall clock."""
