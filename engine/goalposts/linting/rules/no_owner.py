"""A goal that nobody owns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.linting.owners import names_collective, names_several
from goalposts.linting.promises import is_promise
from goalposts.locale import Text
from goalposts.model import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import Goal, Remark

_HINT = Text(
    en="name one person or post, as 'Head of reception'",
    ru="назовите одного человека или должность: «Руководитель приёмной»",
)


@rule(
    "GP301",
    "no-owner",
    bad="owner: null",
    good="owner: {en: Head of reception, ru: Руководитель приёмной}",
    manual_ru="""
    У цели один владелец: человек или должность.

    Почему это важно: общее дело — ничьё дело; когда придёт пора результатов, кто-то должен их объяснить.
    """,
)
def no_owner(goal: Goal) -> Iterator[Remark]:
    """A goal has one owner: a person or a post.

    Why it matters: what everybody owns nobody does; when results are due, someone must be there to explain
    them.
    """
    if not is_promise(goal):
        return
    owner = goal.owner.strip()
    if not owner:
        yield goal.finding({"en": "has no owner", "ru": "нет владельца"}, hint=_HINT, at="owner")
    elif names_several(owner):
        message = Text(en="'{owner}' are several owners", ru="«{owner}» — это несколько владельцев")
        yield goal.finding(message.fill(owner=owner), hint=_HINT, at="owner")
    elif names_collective(owner):
        message = Text(en="'{owner}' is nobody in particular", ru="«{owner}» — это не конкретный человек")
        yield goal.finding(message.fill(owner=owner), hint=_HINT, at="owner", severity="warning")
