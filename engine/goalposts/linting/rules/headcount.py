"""A rollout justified by cutting staff."""

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
    "GP403",
    "headcount",
    bad="statement: {en: Cut staff by 10 people by 1 October 2026, ru: Сократить штат на 10 человек к 1 октября 2026}",
    good="""\
statement: {en: 90 % of visits are done with by 1 October 2026, ru: 90 % посещений завершены к 1 октября 2026}
""",
    severity="warning",
    manual_ru="""
    Цель — не сокращение штата.

    Почему это важно: сэкономленные минуты редко складываются в целые ставки, люди, которые боятся за своё место,
    внедрению не помогают, а один удержанный клиент нередко приносит больше.
    """,
)
def headcount(goal: Goal, catalogue: Catalogue) -> Iterator[Remark]:
    """A goal is not the cutting of staff.

    Why it matters: saved minutes rarely become saved posts, people who fear for their posts do not help a
    rollout, and one kept customer often pays for more.
    """
    words = trapped("headcount", f"{goal.statement} {goal.why}", catalogue) if is_promise(goal) else ""
    if words:
        yield goal.finding(
            Text(en="'{words}' is a dead end as a goal", ru="«{words}» — тупиковая цель").fill(words=words),
            hint={
                "en": "measure the hours freed and what they are used for, or the benefit in units (`benefit:`)",
                "ru": "измеряйте высвобожденные часы и на что они пошли или выгоду в единицах (`benefit:`)",
            },
            at="statement",
        )
