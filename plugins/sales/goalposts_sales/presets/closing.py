"""When a deal was closed, where its system knows a day only."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo
from typing import Final
from zoneinfo import ZoneInfo

from goalposts import InputFile

_TWO_DAYS: Final = timedelta(days=2)


def zone_of(file: InputFile) -> ZoneInfo | None:
    """The zone in which the times of a file are local; it was checked when its source was opened."""
    return ZoneInfo(file.source.timezone) if file.source.timezone else None


def day_of(time: datetime | str | None) -> datetime | str | None:
    """The midnight of a day that is written as a time, as REST answers do with days."""
    return time.replace(hour=0, minute=0, second=0, microsecond=0) if isinstance(time, datetime) else time


def closing_time(
    closed: datetime | str | None, created: datetime | str | None, zone: tzinfo | None
) -> datetime | str | None:
    """The time of closing: the midnight of a day is too early for a deal that was created on that day.

    Such a deal is taken to be closed when it was created, so that its age is zero and never negative. So is one closed
    on the day before: people close in zones that are behind.
    """
    if not isinstance(closed, datetime) or not isinstance(created, datetime):
        return closed
    if (closed.hour, closed.minute, closed.second) != (0, 0, 0):
        return closed
    midnight = closed if closed.tzinfo or created.tzinfo is None else closed.replace(tzinfo=zone or created.tzinfo)
    if midnight.tzinfo is not None and created.tzinfo is None:
        return closed
    return created if midnight <= created < midnight + _TWO_DAYS else closed
