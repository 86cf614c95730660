"""A system to watch people by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.linting.phrases import trapped
from goalposts.linting.promises import is_promise
from goalposts.locale import Text
from goalposts.model import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import Catalogue, Goal, Remark


@rule(
    "GP408",
    "control-of-people",
    bad="""\
statement:
  {en: Control the staff and have 90 % of visits done with by 1 October 2026,
   ru: Контролировать сотрудников и завершать 90 % посещений к 1 октября 2026}
""",
    good="""\
statement: {en: 90 % of visits are done with by 1 October 2026, ru: 90 % посещений завершены к 1 октября 2026}
""",
    severity="warning",
    manual_ru="""
    Формулировка называет, что станет лучше для бизнеса, а не за кем можно будет следить.

    Почему это важно: в систему, которую ставят ради надзора, люди вносят то, что хорошо выглядит: придуманные записи,
    а настоящая работа идёт мимо неё. Цифра растёт, а бизнес знает меньше прежнего.
    """,
)
def control_of_people(goal: Goal, catalogue: Catalogue) -> Iterator[Remark]:
    """A statement names what gets better for the business, not whom one can watch.

    Why it matters: a system that is brought in to watch people gets from them what makes them look good: invented
    records, and the real work beside it. The figure rises and the business learns less than before.
    """
    words = trapped("control-of-people", goal.statement, catalogue) if is_promise(goal) else ""
    if words:
        yield goal.finding(
            Text(
                en="'{words}' watches people, and they will enter what looks good",
                ru="«{words}» — это надзор, и люди станут вносить то, что хорошо выглядит",
            ).fill(words=words),
            hint={
                "en": "say which decision becomes better, and measure its outcome",
                "ru": "напишите, какое решение станет лучше, и измеряйте его результат",
            },
            at="statement",
        )
