"""Whether the deals that are open are worked on."""

from goalposts import DAY, DOWN, UP, Kpi, param, share

from goalposts_sales.periodic import OPEN_DEAL

_NEVER_WORKED = OPEN_DEAL.last_activity_at.is_null()
_SINCE_ACTIVITY = OPEN_DEAL.snapshot_at - OPEN_DEAL.last_activity_at
_AGE = OPEN_DEAL.snapshot_at - OPEN_DEAL.created_at

NEXT_STEP_COVERAGE = Kpi(
    id="sales.next_step_coverage",
    name={"en": "Open deals with a next step", "ru": "Открытые сделки с запланированным шагом"},
    summary={
        "en": "Share of open deals that have an activity planned whose time has not yet passed.",
        "ru": "Доля открытых сделок, по которым запланировано дело и его срок ещё не прошёл.",
    },
    over=OPEN_DEAL,
    value=share(of=OPEN_DEAL.next_step_at.is_not_null() & (OPEN_DEAL.next_step_at >= OPEN_DEAL.snapshot_at)),
    direction=UP,
    guardrails=("sales.stale_deals", "sales.results_recorded"),
    gaming={
        "en": "'Call back' in a month for every deal, moved on again and again; close deals without a step as lost.",
        "ru": "Ставить в каждой сделке «перезвонить через месяц» и без конца переносить срок; закрывать сделки без "
        "дел как проигранные.",
    },
    minimum_n=30,
    attributability="direct",
    source="Open deals with a future dated activity / open deals, on the days of the exports; by all exports of a "
    "window, so one with more deals weighs more. An overdue step is none",
)

STALE_DEALS = Kpi(
    id="sales.stale_deals",
    name={"en": "Open deals left alone", "ru": "Заброшенные сделки"},
    summary={
        "en": "Share of open deals without an activity for more than 30 days, or since their creation when there was "
        "none.",
        "ru": "Доля открытых сделок, по которым больше 30 дней не было дел; если дел не было вовсе — с создания "
        "сделки.",
    },
    over=OPEN_DEAL,
    params={"idle": 30 * DAY},
    value=share(
        of=(OPEN_DEAL.last_activity_at.is_not_null() & (param("idle") < _SINCE_ACTIVITY))
        | (_NEVER_WORKED & (param("idle") < _AGE))
    ),
    direction=DOWN,
    guardrails=("sales.win_rate", "sales.next_step_coverage"),
    gaming={
        "en": "Touch every deal on the eve of the export; close old ones as lost in one go.",
        "ru": "Оставлять по записи в каждой сделке накануне выгрузки; разом закрывать старые как проигранные.",
    },
    minimum_n=30,
    attributability="direct",
    source="Open deals with no activity for too long / open deals; the limit is fixed beforehand, as one taken from "
    "the data (twice the median gap, say) would move with what it judges",
)

WORKED_DEALS = Kpi(
    id="sales.worked_deals",
    name={"en": "Open deals worked on in a week", "ru": "Открытые сделки, по которым работали за неделю"},
    summary={
        "en": "Share of open deals with an activity within the 7 days before the export.",
        "ru": "Доля открытых сделок, по которым было дело за 7 дней до выгрузки.",
    },
    over=OPEN_DEAL,
    params={"within": 7 * DAY},
    value=share(of=OPEN_DEAL.last_activity_at.is_not_null() & (param("within") >= _SINCE_ACTIVITY)),
    direction=UP,
    guardrails=("sales.effective_calls", "sales.results_recorded"),
    gaming={
        "en": "Empty entries in every deal once a week.",
        "ru": "Раз в неделю добавлять в каждую сделку пустую запись.",
    },
    minimum_n=30,
    attributability="direct",
    source="Share of open deals with an activity in 7 days: use of a system told by behaviour and not by logins; a "
    "proxy of capture completeness from inside of the system, which does not see what it lacks",
)
