"""A day of an agent, as workforce management and the telephone system sum it up."""

from goalposts import event_type, field

AGENT_DAY = event_type(
    "contact_center.agent_day",
    time="at",
    summary={
        "en": "What an agent did on a day, or in another interval, by status; from the report of agents' statuses.",
        "ru": "День (или другой интервал) оператора по статусам; из отчёта о статусах операторов.",
    },
    fields=[
        field.id("agent", required=True, summary={"en": "Who.", "ru": "Оператор."}),
        field.time("at", summary={"en": "The day.", "ru": "День."}),
        field.category("team", summary={"en": "Team or site.", "ru": "Группа или площадка."}),
        field.duration(
            "handling",
            summary={
                "en": "Busy with contacts: talk, hold and after-call work.",
                "ru": "Занят обращениями: разговор, удержание, обработка.",
            },
        ),
        field.duration("idle", summary={"en": "Ready and waiting for a contact.", "ru": "Готов и ждёт обращения."}),
        field.duration("paid", summary={"en": "Paid time.", "ru": "Оплаченное время."}),
        field.duration("scheduled", summary={"en": "Scheduled time.", "ru": "Время по графику."}),
        field.duration(
            "as_scheduled",
            summary={
                "en": "Time in the status that the schedule asked for.",
                "ru": "Время в том статусе, который предписан графиком.",
            },
        ),
        field.duration(
            "worked", summary={"en": "Time logged in, whenever it was.", "ru": "Время в системе, когда бы оно ни было."}
        ),
    ],
)
