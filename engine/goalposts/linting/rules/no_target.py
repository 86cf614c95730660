"""A goal without a target."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.linting.promises import is_promise
from goalposts.model import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import Goal, Remark


@rule(
    "GP210",
    "no-target",
    bad="target: null",
    good='target: ">= 90%"',
    manual_ru="""
    У цели есть целевое значение.

    Почему это важно: без планки, о которой договорились до результатов, успехом можно назвать любое изменение.
    """,
)
def no_target(goal: Goal) -> Iterator[Remark]:
    """A goal has a target.

    Why it matters: without a line agreed before the results are in, any movement can be called success.
    """
    if is_promise(goal) and goal.target is None:
        yield goal.finding(
            {"en": "has no target", "ru": "нет целевого значения"},
            hint={
                "en": 'add `target:`, as ">= 90%", "+5pp" or "-10%"; or `role: shadow` to measure first',
                "ru": 'добавьте `target:`, как ">= 90%", "+5pp" или "-10%"; или `role: shadow`, чтобы сначала измерить',
            },
            at="target",
        )
