"""The days on which to look again whether an effect holds: six and twelve months after go-live."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from attrs import frozen

from goalposts.formats.scalars import months_later
from goalposts.linting.promises import promises
from goalposts.model.roadmap import LATER_MONTHS

if TYPE_CHECKING:
    from goalposts.model import Project

FIRST_MONTHS: Final = LATER_MONTHS[0]


@frozen
class LaterCheck:
    """A day on which the KPIs of a rollout are to be measured again, so many months after its last go-live."""

    months: int
    day: date


def later_checks(project: Project) -> tuple[LaterCheck, ...]:
    """Return the days on which the promises of a project are to be measured again; none without a go-live."""
    starts = [start for goal in promises(project) if (start := project.go_live_of(goal)) is not None]
    return tuple(LaterCheck(months, months_later(max(starts), months)) for months in LATER_MONTHS) if starts else ()
