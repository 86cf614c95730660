"""The one clock: `as_of` where it is given, else today in the project's zone."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from goalposts.api.given import given_day, given_project
from goalposts.model import Project


def clock(project: Project, as_of: date | None) -> date:
    """Return the day as of which everything is answered; rows at or after it are not read.

    Args:
        project: whose zone tells what day it is.
        as_of: a day; of a moment, the day that it lies in; today when None.

    Raises:
        InputError: it is no day, or the project is none.
    """
    zone = ZoneInfo(given_project(project).timezone)
    return datetime.now(zone).date() if as_of is None else given_day("as_of", as_of, zone)
