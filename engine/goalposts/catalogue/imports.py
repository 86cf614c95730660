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

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from goalposts.model import Project, ResolvedGoal


def without_imports(project: Project, goal: ResolvedGoal) -> ResolvedGoal:
    """Leave them out, if the goal counts from the time with which they were stamped."""
    over = goal.kpi.over
    of = over.id if over.history is None else over.origin.id
    days = {day for source in project.sources_of(of) for day in source.imported}
    if not days or not _counts_from(goal, over.time):
        return goal
    stamped = _on(over.time, sorted(days))
    return evolve(
        goal,
        where=both(goal.where, Not(stamped)),
        control=None if goal.control is None else both(goal.control, Not(stamped)),
        imported=stamped,
        of_imports=goal.where,
    )


def _counts_from(goal: ResolvedGoal, time: str) -> bool:
    """Whether a time puts the rows into their days, or is what the formula counts from."""
    alone = len(goal.kpi.reads(goal.variant)) == 1
    return alone and (goal.kpi.at == time or any(time in names(part) for part in parts(goal.formula).values()))


def _on(time: str, days: Iterable[date]) -> Expression:
    """That a time lies on one of some days of the project's calendar."""
    return parse(
        " or ".join(
            f"(year({time}) == {day.year} and month({time}) == {day.month} and day_of_month({time}) == {day.day})"
            for day in days
        )
    )
