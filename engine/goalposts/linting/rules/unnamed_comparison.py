"""Better than before, by nobody knows how much."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.linting.phrases import trapped
from goalposts.linting.promises import is_promise
from goalposts.linting.quantities import names_quantity
from goalposts.locale import Text
from goalposts.model import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import Catalogue, Goal, Remark


@rule(
    "GP207",
    "unnamed-comparison",
    bad="""\
statement:
  {en: "More visits done with than before by 1 October 2026",
   ru: "Доля завершённых посещений выше, чем раньше, к 1 октября 2026"}
""",
    good="""\
statement:
  {en: "5 points more of the visits are done with than before by 1 October 2026",
   ru: "Доля завершённых посещений на 5 пунктов выше, чем раньше, к 1 октября 2026"}
""",
    severity="warning",
    manual_ru="""
    Формулировка, которая сравнивает с прошлым, говорит, на сколько.

    Почему это важно: «больше, чем сейчас» выполнено, если прибавился хоть один, и не выполнено, если «сейчас»
    оказалось удачным месяцем; кто подписывает такое, не подписывает ничего.
    """,
)
def unnamed_comparison(goal: Goal, catalogue: Catalogue) -> Iterator[Remark]:
    """A statement that compares with the past says by how much.

    Why it matters: "more than now" is met by one more, and missed when "now" turns out to have been a good month;
    whoever signs it signs nothing.
    """
    words = trapped("unnamed-comparison", goal.statement, catalogue) if is_promise(goal) else ""
    if words and not names_quantity(goal.statement):
        yield goal.finding(
            Text(en="'{words}' names no number", ru="«{words}» — сравнение без числа").fill(words=words),
            hint={
                "en": "say from how much to how much, as 'from 62 % to 80 %'",
                "ru": "напишите, с какого значения до какого: «с 62 % до 80 %»",
            },
            at="statement",
        )
