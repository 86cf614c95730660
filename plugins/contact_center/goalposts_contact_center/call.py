"""The call event type, and the populations of calls that KPIs are taken over."""

from goalposts import any_of, event_type, field, fold, history, min_of, param, sum_of

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
        field.number(
            "recommends",
            summary={
                "en": "How likely the caller is to recommend, 0 to 10.",
                "ru": "Готовность клиента рекомендовать, от 0 до 10.",
            },
        ),
        field.number(
            "ease",
            summary={
                "en": "How easy the caller found it, 1 to 7; 7 is very easy.",
                "ru": "Насколько легко было решить вопрос, от 1 до 7; 7 — очень легко.",
            },
        ),
        field.id(
            "root_call",
            summary={
                "en": "The caller's call of which this is a leg; the same for all legs.",
                "ru": "Исходный вызов клиента, частью которого является этот; один для всех частей.",
            },
        ),
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

ATTEMPT = history(
    "contact_center.attempt",
    over=CALL,
    key="customer",
    among=INBOUND,
    reached=CALL.outcome.is_in(["answered", "callback"]),
    summary={
        "en": "An inbound call, with the time of the next one in which the same caller got an agent or a call-back.",
        "ru": "Входящий вызов и время следующего, в котором тот же клиент дождался оператора или обратного звонка.",
    },
)

_BUSY = CALL.talk + CALL.hold + CALL.acw

WHOLE_CALL = fold(
    "contact_center.whole_call",
    over=CALL,
    key="root_call",
    at="offered_at",
    fields={
        "offered_at": min_of(CALL.offered_at),
        "handled": sum_of(_BUSY, where=ANSWERED),
        "answered": any_of(ANSWERED),
        # A leg of unknown length would make its call shorter than it was.
        "unknown": any_of(ANSWERED & _BUSY.is_null()),
    },
    summary={
        "en": "A caller's call with all of its legs: queues, agents, transfers.",
        "ru": "Вызов клиента целиком: все очереди, операторы и переводы.",
    },
    field_summaries={
        "offered_at": {"en": "When its first leg was offered.", "ru": "Когда поступила первая часть."},
        "handled": {
            "en": "Talk, hold and after-call work of all legs.",
            "ru": "Разговор, удержание и обработка во всех частях.",
        },
        "answered": {"en": "An agent answered any leg.", "ru": "Хотя бы одну часть принял оператор."},
        "unknown": {
            "en": "How long an answered leg took is not known.",
            "ru": "Длительность одной из принятых частей неизвестна.",
        },
    },
)
