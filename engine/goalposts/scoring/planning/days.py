"""Cuts instants into local days."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

import numpy as np

if TYPE_CHECKING:
    from goalposts.scoring.arrays import Integers

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)


def day_number(day: date) -> int:
    """Days since 1970-01-01."""
    return (day - _EPOCH.date()).days


@lru_cache(maxsize=16)
def local_midnights(timezone: str, first_day: date, days: int) -> Integers:
    """The instants at which local days begin, in microseconds since 1970 UTC.

    A midnight that a clock change skips is the instant of the change; of one that comes twice, the first counts. A
    day that a zone leaves out altogether begins with the next one, so it has no instant.

    >>> [int(instant) // 3_600_000_000 for instant in local_midnights("Europe/Moscow", date(1970, 1, 2), 1)]
    [21, 45]

    Returns:
        Shape (days + 1,), ascending, not to be written into; the last entry ends the last day.
    """
    zone = ZoneInfo(timezone)
    starts = (datetime.combine(first_day + timedelta(days=offset), time(), zone) for offset in range(days + 1))
    found = np.fromiter(((start - _EPOCH) // _MICROSECOND for start in starts), np.int64, days + 1)
    found.flags.writeable = False
    return found


def day_codes(instants: Integers, midnights: Integers) -> Integers:
    """The position of the local day of every instant: -1 before the first day, `days` or more after the last."""
    return np.searchsorted(midnights, instants, side="right") - 1
