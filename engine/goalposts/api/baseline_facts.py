"""What the baseline says of every goal, from a cube or from tables; checking and planning both ask for it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from goalposts.api.cancelling import heeded
from goalposts.api.covering import demand_cover
from goalposts.api.reading import Progress
from goalposts.api.tallying import tally_goals
from goalposts.model import BaselineFacts, Project, ResolvedGoal

if TYPE_CHECKING:
    from goalposts.scoring import Cube


def baseline_facts(
    project: Project,
    goals: tuple[ResolvedGoal, ...],
    data: Cube | Mapping[str, object],
    today: date,
    progress: Progress | None,
) -> dict[str, BaselineFacts]:
    """Measure the baseline of some goals, and tell how far it is.

    Raises:
        InputError: a table cannot be read, or the cube is of something else.
        CancelledError: the caller stopped it.
    """
    from goalposts.verdict.facts import facts_of

    cube = tally_goals(project, goals, data, today, progress) if isinstance(data, Mapping) else data
    demand_cover(project, goals, cube, today)
    heed, found = heeded(progress), {}
    for goal in goals:
        heed()
        found[goal.id] = facts_of(project, goal, cube, today)
    return found
