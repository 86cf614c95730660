"""Whether customers buy again."""

from goalposts import DAY, UP, Kpi, param, share, sum_over, survival

from goalposts_sales.event_types import PURCHASE
from goalposts_sales.kpis.left_out import LATER_IN_THE_MONTH, LATER_ORDERS
from goalposts_sales.kpis.periods import first_of_month

_KNOWN = PURCHASE.number > 1

REPEAT_SHARE = Kpi(
    id="sales.repeat_share",
    name={"en": "Repeat customers", "ru": "Доля постоянных клиентов"},
    summary={
        "en": "Share of the buyers of a calendar month who had bought before it.",
        "ru": "Доля покупателей календарного месяца, которые покупали и до него.",
    },
    over=PURCHASE,
    params={"within": 180 * DAY},
    variants={
        # A buyer counts once a month, by the first order in it: whoever splits an order in two gains nothing.
        "repeat_in_period": share(of=_KNOWN, among=first_of_month(PURCHASE)),
        "orders": share(of=_KNOWN),
        "revenue": sum_over(PURCHASE, PURCHASE.amount, among=_KNOWN) / sum_over(PURCHASE, PURCHASE.amount),
        # Of first orders only; the last half year is followed as far as it goes.
        "repurchase_W": survival(PURCHASE.next_at, give="reached", by=param("within"), among=PURCHASE.number == 1),
        "next_order_W": survival(PURCHASE.next_at, give="reached", by=param("within")),
    },
    default="repeat_in_period",
    unit="%",
    direction=UP,
    guardrails=("sales.return_rate",),
    gaming={
        "en": "Split one order into two, which moves the variants by orders; merge customer records, which makes new "
        "buyers known ones.",
        "ru": "Дробить заказ на два: это завышает варианты по заказам; объединять карточки клиентов: новые покупатели "
        "становятся «постоянными».",
    },
    minimum_n=30,
    exclusions=(LATER_IN_THE_MONTH, LATER_ORDERS),
    attributability="outcome",
    source="Buyers in a period who had bought before it / buyers in the period, the period being a calendar month; "
    "orders and revenue: the same by orders and by their amounts; repurchase_W and next_order_W: another purchase "
    "within W days of the first, of any. Whoever bought before the data begin looks new, so leave the first year of "
    "the data out of the baseline; a window that begins within a month leaves out who bought before it in that month. "
    "Merging customer records raises the share though nobody buys more often: export the orders of both windows anew "
    "after it, or declare it as a change of source, which is not compared",
)
