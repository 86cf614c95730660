"""Whether people work in the system, and not only have it."""

from goalposts import DOWN, HOUR, NONE, UP, Kpi, Quantity, param, quantile, ratio, share

from goalposts_sales.event_types import ACTIVITY
from goalposts_sales.kpis.left_out import LOGGED_BEFORE
from goalposts_sales.periodic import USER_WEEK

_WORKED = USER_WEEK.active_days >= param("days")

ACTIVE_USERS = Kpi(
    id="sales.active_users",
    name={"en": "People who work in the system", "ru": "Активные пользователи системы"},
    summary={
        "en": "Share of licensed users who did something in the system on at least three days of the week.",
        "ru": "Доля пользователей с лицензией, которые что-то делали в системе хотя бы в три дня недели.",
    },
    over=USER_WEEK,
    params={"days": Quantity(3, ""), "actions": Quantity(5, "")},
    variants={
        "three_days": share(of=_WORKED),
        "three_days_and_actions": share(of=_WORKED & (USER_WEEK.actions >= param("actions"))),
        # Measures access, not behaviour: for comparison with what a vendor reports.
        "logged_in": share(of=USER_WEEK.logins >= 1),
    },
    default="three_days",
    unit="%",
    direction=UP,
    guardrails=("sales.logged_on_time", "sales.results_recorded", "sales.shadow_deals"),
    gaming={
        "en": "Open and save any record once a day; take licences away from those who do not use them.",
        "ru": "Раз в день открыть и сохранить любую карточку; отобрать лицензии у тех, кто не работает в системе.",
    },
    minimum_n=30,
    attributability="direct",
    source="Users with meaningful actions (create, edit, move, finish) on at least 3 days of the week / licensed "
    "users; logged_in is what is usually shown, and no sign of work. Old habits come back after two months, so judge "
    "later weeks",
)

TIME_IN_SYSTEM = Kpi(
    id="sales.time_in_system",
    name={"en": "Time in the system per day", "ru": "Время в системе за день"},
    summary={
        "en": "Time that people spend in the system, per day on which they did something in it.",
        "ru": "Время работы в системе в расчёте на день, в который человек в ней что-то делал.",
    },
    over=USER_WEEK,
    value=ratio(of=USER_WEEK.time_spent, by=USER_WEEK.active_days),
    direction=NONE,
    guardrails=("sales.active_users",),
    gaming={
        "en": "Leave the window open, or keep notes on paper and enter them once a week.",
        "ru": "Держать окно открытым либо вести записи на бумаге и вносить их раз в неделю.",
    },
    minimum_n=30,
    attributability="direct",
    source="What the system costs in time, from its log of use; neither more nor less is better by itself",
)

BACK_DATING = Kpi(
    id="sales.back_dating",
    name={"en": "Activities entered days later", "ru": "Дела, занесённые задним числом"},
    summary={
        "en": "Share of activities written down more than 48 hours after they took place.",
        "ru": "Доля дел, занесённых в систему позже чем через 48 часов.",
    },
    over=ACTIVITY,
    params={"after": 48 * HOUR},
    value=share(of=ACTIVITY.logged_at - ACTIVITY.at > param("after")),
    direction=DOWN,
    guardrails=("sales.activities_per_day",),
    gaming={
        "en": "Give the activity the time of writing it down.",
        "ru": "Указывать вместо времени дела время записи.",
    },
    minimum_n=30,
    attributability="direct",
    source="Records whose event is more than 48 h older than the record / records",
)

LOGGING_DELAY = Kpi(
    id="sales.logging_delay",
    name={"en": "Delay until an activity is logged", "ru": "Задержка записи дел"},
    summary={
        "en": "Median time from an activity to its record: half of those written down were written down sooner.",
        "ru": "Медиана времени от дела до его записи: половина занесённых дел занесена быстрее.",
    },
    over=ACTIVITY,
    variants={
        "median": quantile(of=ACTIVITY.logged_at - ACTIVITY.at, q=0.5, among=ACTIVITY.logged_at >= ACTIVITY.at),
        "p90": quantile(of=ACTIVITY.logged_at - ACTIVITY.at, q=0.9, among=ACTIVITY.logged_at >= ACTIVITY.at),
    },
    default="median",
    direction=DOWN,
    guardrails=("sales.activities_per_day",),
    gaming={
        "en": "Leave late activities out altogether.",
        "ru": "Не заносить запоздавшие дела вовсе.",
    },
    minimum_n=30,
    exclusions=(LOGGED_BEFORE,),
    attributability="direct",
    source="Lag between an event and its record, 50 % and 90 %; activities logged before they took place are left out",
)
