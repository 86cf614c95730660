"""The one clock: `as_of` where it is given, else today in the project's zone."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from goalposts.model import Project


def clock(project: Project, as_of: date | None) -> date:
    """Return the day as of which everything is answered; rows at or after it are not read."""
    return as_of or datetime.now(ZoneInfo(project.timezone)).date()
