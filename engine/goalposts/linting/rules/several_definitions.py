"""A KPI with several definitions, none chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.errors import listed
from goalposts.linting.promises import promised_kpi
from goalposts.locale import Text
from goalposts.model import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import Catalogue, Goal, Remark


@rule(
    "GP106",
    "several-definitions",
    bad="""\
kpi: sample.quick_share
guardrails: []
""",
    good="""\
kpi: sample.quick_share
variant: all
guardrails: []
""",
    severity="info",
    fix={
        "en": "adds the variant that is used anyway",
        "ru": "дописывает вариант, который берётся и так",
    },
    manual_ru="""
    В цели по показателю с несколькими вариантами назван нужный вариант.

    Почему это важно: варианты одного показателя могут расходиться на десять пунктов; тот, кто читает результат,
    должен знать, какой из них обещали.
    """,
)
def several_definitions(goal: Goal, catalogue: Catalogue) -> Iterator[Remark]:
    """A goal on a KPI with several variants names the one that is meant.

    Why it matters: the variants of one KPI can differ by ten points; whoever reads the result must know which
    one was promised.
    """
    kpi = promised_kpi(goal, catalogue)
    if kpi is not None and not goal.variant and len(kpi.variants) > 1:
        yield goal.finding(
            Text(
                en="{kpi} has several definitions: {variants}; '{default}' is used",
                ru="у {kpi} несколько определений: {variants}; берётся «{default}»",
            ).fill(kpi=kpi.id, variants=listed(kpi.variants), default=kpi.default),
            hint=Text(
                en="add `variant: {default}` if that is meant",
                ru="если имеется в виду оно, добавьте `variant: {default}`",
            ).fill(default=kpi.default),
            at="kpi",
            fix=goal.adding("variant", kpi.default, after="kpi"),
        )
