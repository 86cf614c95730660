"""Two goals in one statement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.linting.phrases import named_kpis
from goalposts.linting.promises import is_promise
from goalposts.locale import Text
from goalposts.model import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import Catalogue, Goal, Remark


@rule(
    "GP104",
    "compound",
    bad="""\
statement:
  {en: 90 % of visits served within 20 s and mean wait down to 40 s by 1 October 2026,
   ru: 90 % посещений обслужены за 20 с и среднее ожидание снижено до 40 с к 1 октября 2026}
""",
    good="""\
statement:
  {en: 90 % of visits served within 20 s by 1 October 2026,
   ru: 90 % посещений обслужены за 20 с к 1 октября 2026}
""",
    severity="warning",
    manual_ru="""
    Формулировка обещает что-то одно.

    Почему это важно: если одна половина выполнена, а другая нет, цель ни достигнута, ни провалена; да и измеряют
    обычно только одну половину.
    """,
)
def compound(goal: Goal, catalogue: Catalogue) -> Iterator[Remark]:
    """A statement promises one thing.

    Why it matters: when one half is reached and the other is not, the goal is neither; and usually only one
    half is measured.
    """
    named = named_kpis(goal.statement, catalogue) if is_promise(goal) else ()
    if len(named) > 1:
        yield goal.finding(
            Text(en="promises several things at once: {kpis}", ru="обещает сразу несколько вещей: {kpis}").fill(
                kpis=", ".join(named)
            ),
            hint={
                "en": "make a goal of each, or a guardrail of the second",
                "ru": "сделайте из каждой отдельную цель, а вторую можно сделать ограничителем",
            },
            at="statement",
        )
