"""The dimensions that a project can be reported by: fields of words, and extra columns that its sources map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.catalogue.problems import Problem
from goalposts.errors import did_you_mean, listed
from goalposts.locale import Text
from goalposts.model import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import EventType, Goal, Project


def dimensions_of(project: Project, kind: EventType) -> frozenset[str]:
    """The dimensions of one event type; those that are mapped for the events of a fold are the entity's too.

    A row of an attribution is made of two events, and the columns that are mapped for either are not its own.
    """
    sources = () if kind.attribution is not None else project.sources_of(kind.origin.id)
    mapped = {name for source in sources for name in source.dimensions}
    return frozenset({field.id for field in kind.fields if field.type.is_words} | mapped)


def known_dimensions(project: Project) -> frozenset[str]:
    """The dimensions by which some goal of a project can be reported."""
    return frozenset[str]().union(*(dimensions_of(project, kind) for kind in _in_use(project)))


def unknown_dimensions(project: Project) -> tuple[Problem, ...]:
    """Find the segments that no goal can be reported by."""
    known = known_dimensions(project)
    message = Text(en="unknown dimension '{name}'", ru="неизвестное измерение «{name}»")
    hint = Text(en="known: {names}", ru="известны: {names}").fill(names=listed(sorted(known)))
    return tuple(
        Problem(
            "unknown-dimension",
            project.finding(message.fill(name=name), hint=did_you_mean(name, known) or hint, at=f"segments[{place}]"),
        )
        for place, name in enumerate(project.segments)
        if name not in known
    )


def _in_use(project: Project) -> Iterator[EventType]:
    """The event types that goals read; where no goal says so, those that there are sources of."""
    known = [goal for goal in project.goals if goal.kpi in project.catalogue.kpis]
    for goal in known:
        yield from _read_by(project, goal)
    if len(known) < len(project.goals) or not known:
        kinds = project.catalogue.event_types
        yield from (kinds[source.event_type] for source in project.sources if source.event_type in kinds)


def _read_by(project: Project, goal: Goal) -> Iterator[EventType]:
    kpis = project.catalogue.kpis
    kpi = kpis[goal.kpi]
    yield from kpi.reads(goal.variant if goal.variant in kpi.formulas else kpi.default)
    if goal.role is Role.GOAL:
        wanted = kpi.guardrails if goal.guardrails is None else goal.guardrails
        for guardrail in (kpis[name] for name in wanted if name in kpis):
            yield from guardrail.reads(guardrail.default)
