"""How many leads come, and how good they are."""

from goalposts import DAY, DOWN, UP, Kpi, param, share, survival, total

from goalposts_marketing.event_types import LEAD
from goalposts_marketing.kpis.left_out import NOT_VALID

LEADS = Kpi(
    id="marketing.leads",
    name={"en": "Leads a day", "ru": "Лидов в день"},
    summary={"en": "Leads, per open day.", "ru": "Число лидов в среднем за день работы."},
    over=LEAD,
    variants={"all": total(), "valid": total(among=LEAD.valid)},
    default="all",
    direction=UP,
    guardrails=("marketing.lead_validity", "marketing.lead_to_sale"),
    gaming={
        "en": "Loose forms, bought lists, incentive traffic.",
        "ru": "Слишком простые формы, купленные базы, мотивированный трафик.",
    },
    minimum_n=30,
    exclusions=(NOT_VALID,),
    attributability="outcome",
    source="Count by the day on which the lead came in",
)

LEAD_VALIDITY = Kpi(
    id="marketing.lead_validity",
    name={"en": "Valid leads", "ru": "Валидные лиды"},
    summary={
        "en": "Of the leads that were checked, the share that is neither spam nor a duplicate.",
        "ru": "Доля лидов, не оказавшихся ни спамом, ни дублем, среди проверенных.",
    },
    over=LEAD,
    value=share(of=LEAD.valid),
    direction=UP,
    gaming={
        "en": "Mark a lead as valid without calling it.",
        "ru": "Отмечать лид валидным без звонка.",
    },
    minimum_n=30,
    attributability="intermediate",
    source="Valid leads / leads that somebody judged",
)

QUALIFICATION = Kpi(
    id="marketing.qualification",
    name={"en": "Leads qualified", "ru": "Квалифицированные лиды"},
    summary={
        "en": "Share of leads qualified within 30 days; those not yet qualified count as far as they were followed.",
        "ru": "Доля лидов, квалифицированных за 30 дней; остальные учитываются за то время, что их наблюдали.",
    },
    over=LEAD,
    params={"within": 30 * DAY},
    variants={
        "reached": survival(LEAD.qualified_at, give="reached", by=param("within")),
        "cohort": survival(LEAD.qualified_at, give="cohort", by=param("within")),
    },
    default="reached",
    direction=UP,
    guardrails=("marketing.lead_to_sale",),
    gaming={"en": "Qualify every lead.", "ru": "Квалифицировать всех подряд."},
    minimum_n=30,
    attributability="intermediate",
    source="MQL to SQL by cohort; published benchmarks contradict one another, so none is given",
)

LEAD_TO_SALE = Kpi(
    id="marketing.lead_to_sale",
    name={"en": "Leads that bought", "ru": "Конверсия лида в продажу"},
    summary={
        "en": "Share of leads that bought within 90 days; those that have not yet bought count as far as they were "
        "followed.",
        "ru": "Доля лидов, купивших за 90 дней; остальные учитываются за то время, что их наблюдали.",
    },
    over=LEAD,
    params={"within": 90 * DAY},
    variants={
        "reached": survival(LEAD.won_at, give="reached", by=param("within")),
        "cohort": survival(LEAD.won_at, give="cohort", by=param("within")),
    },
    default="reached",
    direction=UP,
    guardrails=("marketing.leads",),
    gaming={
        "en": "Create the lead when it buys.",
        "ru": "Заводить лид в момент покупки.",
    },
    minimum_n=30,
    attributability="outcome",
    source="Kaplan–Meier over the leads of the period, open ones censored",
)

QUALIFIED_TO_SALE = Kpi(
    id="marketing.qualified_to_sale",
    name={"en": "Qualified leads that bought", "ru": "Конверсия квалифицированного лида в продажу"},
    summary={
        "en": "Share of qualified leads that bought within 90 days of qualification; those that have not yet bought "
        "count as far as they were followed.",
        "ru": "Доля квалифицированных лидов, купивших за 90 дней после квалификации; остальные учитываются за то "
        "время, что их наблюдали.",
    },
    over=LEAD,
    at="qualified_at",
    params={"within": 90 * DAY},
    variants={
        "reached": survival(LEAD.won_at, give="reached", by=param("within")),
        "cohort": survival(LEAD.won_at, give="cohort", by=param("within")),
    },
    default="reached",
    direction=UP,
    guardrails=("marketing.qualification",),
    gaming={
        "en": "Qualify only those who have as good as bought.",
        "ru": "Квалифицировать только тех, кто уже почти купил.",
    },
    minimum_n=30,
    attributability="outcome",
    source="SQL to won by cohort of qualification, open ones censored",
)

TIME_TO_PURCHASE = Kpi(
    id="marketing.time_to_purchase",
    name={"en": "Time to the first purchase", "ru": "Время до первой покупки"},
    summary={
        "en": "Time after which half of those leads have bought that buy within 90 days.",
        "ru": "Время, за которое купила половина тех, кто покупает в течение 90 дней после обращения.",
    },
    over=LEAD,
    params={"within": 90 * DAY},
    value=survival(LEAD.won_at, give="half_rise", by=param("within")),
    direction=DOWN,
    guardrails=("marketing.lead_to_sale",),
    gaming={
        "en": "Create the lead when it buys; give up the slow ones.",
        "ru": "Заводить лид в момент покупки; бросать тех, кто решает долго.",
    },
    minimum_n=30,
    attributability="intermediate",
    source="Half of the rise of one minus Kaplan-Meier by the age; a mean of those who bought would fall when the "
    "window is shorter",
)

UNATTRIBUTED_LEADS = Kpi(
    id="marketing.unattributed",
    name={"en": "Leads of unknown origin", "ru": "Лиды без источника"},
    summary={"en": "Share of leads without a channel.", "ru": "Доля лидов без рекламного канала."},
    over=LEAD,
    # Compared with the empty word, so that a source without channels is not computable instead of all unknown.
    value=share(of=LEAD.channel.is_null() | (LEAD.channel == "")),
    direction=DOWN,
    guardrails=("marketing.lead_to_sale",),
    gaming={
        "en": "Write any channel into the empty field.",
        "ru": "Вписывать в пустое поле любой канал.",
    },
    minimum_n=30,
    attributability="direct",
    source="Reported, never spread silently over the channels",
)
