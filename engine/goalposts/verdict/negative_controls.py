"""What a negative control says of all goals: if it moved, something other than the rollout is at work."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from goalposts.model.scorecard import GoalScore
from goalposts.verdict.comparison_reasons import CONTROL_MOVED


def under_controls(goals: Sequence[GoalScore]) -> tuple[GoalScore, ...]:
    """Credit no change to the rollout where a negative control moved; states stay as they are."""
    if not any(goal.role == "negative_control" and goal.state == "moved" for goal in goals):
        return tuple(goals)
    return tuple(_without_credit(goal) if goal.role == "goal" else goal for goal in goals)


def _without_credit(goal: GoalScore) -> GoalScore:
    claimable = None if goal.attribution.claimable is None else 0.0
    attribution = evolve(goal.attribution, answer="not_identifiable", claimable=claimable)
    if goal.change.effect is None:
        return evolve(goal, attribution=attribution)
    return evolve(goal, attribution=attribution, reasons=(*goal.reasons, CONTROL_MOVED))
