"""The recipe of a goal: everything that decides whether two of its values are comparable."""

from __future__ import annotations

from typing import Any

from attrs import evolve

from goalposts.expressions import render
from goalposts.formats import digest, mapping_document
from goalposts.model import EventType, Project, ResolvedGoal


def recipe(project: Project, goal: ResolvedGoal) -> dict[str, Any]:
    """Return formula, variant, parameters, slice and mapping as plain values."""
    # as the plugin wrote it: a goal's own holds business hours, also in fields that this goal does not read
    kpi = project.catalogue.kpis.get(goal.kpi.id, goal.kpi)
    further = {known.id: _derivation(known) for known in kpi.reads(goal.variant)[1:] if known.is_derived}
    return {
        **({"fold": _derivation(kpi.over)} if kpi.over.is_derived else {}),
        **({"further_folds": further} if further else {}),
        "kpi": goal.kpi.id,
        "variant": goal.variant,
        "formula": goal.kpi.written(goal.variant),
        "at": goal.kpi.at,
        "params": goal.values,
        "where": render(goal.where) if goal.where else "",
        **({"imported": {kind.id: render(rows) for kind, rows in goal.imported_of}} if goal.imported_of else {}),
        **({"business_hours": goal.business_hours} if goal.business_hours else {}),
        "timezone": project.timezone,
        "mapping": {
            source.name: mapping_document(source)
            for event_type in goal.event_types
            for source in project.sources_of(event_type)
        },
    }


def _derivation(kind: EventType) -> dict[str, Any]:
    """How an event type is made of others."""
    return {} if kind.derivation is None else kind.derivation.written


def recipe_digest(project: Project, goal: ResolvedGoal) -> str:
    """Return the digest of a goal's recipe."""
    return digest(recipe(project, goal))


def differs_from_seal(project: Project, goal: ResolvedGoal) -> bool:
    """Say whether a goal is computed otherwise than when it was sealed, as after a plugin changed its formula.

    A source that joined after sealing does not count: it is another instrument, and that is judged by itself.
    """
    if project.seal is None or goal.id not in project.seal.recipes:
        return False
    data = project.seal.project["data"]
    sealed = {source["name"] for event_type in goal.event_types for source in data.get(event_type, ())}
    then = evolve(project, sources=tuple(source for source in project.sources if source.name in sealed))
    return recipe_digest(then, goal) != project.seal.recipes[goal.id]
