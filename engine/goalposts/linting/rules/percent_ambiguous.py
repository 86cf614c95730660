"""A percentage of a percentage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.linting.promises import SHARE_UNIT, promised_kpi
from goalposts.locale import Text
from goalposts.model import TargetKind, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import Catalogue, Goal, Remark


@rule(
    "GP203",
    "percent-ambiguous",
    bad='target: "+5%"',
    good='target: "+5pp"',
    severity="warning",
    manual_ru="""
    Если меняется доля, сказано, что имеется в виду: пункты или проценты от нынешнего значения.

    Почему это важно: +5 % к доле в 20 % — это 21 %, а +5 пунктов — 25 %: обещанное и понятое различаются впятеро.
    """,
)
def percent_ambiguous(goal: Goal, catalogue: Catalogue) -> Iterator[Remark]:
    """A change of a percentage says whether it means points or per cent of the present value.

    Why it matters: +5 % of a share of 20 % is 21 %, +5 points is 25 %: a factor of five between what was
    promised and what was understood.
    """
    kpi = promised_kpi(goal, catalogue)
    target = goal.target
    if kpi is None or target is None or kpi.unit != SHARE_UNIT or target.kind is not TargetKind.RELATIVE:
        return
    size = target.low.value
    yield goal.finding(
        Text(
            en="'{target}' of a percentage can mean points or per cent of the present value",
            ru="«{target}» для доли может означать и пункты, и проценты от нынешнего значения",
        ).fill(target=target.text),
        hint=Text(
            en='write "{points}pp" for points or "x {factor}" for a relative change',
            ru='напишите "{points}pp", если это пункты, или "x {factor}", если относительное изменение',
        ).fill(points=f"{size:+g}", factor=f"{1 + size / 100:g}"),
        at="target",
    )
