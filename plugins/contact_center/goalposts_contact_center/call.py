"""The call event type, and the populations of calls that KPIs are taken over."""

from goalposts import event_type, field, history, param

OUTCOMES = ("answered", "abandoned", "timeout", "exit_key", "exit_empty", "blocked", "callback")

CALL = event_type(
    "contact_center.call",
    time="offered_at",
    summary={
        "en": "A call, or another contact, offered to a queue.",
        "ru": "Вызов или иное обращение, попавшее в очередь.",
    },
    fields=[
        field.id("call_id", required=True, summary={"en": "The call's own number.", "ru": "Номер вызова."}),
        field.time("offered_at", summary={"en": "When it entered the queue.", "ru": "Когда попал в очередь."}),
        field.category(
            "outcome",
            required=True,
            values=OUTCOMES,
            summary={"en": "How it left the queue.", "ru": "Чем закончилось ожидание в очереди."},
        ),
        field.category("queue", summary={"en": "Queue or skill group.", "ru": "Очередь или группа операторов."}),
        field.category("agent", summary={"en": "Who answered.", "ru": "Кто ответил."}),
        field.id("customer", summary={"en": "Who called.", "ru": "Кто звонил."}),
        field.category("channel", summary={"en": "Voice, chat, e-mail, ...", "ru": "Голос, чат, почта и т. п."}),
        field.category(
            "direction",
            values=("in", "out"),
            summary={
                "en": "Inbound or outbound; inbound when not given.",
                "ru": "Входящий или исходящий; без него — входящий.",
            },
        ),
        field.duration("wait", summary={"en": "Time in the queue.", "ru": "Время в очереди."}),
        field.duration("ring", summary={"en": "Ringing at the agent.", "ru": "Время звонка у оператора."}),
        field.duration("talk", summary={"en": "Conversation without hold.", "ru": "Разговор без удержания."}),
        field.duration("hold", summary={"en": "Time on hold.", "ru": "Время на удержании."}),
        field.duration("acw", summary={"en": "Work after the call.", "ru": "Поствызывная обработка."}),
        field.category("hangup_by", summary={"en": "Who hung up first.", "ru": "Кто первым положил трубку."}),
        field.flag("transferred", summary={"en": "Passed on to somebody else.", "ru": "Переведён на другого."}),
        field.flag("resolved", summary={"en": "The question was settled.", "ru": "Вопрос решён."}),
        field.number("csat", summary={"en": "The caller's mark.", "ru": "Оценка клиента."}),
        field.text("result", summary={"en": "What the agent recorded.", "ru": "Что записал оператор."}),
    ],
)

INBOUND = CALL.direction.is_null() | (CALL.direction == "in")
"""Calls of customers; where a source gives no direction, all of them are."""

OFFERED = INBOUND & (CALL.outcome != "blocked")
"""Every inbound call that reached the queue; a blocked one never did."""

ANSWERED = INBOUND & (CALL.outcome == "answered")

ABANDONED = INBOUND & (CALL.outcome == "abandoned")

GAVE_UP_AT_ONCE = (CALL.outcome == "abandoned") & (CALL.wait <= param("short"))
"""Misdialled calls, most likely: the caller left within `short`."""

CONTACT = history(
    "contact_center.contact",
    over=CALL,
    key="customer",
    among=INBOUND,
    summary={
        "en": "An inbound call, with the calls of the same caller before and after it.",
        "ru": "Входящий вызов с предыдущим и следующим вызовом того же клиента.",
    },
)
