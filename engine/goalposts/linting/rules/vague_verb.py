"""A statement that wishes instead of promising."""

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
    "GP102",
    "vague-verb",
    bad="statement: {en: Improve the service by 1 October 2026, ru: Улучшить сервис к 1 октября 2026}",
    good="""\
statement:
  {en: "Improve the service: 90 % of visits are done with by 1 October 2026",
   ru: "Улучшить сервис: 90 % посещений завершены к 1 октября 2026"}
""",
    manual_ru="""
    Формулировка говорит, на сколько станет лучше, а не только что станет лучше.

    Почему это важно: «улучшить сервис» верно при любом исходе, который кому-нибудь нравится; число с единицей
    измерения — нет.
    """,
)
def vague_verb(goal: Goal, catalogue: Catalogue) -> Iterator[Remark]:
    """A statement says how much, not only that things get better.

    Why it matters: "improve the service" is true of any outcome that somebody likes; a number with a unit is
    not.
    """
    words = trapped("vague-verb", goal.statement, catalogue) if is_promise(goal) else ""
    if words and not names_quantity(goal.statement):
        yield goal.finding(
            Text(en="'{words}' without a number", ru="«{words}» без числа").fill(words=words),
            hint={
                "en": "say how much and by when, as in '90 % of visits served within 20 s by 1 October 2026'",
                "ru": "скажите, сколько и к какому дню: «90 % посещений обслужены за 20 с к 1 октября 2026»",
            },
            at="statement",
        )
