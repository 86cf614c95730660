"""Leaves out of a goal the rows of days on which a migration stamped old records with a time of its own.

Such a record began some time before, and nobody knows when. So KPIs that count from the stamped time, as a time to
close or a share of those created, leave it out; what happened to it later, as its closing, counts like any other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from goalposts.catalogue.comparison import both
from goalposts.expressions import Expression, names, parse
from goalposts.expressions.formula import parts
from goalposts.expressions.nodes import Not
from goalposts.expressions.quotient import Quotient

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from goalposts.expressions.quotient import Sum, Weighted
    from goalposts.model import EventType, Project, ResolvedGoal


def without_imports(project: Project, goal: ResolvedGoal) -> ResolvedGoal:
    """Leave them out, if the goal counts from the time with which they were stamped."""
    if len(goal.kpi.reads(goal.variant)) > 1:
        return _of_sums(project, goal)
    over = goal.kpi.over
    days = _days(project, over)
    if not days or not _counts_from(goal, over.time):
        return goal
    stamped = _on(over.time, days)
    return evolve(
        goal,
        where=both(goal.where, Not(stamped)),
        control=None if goal.control is None else both(goal.control, Not(stamped)),
        imported=stamped,
        of_imports=goal.where,
    )


def _days(project: Project, over: EventType) -> list[date]:
    of = over.id if over.history is None else over.origin.id
    return sorted({day for source in project.sources_of(of) for day in source.imported})


def _counts_from(goal: ResolvedGoal, time: str) -> bool:
    """Whether a time puts the rows into their days, or is what the formula counts from."""
    return goal.kpi.at == time or any(time in names(part) for part in parts(goal.formula).values())


def _of_sums(project: Project, goal: ResolvedGoal) -> ResolvedGoal:
    """Leave the days out of every sum, so that both sides of the quotient tell of the same ones."""
    kinds = {kind.id: kind for kind in goal.kpi.reads(goal.variant)}
    days = {name: _days(project, kind) for name, kind in kinds.items()}
    assert isinstance(goal.formula, Quotient)
    if not any(days[part.over] and kinds[part.over].time in _times_of(part, kinds) for part in goal.formula.sums):
        return goal
    every = sorted({day for some in days.values() for day in some})

    def without(part: Weighted) -> Weighted:
        of, among = part.sum, part.sum.among
        for time in sorted(_times_of(of, kinds)):
            if time == (of.at or kinds[of.over].time) or days[of.over]:
                among = both(among, Not(_on(time, every)))
        return evolve(part, sum=evolve(of, among=among))

    numerator, denominator = (tuple(map(without, side)) for side in (goal.formula.numerator, goal.formula.denominator))
    stamped = tuple((kind, _on(kind.time, every)) for kind in kinds.values())
    return evolve(goal, formula=Quotient(numerator, denominator), imported_of=stamped)


def _times_of(of: Sum, kinds: Mapping[str, EventType]) -> set[str]:
    """The time by which a sum is counted, and the event type's own if it counts from that."""
    own = kinds[of.over].time
    named = {name for part in (of.of, of.among) if part is not None for name in names(part)}
    return {of.at or own} | ({own} & named)


def _on(time: str, days: Iterable[date]) -> Expression:
    """That a time lies on one of some days of the project's calendar."""
    return parse(
        " or ".join(
            f"(year({time}) == {day.year} and month({time}) == {day.month} and day_of_month({time}) == {day.day})"
            for day in days
        )
    )
