"""When a deal was closed, where its system knows a day only."""

from __future__ import annotations

from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo

from goalposts import InputFile


def zone_of(file: InputFile) -> ZoneInfo | None:
    """The zone in which the times of a file are local; it was checked when its source was opened."""
    return ZoneInfo(file.source.timezone) if file.source.timezone else None


def closing_time(
    closed: datetime | str | None, created: datetime | str | None, zone: tzinfo | None
) -> datetime | str | None:
    """The time of closing: the midnight of a day is too early for a deal that was created on that day.

    Such a deal is taken to be closed when it was created, so that its age is zero and never negative.
    """
    if not isinstance(closed, datetime) or not isinstance(created, datetime):
        return closed
    if (closed.hour, closed.minute, closed.second) != (0, 0, 0):
        return closed
    local = created if created.tzinfo is None else created.astimezone(closed.tzinfo or zone or created.tzinfo)
    return created if local.date() == closed.date() else closed
