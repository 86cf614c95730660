"""The theoretical best as a target."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.linting.promises import is_part_of_whole, promised_kpi
from goalposts.locale import Text
from goalposts.model import TargetKind, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import Catalogue, Goal, Remark


@rule(
    "GP303",
    "perfect-target",
    bad="""\
statement:
  {en: The share of visits done with grows by 10 points by 1 October 2026,
   ru: Доля завершённых посещений растёт на 10 пунктов к 1 октября 2026}
target: ">= 100%"
""",
    good="""\
statement: {en: 98 % of visits are done with by 1 October 2026, ru: 98 % посещений завершены к 1 октября 2026}
target: ">= 98%"
""",
    severity="warning",
    manual_ru="""
    Целевое значение оставляет место исключениям, без которых не обойдётся.

    Почему это важно: 100 % достигают, только если не записывать исключений; невыполнимая цель учит подгонять данные.
    """,
)
def perfect_target(goal: Goal, catalogue: Catalogue) -> Iterator[Remark]:
    """A target leaves room for the exceptions that will happen.

    Why it matters: 100 % is reached only by not recording the exceptions; a goal that cannot be kept teaches
    people to bend the data.
    """
    kpi = promised_kpi(goal, catalogue)
    target = goal.target
    if kpi is None or target is None or not is_part_of_whole(kpi) or target.kind is not TargetKind.ABSOLUTE:
        return
    if target.low.in_base_unit == (1.0 if target.upward else 0.0):
        yield goal.finding(
            Text(en="'{target}' is perfection", ru="«{target}» — это идеал").fill(target=target.text),
            hint={
                "en": "leave room for exceptions: 95 % or 98 %, or 2 % instead of none",
                "ru": "оставьте место исключениям: 95 % или 98 %, а вместо нуля — 2 %",
            },
            at="target",
        )
