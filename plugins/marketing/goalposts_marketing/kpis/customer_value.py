"""What customers bring by a fixed age, and what that leaves of what it cost to win them.

Only fixed ages can be promised: what customers brought to date grows with their age, so a longer window would look
like a better one. Everything lies on the day of the first purchase, cost on the day of spending.
"""

from goalposts import DAY, DOWN, UP, Kpi, Quantity, param, sum_over, total

from goalposts_marketing.event_types import COST, PURCHASE
from goalposts_marketing.kpis.left_out import BEYOND_90_DAYS, BEYOND_THE_AGE, BOUGHT_BEFORE

_YOUNG = PURCHASE.at - PURCHASE.first_at < param("age")
_IS_FIRST = PURCHASE.number == 1
_NEW = sum_over(PURCHASE, among=_IS_FIRST, at="first_at")
_MARGIN = sum_over(PURCHASE, PURCHASE.margin, among=_YOUNG, at="first_at")
_REVENUE = sum_over(PURCHASE, PURCHASE.value, among=_YOUNG, at="first_at")
_SPENT = sum_over(COST, COST.amount)
_AGE = {"age": 180 * DAY}
_PAYBACK_AGE = 90
_MONTH = 365.25 / 12

_GAMING = {
    "en": "Take a longer age, revenue for margin, or leave the cost of service out of the margin; drop the customers "
    "who bring nothing.",
    "ru": "Взять больший возраст, выручку вместо маржи или маржу без затрат на обслуживание; убрать клиентов, которые "
    "ничего не приносят.",
}
_LEFT = (
    "whoever bought before the data begin looks new, so leave the first months of the data out of the baseline; a "
    "source that holds other actions than purchases states a `where`"
)

LIFETIME_VALUE = Kpi(
    id="marketing.ltv",
    name={"en": "Customer value by a fixed age (LTV)", "ru": "Ценность клиента к заданному возрасту (LTV)"},
    summary={
        "en": "Margin that customers won in a period bring within 180 days of their first purchase, per customer. "
        "Returns are deducted. By revenue it is overstated: no cost is taken off.",
        "ru": "Маржа, которую клиенты, привлечённые за период, приносят за 180 дней с первой покупки, в среднем на "
        "клиента. Возвраты вычтены. По выручке показатель завышен: затраты не вычтены.",
    },
    over=PURCHASE,
    at="first_at",
    params=_AGE,
    variants={"cohort_H": _MARGIN / _NEW, "revenue_H": _REVENUE / _NEW},
    default="cohort_H",
    direction=UP,
    guardrails=("marketing.retention", "marketing.new_customers", "marketing.ltv_to_cac"),
    gaming=_GAMING,
    maturity=param("age"),
    minimum_n=30,
    exclusions=(BEYOND_THE_AGE,),
    attributability="outcome",
    source="Mean cumulative margin per acquired customer at the age H (`with: {age: 365 d}` sets another), only of "
    "cohorts that were followed to it; revenue_H is a variant for who has no margin, and flatters; " + _LEFT,
)

LTV_TO_CAC = Kpi(
    id="marketing.ltv_to_cac",
    name={"en": "Customer value by the cost of winning one (LTV:CAC)", "ru": "LTV к стоимости привлечения (LTV:CAC)"},
    summary={
        "en": "Margin that the customers won in a period bring within 180 days of their first purchase, divided by "
        "the advertising cost of the period.",
        "ru": "Маржа за 180 дней с первой покупки от клиентов, привлечённых за период, делённая на расход на рекламу "
        "за этот период.",
    },
    over=PURCHASE,
    also=[COST],
    at="first_at",
    params=_AGE,
    value=_MARGIN / _SPENT,
    direction=UP,
    guardrails=("marketing.new_customers",),
    gaming=_GAMING,
    maturity=param("age"),
    minimum_n=30,
    exclusions=(BEYOND_THE_AGE,),
    attributability="outcome",
    source="LTV at the age H / CAC of the same days; with a long way to the first purchase the customers of a period "
    "were paid for in an earlier one. The rule of thumb of 3 comes from subscription software and holds nowhere else",
)

ROMI_LTV = Kpi(
    id="marketing.romi_ltv",
    name={"en": "Return on marketing by customer value", "ru": "Окупаемость маркетинга по LTV"},
    summary={
        "en": "Margin that the customers won in a period bring within 180 days of their first purchase, minus the "
        "advertising cost of the period, divided by that cost.",
        "ru": "Маржа за 180 дней с первой покупки от клиентов, привлечённых за период, за вычетом расхода на рекламу "
        "за этот период, делённая на этот расход.",
    },
    over=PURCHASE,
    also=[COST],
    at="first_at",
    params=_AGE,
    value=(_MARGIN - _SPENT) / _SPENT,
    unit="%",
    direction=UP,
    guardrails=("marketing.romi", "marketing.spend", "marketing.new_customers"),
    gaming=_GAMING,
    maturity=param("age"),
    minimum_n=30,
    exclusions=(BEYOND_THE_AGE,),
    attributability="outcome",
    source="ROMI with the return of new customers at the age H instead of that of the period; the age is part of it, "
    "so two ages do not compare",
)

PAYBACK = Kpi(
    id="marketing.payback",
    name={"en": "Months until a customer has paid back", "ru": "Срок окупаемости клиента, месяцев"},
    summary={
        "en": "Cost of winning a customer divided by the margin that a customer brings a month over the first 90 days.",
        "ru": "Стоимость привлечения клиента, делённая на его маржу в месяц за первые 90 дней.",
    },
    over=PURCHASE,
    also=[COST],
    at="first_at",
    value=_PAYBACK_AGE
    / _MONTH
    * _SPENT
    / sum_over(PURCHASE, PURCHASE.margin, among=PURCHASE.at - PURCHASE.first_at < _PAYBACK_AGE * DAY, at="first_at"),
    direction=DOWN,
    guardrails=("marketing.ltv", "marketing.new_customers"),
    gaming={
        "en": "Win only customers who buy much at once; sell stocks for half a year ahead.",
        "ru": "Привлекать только тех, кто сразу покупает много; продавать запас на полгода вперёд.",
    },
    maturity=Quantity(_PAYBACK_AGE, "d"),
    minimum_n=30,
    exclusions=(BEYOND_90_DAYS,),
    attributability="outcome",
    source="CAC / monthly gross margin per customer; a month is 30.44 days. It goes on at the pace of the first 90 "
    "days, which are mostly the best",
)

NEW_CUSTOMERS = Kpi(
    id="marketing.new_customers",
    name={"en": "New customers a day", "ru": "Новых клиентов в день"},
    summary={
        "en": "People who bought for the first time, per open day.",
        "ru": "Число купивших впервые, в среднем за день работы.",
    },
    over=PURCHASE,
    value=total(among=_IS_FIRST),
    direction=UP,
    guardrails=("marketing.ltv",),
    gaming={
        "en": "Give old customers a new number.",
        "ru": "Заводить старым клиентам новые карточки.",
    },
    minimum_n=30,
    exclusions=(BOUGHT_BEFORE,),
    attributability="outcome",
    source="Count of first purchases; " + _LEFT,
)
