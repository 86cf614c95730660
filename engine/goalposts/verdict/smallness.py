"""The smallest number of events of which a KPI lets anything be concluded; its value is shown all the same."""

from __future__ import annotations

from attrs import evolve

from goalposts.model import ResolvedGoal
from goalposts.model.effects import GateFailure, WindowName
from goalposts.verdict.ladder import Climbed
from goalposts.verdict.measured import Measured


def too_few_events(goal: ResolvedGoal, before: Measured, after: Measured) -> tuple[GateFailure, ...]:
    """Name the windows that have a value, of fewer events than the KPI's `minimum_n`."""
    windows: tuple[tuple[WindowName, Measured], ...] = (("baseline", before), ("evaluation", after))
    least = goal.kpi.minimum_n
    counts = [
        (name, window.observed.n)
        for name, window in windows
        if window.observed is not None and window.value is not None
    ]
    return tuple(
        GateFailure("insufficient_n", name, (("events", count), ("needed", least)))
        for name, count in counts
        if count < least
    )


def without_conclusion(climbed: Climbed, shortages: tuple[GateFailure, ...]) -> Climbed:
    """Take an effect away that stands on too few events, and say so before every other gate."""
    if not shortages:
        return climbed
    return evolve(climbed, effect=None, failures=(*shortages, *climbed.failures))
