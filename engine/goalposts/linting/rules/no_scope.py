"""A goal over everything, with nothing to tell the parts apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.linting.promises import promises
from goalposts.model import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import Project, Remark


@rule(
    "GP105",
    "no-scope",
    bad="""\
project:
  segments: null
""",
    good="""\
project:
  segments: [place]
""",
    severity="info",
    manual_ru="""
    Хотя бы одна цель говорит, о какой части бизнеса она, или отчёт проекта разбит по частям.

    Почему это важно: одна крупная часть может вытянуть или заслонить все остальные, а когда меняется её доля,
    меняется и общий показатель, хотя ни одна часть не изменилась.
    """,
)
def no_scope(project: Project) -> Iterator[Remark]:
    """Some goal says of which part of the business it is, or the project reports by parts.

    Why it matters: one large part can carry or hide all the others, and with its weight the whole changes although
    no part did.
    """
    goals = promises(project)
    if goals and not project.segments and all(goal.where is None for goal in goals):
        yield project.finding(
            {"en": "every goal counts everything together", "ru": "все цели считают всё вместе"},
            hint={
                "en": "add `segments` to see the parts, or `where` to a goal that is about one part",
                "ru": "добавьте `segments`, чтобы видеть части, или `where` той цели, что касается одной части",
            },
            at="goals",
        )
