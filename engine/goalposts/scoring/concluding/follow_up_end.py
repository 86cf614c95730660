"""How far the sources of a window were followed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from goalposts.scoring.planning.asked import requests_of
from goalposts.scoring.planning.days import day_number

if TYPE_CHECKING:
    from datetime import date

    from goalposts.model import ResolvedGoal
    from goalposts.scoring.cube.cube import Cube


def followed_until(cube: Cube, goal: ResolvedGoal, instruments: tuple[str, ...], as_of: date) -> date:
    """The first day that some instrument of a window did not see any more, at most the clock's day.

    The declared end of an instrument, else the day after the last planned one on which it had rows. Of a quotient every
    stream counts.

    Args:
        cube: made by a plan that includes the goal.
        goal: which streams it reads.
        instruments: those with rows in the window.
        as_of: the clock's day.
    """
    first, found = cube.plan.first_day, as_of
    for request in requests_of(goal):
        section = cube.sections[cube.plan.find(request)[0]]
        own = tuple(name for name in instruments if name in section.instruments)
        if own:
            last = section.seen_until(own, day_number(first))
            found = min(found, first + timedelta(days=last + 1))
    return found
