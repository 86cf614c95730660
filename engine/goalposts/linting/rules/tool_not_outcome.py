"""A goal to use a tool."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.linting.phrases import trapped
from goalposts.linting.promises import is_promise
from goalposts.locale import Text
from goalposts.model import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import Catalogue, Goal, Remark

_TOOL = Text(
    en="'{words}' is about a tool, not about an outcome", ru="«{words}» — это про инструмент, а не про результат"
)
_WORK = Text(en="'{words}' is work of the project, not an outcome", ru="«{words}» — это работа проекта, а не результат")


@rule(
    "GP103",
    "tool-not-outcome",
    bad="""\
statement:
  {en: Receptionists work in the new system by 1 October 2026,
   ru: Администраторы работают в новой системе к 1 октября 2026}
""",
    good="""\
statement: {en: 90 % of visits are done with by 1 October 2026, ru: 90 % посещений завершены к 1 октября 2026}
""",
    manual_ru="""
    Формулировка называет, что станет лучше для бизнеса, а не что систему поставили или ею пользуются.

    Почему это важно: системой могут пользоваться все до одного, а всё, ради чего её купили, станет хуже. «Менеджеры
    должны работать в системе» измерить нельзя, а если бы и было можно, это ничего бы не значило.
    """,
)
def tool_not_outcome(goal: Goal, catalogue: Catalogue) -> Iterator[Remark]:
    """A statement names what gets better for the business, not that a system is installed or used.

    Why it matters: a system can be in full use while everything it was bought for gets worse. "Managers must
    work in the system" cannot be measured and, if it could, would not matter.
    """
    if not is_promise(goal):
        return
    kinds = {"delivery-not-outcome": _WORK, "tool-not-outcome": _TOOL}
    found = ((words, said) for kind, said in kinds.items() if (words := trapped(kind, goal.statement, catalogue)))
    for words, said in tuple(found)[:1]:
        yield goal.finding(
            said.fill(words=words),
            hint={
                "en": "say what changes because of it: which KPI, from what to what, by when",
                "ru": "скажите, что от этого изменится: какой показатель, с чего до чего, к какому дню",
            },
            at="statement",
        )
