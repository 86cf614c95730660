"""The days of the calendar to come, as a plan reads them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

import numpy as np

from goalposts.inference.outlook import Ahead

if TYPE_CHECKING:
    from goalposts.model import Project

_EPOCH: Final = date(1970, 1, 1)


def days_ahead(project: Project, start: date, days: int) -> Ahead:
    """Give so many days from one on, and which of them are declared closed."""
    numbers = number_of(start) + np.arange(max(days, 0), dtype=np.int64)
    dates = (start + timedelta(days=offset) for offset in range(numbers.size))
    closed = [any(day in shut for shut in project.closed) for day in dates]
    return Ahead(numbers, np.array(closed, np.bool_))


def day_of(number: int) -> date:
    """Give the day that is so many days after 1970-01-01."""
    return _EPOCH + timedelta(days=number)


def number_of(day: date) -> int:
    """Give a day as days since 1970-01-01."""
    return (day - _EPOCH).days
