"""Local times of a zone: to UTC and back, with the hours that do not exist or exist twice."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from goalposts.errors import SourceError, did_you_mean
from goalposts.locale import Text
from goalposts.streams.conversion.converted import Mask

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST_MOMENT: Final = datetime(1, 1, 1, tzinfo=UTC)
_LAST_MOMENT: Final = datetime(9999, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_DAY: Final = 86_400_000_000


@frozen(eq=False)
class LocalTimes:
    """Local times as UTC microseconds, with those that the zone skipped and those that it had twice."""

    utc: NDArray[np.int64]
    nonexistent: Mask
    ambiguous: Mask


@frozen
class Zone:
    """An IANA time zone."""

    name: str

    def to_utc(self, local: NDArray[np.int64]) -> LocalTimes:
        """Turn local microseconds into UTC; of a time that exists twice the first is taken (PEP 495, fold 0)."""
        if not len(local):
            return LocalTimes(local, np.zeros(0, np.bool_), np.zeros(0, np.bool_))
        changes, offsets = _transitions(self.name, *_decades(local))
        passed = np.searchsorted(changes + offsets[:-1], local, side="right")
        before = np.maximum(passed - 1, 0)
        after = np.minimum(passed, len(changes) - 1)
        if not len(changes):
            return LocalTimes(local - offsets[0], np.zeros(len(local), np.bool_), np.zeros(len(local), np.bool_))
        nonexistent = (passed > 0) & (local < changes[before] + offsets[before + 1])
        ambiguous = (passed < len(changes)) & (local >= changes[after] + offsets[after + 1])
        return LocalTimes(local - offsets[passed], nonexistent, ambiguous)

    def to_local(self, utc: NDArray[np.int64]) -> NDArray[np.int64]:
        """Turn UTC microseconds into what the clock shows then."""
        if not len(utc):
            return utc
        changes, offsets = _transitions(self.name, *_decades(utc))
        return utc + offsets[np.searchsorted(changes, utc, side="right")]

    def midnight(self, day: date) -> int:
        """Return the first moment of a local day in UTC microseconds."""
        return _microseconds(datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(self.name)))

    def shown(self, utc: int) -> str:
        """Write UTC microseconds as local ISO 8601 with the offset."""
        try:
            return (_EPOCH + timedelta(microseconds=utc)).astimezone(ZoneInfo(self.name)).isoformat()
        except OverflowError:  # within hours of an end of the calendar
            return (_FIRST_MOMENT if utc < 0 else _LAST_MOMENT).isoformat()


def find_zone(name: str, where: str) -> Zone:
    """Return a zone by its IANA name.

    Raises:
        SourceError: no such zone.
    """
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        problem = Text(en="unknown time zone '{name}'", ru="неизвестный часовой пояс «{name}»").fill(name=name)
        hint = did_you_mean(name, available_timezones()) or Text(
            en="for example Europe/Moscow", ru="например Europe/Moscow"
        )
        raise SourceError(problem, where=where, hint=hint) from None
    return Zone(name)


def _microseconds(moment: datetime) -> int:
    # not by `astimezone`, which overflows on the first day of the calendar east of Greenwich
    return (moment - _EPOCH) // timedelta(microseconds=1)


def _decades(local: NDArray[np.int64]) -> tuple[int, int]:
    """The decades around the times; zones have no known rules outside of 1900 to 2199."""
    years = (np.array([local.min() - _DAY, local.max() + _DAY]) // _DAY).astype("datetime64[D]").astype("datetime64[Y]")
    first, last = np.clip(years.astype(np.int64) + 1970, _FIRST_YEAR, _LAST_YEAR) // 10
    return int(first), int(last)


@cache
def _transitions(name: str, first: int, last: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """UTC microseconds of every change of offset, and the offsets before, between and after them."""
    found = [change for decade in range(first, last + 1) for change in _decade(name, decade)]
    start = _offset(ZoneInfo(name), datetime(first * 10, 1, 1, tzinfo=UTC))
    changes = np.array([at for at, _ in found], np.int64)
    return changes, np.array([start, *(offset for _, offset in found)], np.int64)


@cache
def _decade(name: str, decade: int) -> tuple[tuple[int, int], ...]:
    """The changes of one decade; `zoneinfo` keeps them to itself, so each day's ends are compared."""
    zone, found = ZoneInfo(name), []
    day = datetime(decade * 10, 1, 1, tzinfo=UTC)
    offset = _offset(zone, day)
    while day.year < decade * 10 + 10:
        following = day + timedelta(days=1)
        if (changed := _offset(zone, following)) != offset:
            found.append((_microseconds(_moment_of_change(zone, day, following)), changed))
            offset = changed
        day = following
    return tuple(found)


def _offset(zone: ZoneInfo, utc: datetime) -> int:
    return (utc.astimezone(zone).utcoffset() or timedelta()) // timedelta(microseconds=1)


def _moment_of_change(zone: ZoneInfo, early: datetime, late: datetime) -> datetime:
    before = _offset(zone, early)
    while late - early > timedelta(seconds=1):
        middle = early + (late - early) // timedelta(seconds=2) * timedelta(seconds=1)
        early, late = (middle, late) if _offset(zone, middle) == before else (early, middle)
    return late
