"""What is wrong with the data of an event type is told at one goal on it, not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from goalposts.model import Goal, Project, ResolvedGoal


def is_first_on_its_events(goal: Goal, project: Project, resolved: ResolvedGoal) -> bool:
    """Whether it is the first goal of the project on the same events."""
    kpis = project.catalogue.kpis
    same = (
        known.id for known in project.goals if known.kpi in kpis and kpis[known.kpi].over.id == resolved.kpi.over.id
    )
    return goal.id == next(same, resolved.id)
