"""A blank of the template that nobody filled in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from goalposts.locale import Text
from goalposts.model import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import Project, Remark

BLANK: Final = re.compile(r"<[^\W\d_][^<>=]*>")
"""A letter comes first, so that `< 20 s` and `<= 5` are no blanks."""

_MESSAGE = Text(en="the blank {blank} is not filled in", ru="пропуск {blank} не заполнен")
_HINT = Text(
    en="write what it asks for in its place, or take the whole entry out",
    ru="впишите вместо него то, что он просит, или уберите всю запись",
)


@rule(
    "GP108",
    "blank-left",
    bad="owner: {en: <first name and surname>, ru: <имя и фамилия>}",
    good="owner: {en: Anna Petrova, ru: Анна Петрова}",
    manual_ru="""
    Все пропуски шаблона, то есть слова в угловых скобках, заполнены.

    Почему это важно: оставшийся пропуск — это решение, которого никто не принял, а цель с владельцем `<имя и
    фамилия>` зафиксировали бы и подписали наравне с другими.
    """,
)
def blank_left(project: Project) -> Iterator[Remark]:
    """Every blank of the template, a word in angle brackets, is filled in.

    Why it matters: a blank that stays is a decision that nobody made, and a goal owned by `<first name and surname>`
    would be locked and signed like any other.
    """
    for blank in BLANK.findall(project.name):
        yield project.finding(_MESSAGE.fill(blank=blank), hint=_HINT, at="project")
    for influence in project.influences:
        for blank in BLANK.findall(influence.name):
            yield project.finding(_MESSAGE.fill(blank=blank), hint=_HINT, at="influences")
    for goal in project.goals:
        for key in ("statement", "owner", "why", "lever"):
            for blank in BLANK.findall(getattr(goal, key)):
                yield goal.finding(_MESSAGE.fill(blank=blank), hint=_HINT, at=key)
