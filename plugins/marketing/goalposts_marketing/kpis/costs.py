"""What advertising costs."""

from goalposts import DOWN, NONE, UP, Ceiling, Kpi, ratio, sum_over, total

from goalposts_marketing.event_types import CONVERSION, COST, LEAD
from goalposts_marketing.kpis.left_out import NOT_BOUGHT

_SPENT = sum_over(COST, COST.amount)

COST_PER_ACTION = Kpi(
    id="marketing.cpa",
    name={"en": "Cost per action (CPA)", "ru": "Стоимость целевого действия (CPA)"},
    summary={
        "en": "Advertising cost of a period divided by the target actions of the same period; state which action by "
        "`where` or a source of one action.",
        "ru": "Расход на рекламу за период, делённый на число целевых действий за тот же период; действие задаётся "
        "условием `where` или источником с одним действием.",
    },
    over=COST,
    also=[CONVERSION],
    value=_SPENT / sum_over(CONVERSION),
    direction=DOWN,
    guardrails=("marketing.conversions", "marketing.romi"),
    gaming={
        "en": "Cheaper but worse actions: soft conversions, bots, brand traffic.",
        "ru": "Получать более дешёвые, но худшие действия: мягкие конверсии, ботов, брендовый трафик.",
    },
    minimum_n=30,
    attributability="outcome",
    source="Cost / target actions; not CAC, which counts new customers. Platforms each claim the same order, so take "
    "the actions from the CRM or the shop; what is bought later than the click counts on the day of buying",
)

ACQUISITION_COST = Kpi(
    id="marketing.cac",
    name={"en": "Cost per new customer (CAC, media cost)", "ru": "Стоимость нового клиента (CAC, рекламный расход)"},
    summary={
        "en": "Advertising cost of a period divided by the leads that bought in it. Salaries, tools and agencies are "
        "included only if the cost source has them.",
        "ru": "Расход на рекламу за период, делённый на число лидов, купивших в этом периоде. Зарплаты, сервисы и "
        "агентства входят, только если они есть в источнике расходов.",
    },
    over=COST,
    also=[LEAD],
    value=_SPENT / sum_over(LEAD, at="won_at"),
    direction=DOWN,
    guardrails=("marketing.lead_to_sale", "marketing.lead_validity"),
    gaming={
        "en": "Count returning customers as new; leave salaries out on one side only.",
        "ru": "Считать вернувшихся клиентов новыми; исключать зарплаты только в одном из периодов.",
    },
    minimum_n=30,
    exclusions=(NOT_BOUGHT,),
    attributability="outcome",
    source="All sales and marketing cost / new paying customers; by the day of buying, so a long sales cycle divides "
    "the cost of one period by the customers of an earlier one",
)

SPEND = Kpi(
    id="marketing.spend",
    name={"en": "Advertising cost a day", "ru": "Расход на рекламу в день"},
    summary={"en": "Advertising cost, per open day.", "ru": "Расход на рекламу в среднем за день работы."},
    over=COST,
    value=total(of=COST.amount),
    direction=NONE,
    gaming={"en": "Pay from another budget.", "ru": "Платить из другого бюджета."},
    minimum_n=14,
    attributability="direct",
    source="Numerator of the costs per lead and per action",
)

PLATFORM_CLAIMS = Kpi(
    id="marketing.platform_claims",
    name={"en": "Conversions claimed by platforms", "ru": "Конверсии по данным площадок"},
    summary={
        "en": "Conversions that the platforms claim divided by those that took place: above 100 %, some are claimed "
        "more than once.",
        "ru": "Конверсии, которые площадки относят на свой счёт, делённые на фактические: больше 100 % — одни и те же "
        "конверсии посчитаны несколько раз.",
    },
    over=COST,
    also=[CONVERSION],
    value=sum_over(COST, COST.conversions) / sum_over(CONVERSION),
    unit="%",
    direction=NONE,
    guardrails=("marketing.cpa",),
    ceiling=Ceiling(
        1.0,
        "claimed_twice",
        {
            "en": "the platforms claim {value} of the conversions that there were: some are claimed by several "
            "platforms, so reckon by those of the CRM or the shop",
            "ru": "площадки относят на свой счёт {value} фактических конверсий: часть посчитана несколькими "
            "площадками, поэтому опирайтесь на конверсии из CRM или магазина",
        },
    ),
    gaming={
        "en": "Longer conversion windows and view-through conversions on the platform.",
        "ru": "Удлинять на площадке окна конверсии и включать конверсии по показам.",
    },
    minimum_n=14,
    attributability="direct",
    source="Σ platform conversions / conversions of the CRM or the shop; platforms each claim the same order, and "
    "restate days that have passed",
)

CLICK_COST = Kpi(
    id="marketing.cpc",
    name={"en": "Cost per click (CPC)", "ru": "Цена клика (CPC)"},
    summary={"en": "Advertising cost per click.", "ru": "Расход на рекламу на один клик."},
    over=COST,
    value=ratio(of=COST.amount, by=COST.clicks),
    unit="money",
    direction=DOWN,
    guardrails=("marketing.cpl", "marketing.cpa"),
    gaming={
        "en": "Buy clicks that are cheap because nobody behind them buys.",
        "ru": "Покупать клики, дешёвые потому, что за ними нет покупателей.",
    },
    minimum_n=14,
    attributability="intermediate",
    source="Σ cost / Σ clicks, of the rows that have both",
)

CLICK_RATE = Kpi(
    id="marketing.ctr",
    name={"en": "Click rate (CTR)", "ru": "Кликабельность (CTR)"},
    summary={"en": "Clicks divided by impressions.", "ru": "Число кликов, делённое на число показов."},
    over=COST,
    value=ratio(of=COST.clicks, by=COST.impressions),
    unit="%",
    direction=UP,
    guardrails=("marketing.cpl", "marketing.lead_validity"),
    gaming={
        "en": "Promise in the advertisement what the page does not keep.",
        "ru": "Обещать в объявлении то, чего нет на странице.",
    },
    minimum_n=14,
    attributability="intermediate",
    source="Σ clicks / Σ impressions, of the rows that have both",
)
