"""A deadline before the last events of the evaluation have been followed up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.linting.promises import is_promise
from goalposts.locale import Text, day
from goalposts.model import rule
from goalposts.model.maturity import due_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import Goal, Project, Remark, ResolvedGoal


@rule(
    "GP516",
    "deadline-before-due",
    bad="""\
kpi: slow.done_late
target: ">= 90%"
project:
  kpis:
    - id: slow.done_late
      over: sample.visit
      value: share(of=done)
      direction: up
      maturity: 30 d
      attributability: direct
""",
    good="""\
kpi: slow.done_late
statement: {en: 90 % of visits are done with by 15 November 2026, ru: 90 % посещений завершены к 15 ноября 2026}
target: ">= 90%"
deadline: 2026-11-15
project:
  kpis:
    - id: slow.done_late
      over: sample.visit
      value: share(of=done)
      direction: up
      maturity: 30 d
      attributability: direct
""",
    manual_ru="""
    Срок не раньше дня, когда показатель становится окончательным.

    Почему это важно: некоторые события заканчиваются через недели после своего начала, например возвраты и отложенная
    оплата. Пока за ними не проследили до конца, показатель ещё меняется, и в день срока по цели вышло бы «срок не
    наступил» (`not_due`).
    """,
)
def deadline_before_due(goal: Goal, project: Project, resolved: ResolvedGoal) -> Iterator[Remark]:
    """A deadline is not before the day on which the KPI is final.

    Why it matters: some events end weeks after they began, such as what is returned or paid later. Until they have
    been followed up the KPI still moves, and on its deadline the goal would be `not_due`.
    """
    due = due_day(resolved)
    if is_promise(goal) and goal.deadline is not None and project.window_of(goal).end <= goal.deadline < due:
        yield goal.finding(
            Text(
                en="{kpi} is final only on {due}, after the deadline",
                ru="{kpi} станет окончательным только {due}, после срока",
            ).fill(kpi=resolved.kpi.id, due=day(due)),
            hint=Text(
                en="set the deadline to {iso}, or end the evaluation earlier",
                ru="перенесите срок на {iso} или закончите оценку раньше",
            ).fill(iso=due.isoformat()),
            at="deadline",
        )
