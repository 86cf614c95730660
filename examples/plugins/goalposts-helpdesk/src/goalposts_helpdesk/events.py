"""What a help desk's systems emit."""

from goalposts import event_type, field

TICKET = event_type(
    "helpdesk.ticket",
    time="opened_at",
    summary={"en": "A ticket, on the day on which it was opened.", "ru": "Обращение, в день его регистрации."},
    fields=[
        field.id("ticket_id"),
        field.time("opened_at"),
        field.time("closed_at", summary={"en": "Empty while it is open.", "ru": "Пусто, пока обращение открыто."}),
        field.number("contacts", summary={"en": "How often it took to talk.", "ru": "Сколько раз пришлось общаться."}),
        field.category("line"),
        field.flag("reopened", summary={"en": "It came back.", "ru": "Обращение открывали повторно."}),
        field.number(
            "score",
            summary={
                "en": "Answer to the survey, 1 to 5 points; empty without one.",
                "ru": "Оценка в опросе от 1 до 5; пусто, если ответа нет.",
            },
        ),
    ],
)

OPEN_TICKET = event_type(
    "helpdesk.open_ticket",
    time="counted_at",
    summary={
        "en": "A ticket that is open when the backlog is counted, once a day.",
        "ru": "Обращение, открытое в момент ежедневного подсчёта очереди.",
    },
    fields=[field.id("ticket_id"), field.time("counted_at"), field.time("opened_at"), field.category("line")],
)
