"""A KPI without a good direction of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.linting.promises import promised_kpi
from goalposts.locale import Text
from goalposts.model import DOWN, UP, TargetKind, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import Catalogue, Goal, Remark


@rule(
    "GP306",
    "direction-from-target",
    bad="""\
kpi: sample.visits
target: ">= 100"
project:
  goals: [{id: other}]
""",
    good="""\
kpi: sample.visits
target: 100 .. 120
project:
  goals: [{id: other}]
""",
    severity="warning",
    manual_ru="""
    Если у показателя нет своего направления «лучше», знак целевого значения выбран сознательно.

    Почему это важно: рост такого показателя может быть и хорош, и плох; решает одно целевое значение, поэтому на его
    знак стоит взглянуть ещё раз, а лучше задать полосу.
    """,
)
def direction_from_target(goal: Goal, catalogue: Catalogue) -> Iterator[Remark]:
    """A target on a KPI without a good direction is meant the way it is written.

    Why it matters: more of such a KPI can be good or bad; the target alone decides which, so its sign deserves
    a second look, or better a band.
    """
    kpi = promised_kpi(goal, catalogue)
    if kpi is None or goal.target is None or kpi.direction in (UP, DOWN) or goal.target.kind is TargetKind.BAND:
        return
    yield goal.finding(
        Text(
            en="{kpi} has no good direction of its own; '{target}' sets it",
            ru="у {kpi} нет своего направления «лучше»; его задаёт цель «{target}»",
        ).fill(kpi=kpi.id, target=goal.target.text),
        hint={
            "en": 'write a band such as "100 .. 120", or measure it as `role: shadow`',
            "ru": 'задайте полосу, например "100 .. 120", или измеряйте с `role: shadow`',
        },
        at="target",
    )
