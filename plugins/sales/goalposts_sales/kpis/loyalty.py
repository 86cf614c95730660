"""Whether customers buy again."""

from goalposts import DAY, UP, Kpi, param, share, sum_over, survival

from goalposts_sales.event_types import PURCHASE

_KNOWN = PURCHASE.number > 1

REPEAT_SHARE = Kpi(
    id="sales.repeat_share",
    name={"en": "Repeat purchases", "ru": "Доля повторных покупок"},
    summary={
        "en": "Share of orders by customers who had bought before.",
        "ru": "Доля заказов от клиентов, покупавших раньше.",
    },
    over=PURCHASE,
    params={"within": 180 * DAY},
    variants={
        "orders": share(of=_KNOWN),
        "revenue": sum_over(PURCHASE, PURCHASE.amount, among=_KNOWN) / sum_over(PURCHASE, PURCHASE.amount),
        # Of first orders only; the last half year is followed as far as it goes.
        "repurchase_W": survival(PURCHASE.next_at, give="reached", by=param("within"), among=PURCHASE.number == 1),
    },
    default="orders",
    unit="%",
    direction=UP,
    guardrails=("sales.return_rate",),
    gaming={
        "en": "Split one order into two.",
        "ru": "Дробить один заказ на два.",
    },
    attributability="outcome",
    source="Share of repeat orders, of their revenue, and second purchase within W days of the first; whoever bought "
    "before the data begin looks new, so leave the first year of the data out of the baseline",
)
