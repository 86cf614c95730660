"""A number that only flatters."""

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
    "GP404",
    "vanity-metric",
    bad="""\
statement:
  {en: Number of logins up to 500 a day by 1 October 2026,
   ru: Число входов в систему до 500 в день к 1 октября 2026}
""",
    good="""\
statement: {en: 90 % of visits are done with by 1 October 2026, ru: 90 % посещений завершены к 1 октября 2026}
""",
    severity="warning",
    manual_ru="""
    Формулировка считает результат, а не то, сколько раз кто-то заглянул в систему.

    Почему это важно: входы, записи и просмотры растут сами собой при любом внедрении и ничего не говорят о бизнесе.
    """,
)
def vanity_metric(goal: Goal, catalogue: Catalogue) -> Iterator[Remark]:
    """A statement counts an outcome, not how often somebody touched the system.

    Why it matters: logins, records and views rise by themselves with every rollout and say nothing about the
    business.
    """
    words = trapped("vanity-metric", goal.statement, catalogue) if is_promise(goal) else ""
    if words:
        yield goal.finding(
            Text(en="'{words}' flatters but proves nothing", ru="«{words}» радует, но ничего не доказывает").fill(
                words=words
            ),
            hint={
                "en": "count what the customer or the business gets from it",
                "ru": "считайте то, что получает клиент или бизнес",
            },
            at="statement",
        )
