"""What comes back of what marketing costs."""

from goalposts import UP, Kpi, sum_over

from goalposts_marketing.event_types import CONVERSION, COST

_SPENT = sum_over(COST, COST.amount)
_MARGIN = sum_over(CONVERSION, CONVERSION.margin)
_REVENUE = sum_over(CONVERSION, CONVERSION.value)

RETURN_ON_MARKETING = Kpi(
    id="marketing.romi",
    name={"en": "Return on marketing (ROMI)", "ru": "Окупаемость маркетинга (ROMI)"},
    summary={
        "en": "Margin from the conversions of a period minus its advertising cost, divided by that cost: at -100 % "
        "all is lost, at 0 % it breaks even.",
        "ru": "Маржа целевых действий за период за вычетом расхода на рекламу, делённая на этот расход: −100 % — "
        "потеряно всё, 0 % — вложенное окупилось.",
    },
    over=COST,
    also=[CONVERSION],
    # By revenue the break-even is not 0 but 1 / margin share - 1: the formulas do not compare.
    variants={"margin": (_MARGIN - _SPENT) / _SPENT, "revenue_based": (_REVENUE - _SPENT) / _SPENT},
    default="margin",
    unit="%",
    direction=UP,
    guardrails=("marketing.spend", "marketing.conversions"),
    gaming={
        "en": "Count revenue for margin; credit advertising with customers who would have bought anyway; stop the "
        "channels that bring new customers.",
        "ru": "Считать выручку вместо маржи; приписывать рекламе тех, кто купил бы и так; отключать каналы, которые "
        "приводят новых клиентов.",
    },
    minimum_n=14,
    attributability="outcome",
    source="(margin - cost) / cost; what advertising added is known only from a hold-out",
)

RETURN_ON_AD_SPEND = Kpi(
    id="marketing.roas",
    name={"en": "Return on advertising spend (ROAS)", "ru": "Возврат рекламных расходов (ROAS)"},
    summary={
        "en": "Revenue from the conversions of a period divided by its advertising cost.",
        "ru": "Выручка целевых действий за период, делённая на расход на рекламу.",
    },
    over=COST,
    also=[CONVERSION],
    value=_REVENUE / _SPENT,
    unit="%",
    direction=UP,
    guardrails=("marketing.romi", "marketing.spend"),
    gaming={
        "en": "Advertise to those who would have bought anyway: brand searches and repeated visits.",
        "ru": "Показывать рекламу тем, кто купил бы и так: брендовый спрос и повторные визиты.",
    },
    minimum_n=14,
    attributability="outcome",
    source="Revenue / cost; ROMI by revenue is this less one. It breaks even at 1 / margin share, not at 100 %",
)
