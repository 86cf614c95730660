"""The recipe of a goal: everything that decides whether two of its values are comparable."""

from __future__ import annotations

from typing import Any

from goalposts.expressions import render
from goalposts.formats import digest, mapping_document
from goalposts.model import Project, ResolvedGoal


def recipe(project: Project, goal: ResolvedGoal) -> dict[str, Any]:
    """Return formula, variant, parameters, slice and mapping as plain values."""
    return {
        "kpi": goal.kpi.id,
        "variant": goal.variant,
        "formula": goal.kpi.written(goal.variant),
        "at": goal.kpi.at,
        "params": goal.values,
        "where": render(goal.where) if goal.where else "",
        "timezone": project.timezone,
        "mapping": {source.name: mapping_document(source) for source in project.sources_of(goal.kpi.over.id)},
    }


def recipe_digest(project: Project, goal: ResolvedGoal) -> str:
    """Return the digest of a goal's recipe."""
    return digest(recipe(project, goal))
