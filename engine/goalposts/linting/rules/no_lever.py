"""A goal without a lever."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.linting.promises import is_promise
from goalposts.model import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import Goal, Remark


@rule(
    "GP401",
    "no-lever",
    bad="lever: null",
    good="lever: {en: one form instead of three, ru: одна форма вместо трёх}",
    severity="warning",
    manual_ru="""
    Цель говорит, чем внедрение должно сдвинуть показатель.

    Почему это важно: показатель, которого внедрение ничем не касается, меняется разве что случайно; а названный рычаг
    ещё и подскажет, что проверять, когда ничего не меняется.
    """,
)
def no_lever(goal: Goal) -> Iterator[Remark]:
    """A goal says by what the rollout is to move the KPI.

    Why it matters: a KPI that nothing in the rollout touches moves by luck; naming the lever also shows what to
    check when nothing moves.
    """
    if is_promise(goal) and not goal.lever.strip():
        yield goal.finding(
            {"en": "names no lever", "ru": "не назван рычаг"},
            hint={
                "en": "add `lever:`, the function or change of work by which the rollout is to move the KPI",
                "ru": "добавьте `lever:` — функцию или изменение в работе, которым внедрение сдвинет показатель",
            },
            at="lever",
        )
