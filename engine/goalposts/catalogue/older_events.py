"""What a parallel run must see of a KPI that counts events on a later day than they began, such as the day of the end.

A new system often knows only what was entered since it began. What ends in it is then a flow that fills up for as long
as things last, and says nothing of how the instruments differ. So the events of such a KPI that began before the run
are counted too, of either instrument.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from goalposts.expressions import Expression, Quotient, parse

if TYPE_CHECKING:
    from datetime import date

    from goalposts.model import Project, ResolvedGoal


def with_older_events(project: Project, goal: ResolvedGoal) -> ResolvedGoal:
    """Keep by which condition events began before the parallel run, if the goal counts them on a later day."""
    over = goal.kpi.over
    run = project.bridge.get(over.id)
    later = _later_time(goal)
    if run is None or not later or over.is_derived or len(goal.kpi.reads(goal.variant)) > 1:
        return goal
    return evolve(goal, older=_before(over.time, run.start), older_at=later)


def _later_time(goal: ResolvedGoal) -> str:
    """The time that puts an event into its day, where it is not the one at which it began; else empty."""
    times = [goal.kpi.at]
    if isinstance(goal.formula, Quotient):
        times = [part.at or goal.kpi.over.time for part in goal.formula.sums]
    return next((time for time in times if time != goal.kpi.over.time), "")


def _before(time: str, day: date) -> Expression:
    """That a time lies before a day of the project's calendar."""
    year, month = f"year({time})", f"month({time})"
    return parse(
        f"{year} < {day.year} or ({year} == {day.year} and ({month} < {day.month} "
        f"or ({month} == {day.month} and day_of_month({time}) < {day.day})))"
    )
