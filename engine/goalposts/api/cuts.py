"""The dimensions by which the days of a cube are cut: those to report by, and those to compare by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.catalogue import dimensions_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import Project, ResolvedGoal


def cuts_of(project: Project, goals: tuple[ResolvedGoal, ...]) -> dict[str, tuple[str, ...]]:
    """By event type, those of the dimensions to report by, and to compare by, that it has."""
    from goalposts.scoring import unnested

    kinds = {kind.id: kind for goal in goals for kind in goal.kpi.reads(goal.variant)}
    asking = {name: [goal for goal in goals if goal.kpi.over.id == name] for name in kinds}
    return {
        name: tuple(
            segment
            for segment in dict.fromkeys((*project.cuts, *_compared_by(asking[name]), *_modelled_by(goals, name)))
            if dimensions_of(project, kind).issuperset(unnested(segment))
        )
        for name, kind in kinds.items()
    }


def _modelled_by(goals: tuple[ResolvedGoal, ...], event_type: str) -> Iterator[str]:
    """The fields by whose words models of some goals are compared."""
    for goal in goals:
        read = {part.over for part in goal.of_models} | ({goal.kpi.over.id} if goal.of_plain_models else set())
        if goal.kpi.models is not None and event_type in read:
            yield goal.kpi.models.by


def _compared_by(goals: list[ResolvedGoal]) -> Iterator[str]:
    """The dimensions by which some goals are compared: their parts, and the units within those."""
    from goalposts.scoring import nested

    for goal in goals:
        if goal.compared_by:
            yield goal.compared_by
        if goal.units:
            yield nested(goal.compared_by, goal.units) if goal.compared_by else goal.units
