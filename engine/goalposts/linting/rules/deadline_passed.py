"""A deadline in the past."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.linting.promises import is_promise
from goalposts.locale import Text, day
from goalposts.model import rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from goalposts.model import Goal, Project, Remark


@rule(
    "GP510",
    "deadline-passed",
    bad="today: 2026-12-01",
    good="today: 2026-02-01",
    severity="warning",
    manual_ru="""
    У цели, о которой ещё только договариваются, срок в будущем.

    Почему это важно: цель, поставленная после своего срока, описывает результаты, а не обещает их.
    """,
)
def deadline_passed(goal: Goal, project: Project, today: date) -> Iterator[Remark]:
    """A goal that is still to be agreed has a deadline in the future.

    Why it matters: a goal set after its deadline describes the results; it does not promise them.
    """
    if is_promise(goal) and project.seal is None and goal.deadline is not None and goal.deadline < today:
        yield goal.finding(
            Text(en="the deadline, {deadline}, has passed", ru="срок, {deadline}, уже прошёл").fill(
                deadline=day(goal.deadline)
            ),
            hint={
                "en": "set a later deadline, or measure the past with `role: shadow`",
                "ru": "назначьте более поздний срок или измеряйте прошлое с `role: shadow`",
            },
            at="deadline",
        )
