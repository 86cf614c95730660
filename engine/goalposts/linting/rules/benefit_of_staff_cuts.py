"""A benefit that consists of people who are to go."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from goalposts.linting.phrases import plain, trapped
from goalposts.locale import Text
from goalposts.model import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import Catalogue, Project, Remark

_PEOPLE: Final = re.compile(
    r"\b(?:ftes?|headcounts?|salar(?:y|ies)|wages?|payroll|staff|lay-?offs?|redundanc(?:y|ies)|employees?"
    r"|(?:saved |cut )?(?:posts?|positions?)"
    r"|(?:штатн\w* |сокращ\w* )?(?:ставк\w*|единиц\w* штата|штатн\w* единиц\w*|должност\w*)|фот|оклад\w*|зарплат\w*"
    r"|сокращени\w* (?:штата|персонала)|увольнени\w*)\b"
)


@rule(
    "GP411",
    "benefit-of-staff-cuts",
    bad="""\
project:
  benefit: {unit: {en: saved salary, ru: сэкономленная зарплата}, amount: 30_000 EUR, cost: 90_000 EUR}
""",
    good="""\
project:
  benefit: {unit: {en: kept customer, ru: удержанный клиент}, amount: 30_000 EUR, cost: 90_000 EUR}
""",
    severity="warning",
    manual_ru="""
    Внедрение окупается тем, что приносит, а не людьми, которым придётся уйти.

    Почему это важно: сэкономленные минуты редко складываются в целые ставки, а люди, которые боятся за своё место,
    внедрению не помогают. Один удержанный клиент нередко приносит больше, и это можно проверить.
    """,
)
def benefit_of_staff_cuts(project: Project, catalogue: Catalogue) -> Iterator[Remark]:
    """A rollout pays off by what it brings, not by people who are to go.

    Why it matters: saved minutes rarely become saved posts, and people who fear for their posts do not help a
    rollout. One kept customer often pays for more, and somebody can check it.
    """
    benefit = project.benefit
    if benefit is None:
        return
    if _PEOPLE.search(plain(benefit.unit)) or trapped("headcount", benefit.unit, catalogue):
        yield project.finding(
            Text(en="'{unit}': this benefit is a staff cut", ru="«{unit}»: такая выгода — сокращение штата").fill(
                unit=benefit.unit
            ),
            hint={
                "en": "name what the rollout brings: a kept customer, an order, a contract",
                "ru": "назовите, что принесёт внедрение: удержанный клиент, заказ, договор",
            },
            at="benefit",
        )
