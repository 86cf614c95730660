"""A deadline before the results can be in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.linting.promises import is_promise
from goalposts.locale import Text, day
from goalposts.model import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import Goal, Project, Remark


@rule(
    "GP502",
    "deadline-before-evaluation-ends",
    bad="""\
statement: {en: 90 % of visits are done with by 1 June 2026, ru: 90 % посещений завершены к 1 июня 2026}
deadline: 2026-06-01
""",
    good="deadline: 2026-10-01",
    manual_ru="""
    Срок не раньше конца периода оценки.

    Почему это важно: в день срока решающий период ещё идёт, и цель оценили бы не по тому, о чём договорились.
    """,
)
def deadline_before_evaluation_ends(goal: Goal, project: Project) -> Iterator[Remark]:
    """A deadline is not before the end of the evaluation window.

    Why it matters: on the day of the deadline the window that decides is still running, so the goal would be
    judged by something else than what was agreed.
    """
    end = project.window_of(goal).end
    if is_promise(goal) and goal.deadline is not None and goal.deadline < end:
        yield goal.finding(
            Text(
                en="the deadline, {deadline}, is before the evaluation ends",
                ru="срок, {deadline}, наступает раньше конца периода оценки",
            ).fill(deadline=day(goal.deadline)),
            hint=Text(
                en="the earliest honest deadline is {day}: {iso}", ru="самый ранний честный срок — {day}: {iso}"
            ).fill(day=day(end), iso=end.isoformat()),
            at="deadline",
        )
