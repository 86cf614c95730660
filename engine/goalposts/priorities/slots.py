"""The times in which phases may be worked on: so many working weeks each, with nothing in the blackouts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from goalposts.model.roadmap import Slot

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from goalposts.model import Window

LEAST_WEEKS: Final = 8
"""A phase is no shorter: so long a baseline takes, and two looks at what the phase before has brought."""
_DAYS_OF_WEEK: Final = 7


def slots(
    start: date, weeks: int, count: int, blackouts: Sequence[Window], first_go_live: date | None = None
) -> tuple[Slot, ...]:
    """Cut the time from a day on.

    Args:
        start: the first day of work.
        weeks: working weeks of a slot.
        count: how many slots.
        blackouts: days on which nobody works on the rollout, and nothing goes live.
        first_go_live: when the first slot ends, where that is decided; else after its weeks.
    """
    found: list[Slot] = []
    for number in range(count):
        stated = first_go_live if number == 0 and first_go_live is not None and first_go_live > start else None
        go_live = _open(stated or _after(start, weeks * _DAYS_OF_WEEK, blackouts), blackouts)
        found.append(Slot(start, go_live, _working_days(start, go_live, blackouts) / _DAYS_OF_WEEK))
        start = go_live
    return tuple(found)


def _is_black(day: date, blackouts: Sequence[Window]) -> bool:
    return any(window.start <= day < window.end for window in blackouts)


def _open(day: date, blackouts: Sequence[Window]) -> date:
    """Return the day, or the first one behind the blackouts that it lies in."""
    while _is_black(day, blackouts):
        day = max(window.end for window in blackouts if window.start <= day < window.end)
    return day


def _after(start: date, days: int, blackouts: Sequence[Window]) -> date:
    """Return the day before which so many working days lie."""
    working = _working(start, blackouts)
    for _ in range(days - 1):
        next(working)
    return next(working) + timedelta(days=1)


def _working(start: date, blackouts: Sequence[Window]) -> Iterator[date]:
    day = start
    while True:
        day = _open(day, blackouts)
        yield day
        day += timedelta(days=1)


def _working_days(start: date, end: date, blackouts: Sequence[Window]) -> int:
    days = (start + timedelta(days=number) for number in range((end - start).days))
    return sum(not _is_black(day, blackouts) for day in days)
