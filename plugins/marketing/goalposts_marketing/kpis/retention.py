"""Whether customers who were won stay."""

from goalposts import DAY, UP, Kpi, param, sum_over

from goalposts_marketing.event_types import PURCHASE
from goalposts_marketing.kpis.left_out import AFTER_THAT_DAY, AGAIN_IN_THE_SPAN, TOO_EARLY, TOO_LATE

_IS_OLD = PURCHASE.at - PURCHASE.first_at >= param("after")
_IS_IN_SPAN = PURCHASE.at - PURCHASE.first_at < param("by")
_IS_THAT_DAY = PURCHASE.at - PURCHASE.first_at - param("after") < 1 * DAY
# Of a customer's purchases at that age, only the first: customers are counted, not purchases.
_COMES_BACK = PURCHASE.previous_at - PURCHASE.first_at < param("after")
_NEW = sum_over(PURCHASE, among=PURCHASE.number == 1, at="first_at")

RETENTION = Kpi(
    id="marketing.retention",
    name={"en": "Customers who come back", "ru": "Удержание клиентов"},
    summary={
        "en": "Share of the customers won in a period who buy again between the 30th and the 60th day after their "
        "first purchase.",
        "ru": "Доля клиентов, привлечённых за период, которые снова покупают на 30–60-й день после первой покупки.",
    },
    over=PURCHASE,
    at="first_at",
    params={"after": 30 * DAY, "by": 60 * DAY},
    variants={
        "bounded": sum_over(PURCHASE, among=_IS_OLD & _IS_IN_SPAN & _COMES_BACK, at="first_at") / _NEW,
        "classic": sum_over(PURCHASE, among=_IS_OLD & _IS_THAT_DAY & _COMES_BACK, at="first_at") / _NEW,
    },
    default="bounded",
    unit="%",
    direction=UP,
    guardrails=("marketing.new_customers",),
    gaming={
        "en": "Win fewer customers, only sure ones; nudge them to a tiny second purchase.",
        "ru": "Привлекать меньше клиентов, только надёжных; подталкивать к копеечной второй покупке.",
    },
    maturity=param("by"),
    minimum_n=30,
    exclusions=(TOO_EARLY, TOO_LATE, AFTER_THAT_DAY, AGAIN_IN_THE_SPAN),
    attributability="outcome",
    source="Retention by cohort: bounded within the span from `after` to `by`, classic on the day `after`. Coming back "
    "at any later time is not offered: older cohorts had longer for it",
)
