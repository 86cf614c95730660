"""Two goals on the same thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.linting.promises import promises
from goalposts.locale import Text
from goalposts.model import rule

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from goalposts.model import Goal, Project, Remark


@rule(
    "GP602",
    "duplicates",
    bad="""\
project:
  goals: [{id: again}]
""",
    good="""\
project:
  goals: [{id: long-ones, where: kind == "long"}]
""",
    severity="warning",
    manual_ru="""
    Никакие две цели не обещают один и тот же показатель по одним и тем же событиям.

    Почему это важно: одно и то же изменение зачлось бы дважды, а при двух целевых значениях проект может быть сразу и
    успехом, и провалом.
    """,
)
def duplicates(project: Project) -> Iterator[Remark]:
    """No two goals promise the same KPI of the same events.

    Why it matters: a movement would count twice, and with two targets the project can be both a success and a
    failure.
    """
    seen: dict[Hashable, Goal] = {}
    for goal in promises(project):
        if not goal.kpi:
            continue
        first = seen.setdefault(_measured(project, goal), goal)
        if first is not goal:
            yield goal.finding(
                Text(en="measures the same as goal '{first}'", ru="измеряет то же, что цель «{first}»").fill(
                    first=first.id
                ),
                hint={
                    "en": "keep one of them, or tell them apart with `where`",
                    "ru": "оставьте одну или разведите их условием `where`",
                },
                at="kpi",
            )


def _measured(project: Project, goal: Goal) -> Hashable:
    params = tuple(sorted((key, value.in_base_unit) for key, value in goal.params.items()))
    return goal.kpi, goal.variant, params, goal.where, project.window_of(goal)
