"""Scorecards of simulated visits, kept, since several gates look at the same ones."""

from __future__ import annotations

from functools import cache

from goalposts.model.scorecard import GoalScore

from validity.kinds import KINDS
from validity.processes import generator
from validity.visits import Rollout, project, scored, visits


@cache
def of_kinds(rollout: Rollout, runs: int) -> dict[str, list[tuple[Rollout, GoalScore]]]:
    """Score every kind of KPI over runs of a rollout; by kind, in the order of the runs."""
    asked, random = project([(kind.name, kind.formula, kind.target) for kind in KINDS]), generator(repr(rollout))
    found: dict[str, list[tuple[Rollout, GoalScore]]] = {kind.name: [] for kind in KINDS}
    for _ in range(runs):
        card = scored(asked, visits(rollout, random))
        for kind in KINDS:
            found[kind.name].append((rollout, card.find(kind.name)))
    return found
