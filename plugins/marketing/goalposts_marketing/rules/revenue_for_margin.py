"""A goal that takes revenue for what customers bring."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from goalposts import Remark, rule
from goalposts.locale import Text

BY_MARGIN: Final = {
    ("marketing.ltv", "revenue_H"): "cohort_H",
    ("marketing.romi", "revenue_based"): "margin",
}
"""By KPI and variant, the variant of the same KPI that is of margin."""


@rule(
    "MKT201",
    "revenue-for-margin",
    bad='kpi: marketing.romi\nvariant: revenue_based\ntarget: ">= 50%"',
    good='kpi: marketing.romi\nvariant: margin\ntarget: ">= 50%"',
    severity="warning",
    manual_ru="""
    Окупаемость и ценность клиента считаются по марже, а не по выручке.

    Почему это важно: выручка не учитывает затрат, поэтому клиенты кажутся ценнее, чем есть, а реклама окупается на
    бумаге; окупаемость по выручке выходит в ноль не при 0, а при 1 / доля маржи − 1, и скидки её поднимают.
    """,
)
def revenue_for_margin(goal: Any) -> Iterator[Remark]:
    """Return and customer value are of margin, not of revenue.

    Why it matters: revenue takes no cost off, so customers look worth more than they bring and advertising pays back
    on paper; a return on revenue breaks even not at 0 but at 1 / margin share - 1, and discounts raise it.
    """
    instead = BY_MARGIN.get((goal.kpi, goal.variant))
    if instead is not None:
        yield goal.finding(_MESSAGE.fill(variant=goal.variant), hint=_HINT.fill(variant=instead), at="variant")


_MESSAGE = Text(
    en="the variant {variant} counts revenue, which flatters",
    ru="вариант {variant} считается по выручке и завышает результат",
)
_HINT = Text(
    en="take `variant: {variant}`, with a margin in the source of conversions",
    ru="возьмите `variant: {variant}` и укажите маржу в источнике целевых действий",
)
