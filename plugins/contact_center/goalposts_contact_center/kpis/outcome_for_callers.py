"""What callers got: a settled question, one person to talk to, a way into the queue."""

from goalposts import DAY, DOWN, NONE, UP, Kpi, param, share, survival

from goalposts_contact_center.call import ANSWERED, CALL, CONTACT, INBOUND, OFFERED
from goalposts_contact_center.kpis.left_out import BLOCKED, NOT_ANSWERED, OUTBOUND

FIRST_CONTACT_RESOLUTION = Kpi(
    id="contact_center.fcr",
    name={"en": "Questions settled (FCR, as recorded)", "ru": "Решённые обращения (FCR по отметке)"},
    summary={
        "en": "Of the answered calls with a mark whether the question is settled, the share marked as settled; "
        "`unmarked_is_open` divides by all answered calls.",
        "ru": "Доля вызовов с отметкой «решено» среди принятых вызовов, у которых отметка вообще есть; вариант "
        "`unmarked_is_open` делит на все принятые вызовы.",
    },
    over=CALL,
    variants={
        # Calls that nobody marked say nothing; whoever takes them for unsettled chooses that by name.
        "marked": share(of=CALL.resolved, among=ANSWERED),
        "unmarked_is_open": share(of=CALL.resolved.is_not_null() & CALL.resolved, among=ANSWERED),
    },
    default="marked",
    direction=UP,
    guardrails=("contact_center.transfer_rate",),
    gaming={
        "en": "Agents tick 'settled' for every call. Hold it against repeated calls and what callers themselves say.",
        "ru": "Операторы отмечают «решено» для каждого вызова. Сверяйте с повторными звонками и ответами клиентов.",
    },
    minimum_n=30,
    exclusions=(OUTBOUND, NOT_ANSWERED),
    attributability="intermediate",
    source="SQM Group, first call resolution: resolved on the first call / inquiries; internal measurement by a mark",
)

REPEAT_RATE = Kpi(
    id="contact_center.repeat_rate",
    name={"en": "Callers who call again", "ru": "Повторные обращения"},
    summary={
        "en": "Share of answered calls after which the caller calls again within 7 days; what is left of "
        "100 % was settled on the first contact. `called_before` looks back: the share of all calls that follow an "
        "earlier one of the same caller.",
        "ru": "Доля принятых вызовов, после которых клиент звонит снова в течение 7 дней; остальное — "
        "решение с первого обращения. Вариант `called_before` смотрит назад: это доля всех вызовов, перед которыми "
        "клиент уже звонил.",
    },
    over=CONTACT,
    params={"within": 7 * DAY},
    variants={
        # The last days of the data are not yet followed for a week: counted as far as they are.
        "again": survival(CONTACT.next_at, give="reached", by=param("within"), among=CONTACT.outcome == "answered"),
        "called_before": share(
            of=CONTACT.previous_at.is_not_null() & (CONTACT.offered_at - CONTACT.previous_at <= param("within"))
        ),
    },
    default="again",
    direction=DOWN,
    guardrails=("contact_center.lost_rate",),
    gaming={
        "en": "Hide the number of callers who call again, or send them to another channel.",
        "ru": "Скрывать номера тех, кто звонит повторно, или уводить их в другой канал.",
    },
    minimum_n=30,
    attributability="intermediate",
    source="First contact resolution as no repeated call of the same customer in 1 to 30 days (SQM), here 7; "
    "called_before looks back from every inbound call",
)

NOT_REPEATED = Kpi(
    id="contact_center.fcr_by_repeat",
    name={
        "en": "Settled on the first contact (FCR, no repeated call)",
        "ru": "Решено с первого обращения (FCR без повторов)",
    },
    summary={
        "en": "Share of answered calls after which the caller does not call again within 7 days.",
        "ru": "Доля принятых вызовов, после которых клиент не звонит снова в течение 7 дней.",
    },
    over=CONTACT,
    params={"within": 7 * DAY},
    value=share(
        of=CONTACT.next_at.is_null() | (CONTACT.next_at - CONTACT.offered_at > param("within")),
        among=CONTACT.outcome == "answered",
    ),
    unit="%",
    direction=UP,
    guardrails=("contact_center.lost_rate", "contact_center.transfer_rate"),
    gaming={
        "en": "Hide the number of callers who call again, or send them to another channel.",
        "ru": "Скрывать номера тех, кто звонит повторно, или уводить их в другой канал.",
    },
    # Who called in the last week of the data may still call again.
    maturity=param("within"),
    minimum_n=30,
    attributability="intermediate",
    source="First call resolution measured from inside: no repeated call of the same customer in 1 to 30 days (SQM "
    "Group), here 7; whether the reason was the same is not known",
)

TRANSFER_RATE = Kpi(
    id="contact_center.transfer_rate",
    name={"en": "Calls passed on", "ru": "Переведённые вызовы"},
    summary={
        "en": "Share of answered calls that were passed on to somebody else.",
        "ru": "Доля принятых вызовов, переведённых на другого сотрудника.",
    },
    over=CALL,
    value=share(of=CALL.transferred, among=ANSWERED),
    direction=DOWN,
    guardrails=("contact_center.fcr", "contact_center.aht"),
    gaming={
        "en": "Ask the caller to call again, or another number, instead of passing the call on.",
        "ru": "Просить клиента перезвонить или набрать другой номер вместо перевода.",
    },
    minimum_n=30,
    exclusions=(OUTBOUND, NOT_ANSWERED),
    attributability="intermediate",
    source="Amazon Connect, contacts transferred out / contacts handled",
)

CALL_BACKS = Kpi(
    id="contact_center.callback_share",
    name={"en": "Calls that became call-backs", "ru": "Вызовы с заказом обратного звонка"},
    summary={
        "en": "Share of offered calls that left the queue for a promised call-back.",
        "ru": "Доля поступивших вызовов, в которых клиент вместо ожидания заказал обратный звонок.",
    },
    over=CALL,
    value=share(of=CALL.outcome == "callback", among=OFFERED),
    # More may mean that callers are spared the wait, or that nobody answers.
    direction=NONE,
    guardrails=("contact_center.lost_rate",),
    gaming={
        "en": "Offer a call-back just before the limit of the service level, and make it late or never.",
        "ru": "Предлагать обратный звонок перед самым порогом уровня сервиса, а перезванивать поздно или никогда.",
    },
    minimum_n=30,
    exclusions=(OUTBOUND, BLOCKED),
    attributability="direct",
    source="Amazon Connect, callback contacts / contacts queued",
)

BLOCKED_RATE = Kpi(
    id="contact_center.blocked_rate",
    name={"en": "Calls turned away", "ru": "Недопущенные вызовы"},
    summary={
        "en": "Share of inbound calls that met a busy tone or were refused before the queue.",
        "ru": "Доля входящих вызовов, получивших сигнал «занято» или отказ до очереди.",
    },
    over=CALL,
    value=share(of=CALL.outcome == "blocked", among=INBOUND),
    direction=DOWN,
    guardrails=("contact_center.lost_rate",),
    gaming={
        "en": "Let callers into a queue that nobody serves.",
        "ru": "Пускать клиентов в очередь, которую никто не обслуживает.",
    },
    minimum_n=30,
    exclusions=(OUTBOUND,),
    attributability="direct",
    source="Busy or rejected before the queue / attempts",
)
