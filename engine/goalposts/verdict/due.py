"""From when a goal can be judged: its evaluation is over, and what moves for longer has settled (stats 1.0)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from goalposts.model import ResolvedGoal
from goalposts.model.maturity import LEAST_ENTRY_WEEKS, days_followed, due_day, lag_days
from goalposts.model.scorecard import Reason
from goalposts.scoring import Cube, followed_until
from goalposts.verdict import period_reasons
from goalposts.verdict.in_periods import follows_entries
from goalposts.verdict.measured import Measured


def due_of(goal: ResolvedGoal, cube: Cube, after: Measured, as_of: date) -> date | None:
    """The day from which a goal can be judged; None when it can be now.

    A KPI that states its maturity waits until every source of the evaluation was followed so long after it. A time to
    event waits until its first weeks of entry were followed to its age. What is only reported waits for the clock.
    """
    if goal.evaluation.end > as_of:
        return max(goal.evaluation.end, due_day(goal))
    waits = goal.kpi.maturity is not None or follows_entries(goal)
    if not waits or after.observed is None or not after.observed.instruments:
        return None
    due = due_day(goal)
    if goal.kpi.maturity is not None:
        return due if followed_until(cube, goal, after.observed.instruments, as_of) < due else None
    weeks = after.weeks
    enough = weeks is None or weeks.mature >= LEAST_ENTRY_WEEKS or weeks.planned < LEAST_ENTRY_WEEKS
    return None if enough else due


def sealed_when_mature(goal: ResolvedGoal, locked_as_of: date) -> bool:
    """Whether the baseline was over when it was sealed, and followed for as long as the KPI moves after it."""
    return goal.sample is not None and goal.sample.end + timedelta(days=lag_days(goal)) <= locked_as_of


def maturity_notes(goal: ResolvedGoal, before: Measured, after: Measured) -> Iterator[Reason]:
    """Say how many entries are too young to count, and between what the share will come out."""
    age = days_followed(goal.formula, goal.params)
    if age is None or not follows_entries(goal):
        return
    for name, measured in (("evaluation", after), ("baseline", before)):
        if measured.observed is not None and measured.observed.immature:
            yield period_reasons.immature(name, measured.observed.immature, age)
    weeks = after.weeks
    if weeks is not None and weeks.bounds is not None and weeks.mature < weeks.planned:
        yield period_reasons.bounds(*weeks.bounds)
