"""A promise for the far future without a look on the way."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from goalposts.linting.promises import is_promise
from goalposts.locale import Text, day
from goalposts.model import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import Goal, Project, Remark

_A_YEAR = timedelta(days=366)


@rule(
    "GP503",
    "no-checkpoint",
    bad="""\
statement: {en: 90 % of visits are done with by 1 October 2027, ru: 90 % посещений завершены к 1 октября 2027}
deadline: 2027-10-01
project:
  evaluation: {from: 2027-04-01, to: 2027-10-01}
""",
    good="""\
statement: {en: 90 % of visits are done with by 1 October 2027, ru: 90 % посещений завершены к 1 октября 2027}
deadline: 2027-10-01
path: [{by: 2027-06-01, target: ">= 80%"}]
project:
  evaluation: {from: 2027-04-01, to: 2027-10-01}
""",
    severity="warning",
    manual_ru="""
    У цели со сроком больше чем через год после запуска есть промежуточная ступень.

    Почему это важно: кто обещал, к тому времени уже на другом месте, а о том, что год всё шло не туда, узнают слишком
    поздно.
    """,
)
def no_checkpoint(goal: Goal, project: Project) -> Iterator[Remark]:
    """A goal that is due more than a year after go-live has a step on the way.

    Why it matters: whoever promised it has moved on by then, and a year of going wrong is not found out in time.
    """
    go_live, due = project.go_live_of(goal), project.window_of(goal).end
    if is_promise(goal) and go_live is not None and not goal.path and due > go_live + _A_YEAR:
        yield goal.finding(
            Text(
                en="is due on {due}, more than a year after go-live, without a step on the way",
                ru="срок — {due}, больше чем через год после запуска, и без промежуточной ступени",
            ).fill(due=day(due)),
            hint={
                "en": "add `path` with what must be reached by when, or evaluate earlier",
                "ru": "добавьте `path`: чего и когда достичь по пути, или оценивайте раньше",
            },
            at="deadline",
        )
