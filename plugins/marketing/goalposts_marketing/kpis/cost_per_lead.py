"""What a lead costs."""

from goalposts import DAY, DOWN, Kpi, Models, sum_over

from goalposts_marketing.event_types import COST, CUSTOMER_LEAD, LEAD
from goalposts_marketing.kpis.left_out import ASKED_BEFORE, NOT_QUALIFIED, NOT_VALID

_SPENT = sum_over(COST, COST.amount)

COST_PER_LEAD = Kpi(
    id="marketing.cpl",
    name={"en": "Cost per lead (CPL)", "ru": "Стоимость лида (CPL)"},
    summary={
        "en": "Advertising cost of a period divided by the leads of the same period.",
        "ru": "Расход на рекламу за период, делённый на число лидов за тот же период.",
    },
    over=COST,
    also=[LEAD, CUSTOMER_LEAD],
    direction=DOWN,
    variants={
        "all": _SPENT / sum_over(LEAD),
        "valid": _SPENT / sum_over(LEAD, among=LEAD.valid),
        "qualified": _SPENT / sum_over(LEAD, at="qualified_at"),
        "unique": _SPENT
        / sum_over(
            CUSTOMER_LEAD,
            among=CUSTOMER_LEAD.previous_at.is_null() | (CUSTOMER_LEAD.at - CUSTOMER_LEAD.previous_at > 30 * DAY),
        ),
    },
    default="all",
    models=Models("channel"),
    guardrails=("marketing.qualification", "marketing.lead_to_sale", "marketing.unattributed"),
    gaming={
        "en": "Buy address lists, pay people for filling in forms, make forms so loose that anyone is a lead: leads "
        "get cheap and do not buy.",
        "ru": "Покупать базы, платить за заполнение форм, упрощать форму так, что лидом становится любой: лиды "
        "дешевеют, но не покупают.",
    },
    minimum_n=30,
    exclusions=(NOT_VALID, NOT_QUALIFIED, ASKED_BEFORE),
    attributability="outcome",
    source="Cost per lead as in Yandex Direct and Google Ads reports, with the CRM's leads as denominator: platforms "
    "each claim the same lead. valid: neither spam nor a duplicate; qualified: CPQL, by the day of qualification; "
    "unique: without those who asked in the 30 days before, which takes leads with a `customer`",
)
