"""Makes the seal of a project: goals, windows, settings and the baseline as measured now."""

from __future__ import annotations

from datetime import date

from goalposts.formats import document
from goalposts.model import Project, ResolvedGoal, Seal, SealedBaseline
from goalposts.scoring import Cube, digest
from goalposts.verdict.measured import measure
from goalposts.verdict.recipe import recipe_digest
from goalposts.verdict.settings import SETTINGS


def seal_of(project: Project, goals: tuple[ResolvedGoal, ...], cube: Cube, as_of: date, approved_by: str = "") -> Seal:
    """Seal a project as its data stand on a day."""
    return Seal(
        locked_as_of=as_of.isoformat(),
        project=document(project),
        settings=SETTINGS,
        recipes={goal.id: recipe_digest(project, goal) for goal in goals},
        plugins=project.catalogue.versions,
        baselines={goal.id: _baseline(project, goal, cube, as_of) for goal in goals},
        results_seen=any(_has_results(project, goal, cube, as_of) for goal in goals),
        approved_by=approved_by,
    )


def _baseline(project: Project, goal: ResolvedGoal, cube: Cube, as_of: date) -> SealedBaseline:
    measured = measure(project, goal, cube, goal.sample, as_of)
    seen = measured.observed
    if seen is None:
        return SealedBaseline(None, 0, 0, "", "no_events")
    return SealedBaseline(measured.value, seen.n, seen.days, digest(seen), seen.reason)


def _has_results(project: Project, goal: ResolvedGoal, cube: Cube, as_of: date) -> bool:
    seen = measure(project, goal, cube, goal.evaluation, as_of).observed
    return seen is not None and bool(seen.stream_rows.any())
