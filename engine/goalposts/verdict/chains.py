"""Counts the steps of a chain in both windows for the reports; nothing of it is judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.model.chain import ChainStep
from goalposts.scoring import observe
from goalposts.verdict.bridge_days import left_out

if TYPE_CHECKING:
    from goalposts.model import Project, ResolvedGoal
    from goalposts.scoring import Cube
    from goalposts.verdict.measured import Measured


def chain_of(
    project: Project, goal: ResolvedGoal, cube: Cube, before: Measured, after: Measured
) -> tuple[ChainStep, ...]:
    """Count how many came to every step; none of other KPIs. Last steps that nobody came to are left out."""
    if goal.kpi.chain is None or not goal.of_chain:
        return ()
    counts = [_counts(project, goal, cube, measured) for measured in (before, after)]
    reached = max((place for own in counts for place, count in enumerate(own, 1) if count), default=0)
    came_before, came_after = (dict(enumerate(own)) for own in counts)
    steps = enumerate(goal.kpi.chain.steps[:reached])
    return tuple(ChainStep(name, came_before.get(place), came_after.get(place)) for place, name in steps)


def _counts(project: Project, goal: ResolvedGoal, cube: Cube, measured: Measured) -> list[int]:
    """Who was at every step but the last, and who came on from the one before it; empty where that is not known."""
    if measured.seen is None:
        return []
    seen = [observe(cube, variant, measured.seen, left_out(project, goal)) for variant in goal.of_chain]
    if any(found.missing or not found.instruments for found in seen):
        return []
    return [*(round(float(found.denominator.sum())) for found in seen), round(float(seen[-1].numerator.sum()))]
