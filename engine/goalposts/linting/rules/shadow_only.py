"""A KPI that cannot be judged yet, in a role that judges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.linting.unresolved import unresolved
from goalposts.model import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.catalogue import Problem
    from goalposts.model import Remark

_KPIS = """\
project:
  kpis:
    - {id: local.places, over: sample.visit, value: distinct(of=place), direction: up, attributability: intermediate}
"""


@rule(
    "GP212",
    "shadow-only",
    bad=_KPIS + "kpi: local.places\ntarget: '>= 20'\n",
    good=_KPIS + "kpi: local.places\nrole: shadow\ntarget: null\n",
    manual_ru="""
    Показатель, об изменении которого нельзя судить по дням, только наблюдают (`shadow`): его показывают, но не
    обещают и не берут в ограничители.

    Почему это важно: число разных значений за период — не сумма по дням, поэтому дни не говорят, насколько надёжно
    его изменение. По такому обещанию вывода не было бы никогда.
    """,
)
def shadow_only(problems: tuple[Problem, ...]) -> Iterator[Remark]:
    """A KPI whose change cannot be judged by day is a shadow: reported, but neither promised nor guarded.

    Why it matters: the distinct values of a period are not the sum of its days, so days say nothing about how sure a
    change of them is. A promise on such a number would never be decided.
    """
    yield from unresolved("shadow-only", problems)
