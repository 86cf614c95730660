"""Whether what happens with customers is in the sales system, and when it gets there."""

from goalposts import HOUR, UP, Kpi, param, share, total

from goalposts_sales.event_types import ACTIVITY, INTERACTION

_RECORDED = INTERACTION.recorded_at.is_not_null()
_ON_TIME = _RECORDED & (INTERACTION.recorded_at - INTERACTION.at <= param("within"))
_LINKED = INTERACTION.customer.is_not_null() & INTERACTION.deal_id.is_not_null()

CAPTURE_COMPLETENESS = Kpi(
    id="sales.capture_completeness",
    name={"en": "Contacts captured in the system", "ru": "Полнота фиксации контактов"},
    summary={
        "en": "Share of the contacts that independent channels saw (telephone exchange, mail server) which the sales "
        "system recorded within 24 hours. `recorded` sets no limit; `linked` asks for the customer and the deal too, "
        "`substantive` for a result as well.",
        "ru": "Доля контактов, известных из независимых каналов (АТС, почтовый сервер), которые попали в систему "
        "продаж за 24 часа. Вариант `recorded` не ограничивает срок; `linked` требует ещё клиента и сделку, "
        "`substantive` — ещё и результат.",
    },
    over=INTERACTION,
    params={"within": 24 * HOUR},
    # A chain: each link takes the one before for granted and asks for more.
    variants={
        "recorded": share(of=_RECORDED & (INTERACTION.recorded_at == INTERACTION.recorded_at)),
        "on_time": share(of=_ON_TIME),
        "linked": share(of=_ON_TIME & _LINKED & (INTERACTION.deal_id == INTERACTION.deal_id)),
        "substantive": share(
            of=_ON_TIME
            & _LINKED
            & (INTERACTION.deal_id == INTERACTION.deal_id)
            & INTERACTION.result.is_not_null()
            & (INTERACTION.result != "")
        ),
    },
    default="on_time",
    direction=UP,
    guardrails=("sales.interactions_seen",),
    gaming={
        "en": "Move conversations to private telephones: the denominator shrinks. Create empty records automatically.",
        "ru": "Уводить разговоры на личные телефоны: знаменатель падает. Автоматически создавать пустые записи.",
    },
    minimum_n=30,
    attributability="direct",
    source="Interactions in independent channels with a linked record within L hours / interactions in them; what "
    "private telephones saw is invisible, so the figure is an upper bound",
)

INTERACTIONS_SEEN = Kpi(
    id="sales.interactions_seen",
    name={"en": "Contacts seen a day", "ru": "Контактов в день по данным каналов"},
    summary={
        "en": "Contacts with customers that independent channels saw, per open day.",
        "ru": "Контакты с клиентами по данным независимых каналов, в среднем за день работы.",
    },
    over=INTERACTION,
    value=total(),
    direction=UP,
    gaming={"en": "Ring numbers that nobody answers.", "ru": "Звонить по номерам, по которым никто не отвечает."},
    minimum_n=30,
    attributability="intermediate",
    source="Denominator of capture completeness, which rises when contacts move out of sight",
)

LOGGED_ON_TIME = Kpi(
    id="sales.logged_on_time",
    name={"en": "Activities logged on time", "ru": "Дела, занесённые вовремя"},
    summary={
        "en": "Share of activities written down within 24 hours after they took place.",
        "ru": "Доля дел, занесённых в систему в течение 24 часов.",
    },
    over=ACTIVITY,
    params={"within": 24 * HOUR},
    value=share(of=ACTIVITY.logged_at - ACTIVITY.at <= param("within")),
    direction=UP,
    guardrails=("sales.activities_per_day",),
    gaming={
        "en": "Change the time of the activity to that of writing it down.",
        "ru": "Указывать вместо времени дела время записи.",
    },
    minimum_n=30,
    attributability="direct",
    source="Adoption of a sales system: results entered within 24 h after the event / all",
)
