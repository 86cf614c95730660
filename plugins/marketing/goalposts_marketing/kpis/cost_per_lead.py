"""What a lead costs."""

from goalposts import DOWN, Kpi, sum_over

from goalposts_marketing.event_types import COST, LEAD

_SPENT = sum_over(COST, COST.amount)

COST_PER_LEAD = Kpi(
    id="marketing.cpl",
    name={"en": "Cost per lead (CPL)", "ru": "Стоимость лида (CPL)"},
    summary={
        "en": "Advertising cost of a period divided by the leads of the same period.",
        "ru": "Расход на рекламу за период, делённый на число лидов за тот же период.",
    },
    over=COST,
    also=[LEAD],
    direction=DOWN,
    # Repeated callers are leads too here: telling them apart takes a person's other rows.
    variants={
        "all": _SPENT / sum_over(LEAD),
        "valid": _SPENT / sum_over(LEAD, among=LEAD.valid),
        "qualified": _SPENT / sum_over(LEAD, at="qualified_at"),
    },
    default="all",
    gaming={
        "en": "Buy address lists, pay people for filling in forms, make forms so loose that anyone is a lead: leads "
        "get cheap and do not buy.",
        "ru": "Покупать базы, платить за заполнение форм, упрощать форму так, что лидом становится любой: лиды "
        "дешевеют, но не покупают.",
    },
    attributability="outcome",
    source="Cost per lead as in Yandex Direct and Google Ads reports, with the CRM's leads as denominator: platforms "
    "each claim the same lead. valid: neither spam nor a duplicate; qualified: CPQL, by the day of qualification",
)
