"""The ladder: the designs that can tell a rollout's effect, the strongest first (stats 1).

The first one that applies and whose data suffice gives the goal's one effect. Of every stronger one the reason is
kept why it was passed over.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from attrs import frozen

from goalposts.model.effects import Effect, GateFailure
from goalposts.model.scorecard import Reason
from goalposts.verdict.case import Case
from goalposts.verdict.in_periods import follows_entries
from goalposts.verdict.rungs.controls import against_rows, by_segments, one_against_many
from goalposts.verdict.rungs.declared import against_declared
from goalposts.verdict.rungs.period_controls import against_entries, against_period_rows, by_period_segments
from goalposts.verdict.rungs.period_waves import by_few_period_waves, by_period_waves
from goalposts.verdict.rungs.same_units import by_same_units
from goalposts.verdict.rungs.single_group import single_group
from goalposts.verdict.rungs.staggered import by_few_waves, by_waves
from goalposts.verdict.rungs.units import by_units

Answer: TypeAlias = Effect | tuple[GateFailure, ...] | Reason | None
"""What a rung says: an effect; the gates that refuse one; why it cannot be taken; None where nobody would expect it."""

RUNGS: tuple[Callable[[Case], Answer], ...] = (
    against_declared,
    by_waves,
    by_few_waves,
    by_units,
    by_segments,
    one_against_many,
    against_rows,
    by_same_units,
    single_group,
)

OF_CONVERTED_SERIES = (single_group,)
"""The rungs that read nothing but the two windows of their case, of which one may have been converted."""


OF_PERIODS = (
    against_declared,
    by_period_waves,
    by_few_period_waves,
    by_period_segments,
    against_period_rows,
    single_group,
)


@frozen
class Climbed:
    """What the ladder gives.

    Attributes:
        effect: of the highest rung that gives one.
        failures: why the lowest rung that applies gives none.
        passed_over: why no higher rung was taken.
    """

    effect: Effect | None = None
    failures: tuple[GateFailure, ...] = ()
    passed_over: tuple[Reason, ...] = ()


def climb(case: Case) -> Climbed:
    """Take the highest rung that the goal and its data allow."""
    passed_over: list[Reason] = []
    failures: tuple[GateFailure, ...] = ()
    for rung in _rungs(case):
        answer = rung(case)
        if isinstance(answer, Effect):
            return Climbed(answer, (), tuple(passed_over))
        if isinstance(answer, Reason):
            passed_over.append(answer)
        elif answer is not None:
            failures = answer
    return Climbed(None, failures, tuple(passed_over))


def _rungs(case: Case) -> tuple[Callable[[Case], Answer], ...]:
    """The designs that can read what the goal has: days, entries, or the rows of a table by longer periods."""
    if follows_entries(case.goal):
        return (against_declared, against_entries, single_group)
    in_periods = case.after.periods is not None
    if case.factor is not None:  # a design that forms series of its own would mix what two instruments measured
        return (against_declared, single_group) if in_periods else OF_CONVERTED_SERIES
    return OF_PERIODS if in_periods else RUNGS
