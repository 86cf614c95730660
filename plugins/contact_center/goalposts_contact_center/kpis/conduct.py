"""How calls are conducted: who ends them, and how much of them is waiting in between."""

from goalposts import DOWN, SECOND, Kpi, ratio, share

from goalposts_contact_center.call import ANSWERED, CALL
from goalposts_contact_center.kpis.left_out import NOT_ANSWERED, OUTBOUND

AGENT_HANG_UPS = Kpi(
    id="contact_center.agent_hangups",
    name={"en": "Calls that the agent ended", "ru": "Вызовы, завершённые оператором"},
    summary={
        "en": "Share of answered calls in which the agent hung up first.",
        "ru": "Доля принятых вызовов, в которых оператор первым положил трубку.",
    },
    over=CALL,
    value=share(of=CALL.hangup_by == "agent", among=ANSWERED),
    direction=DOWN,
    guardrails=("contact_center.short_calls",),
    gaming={
        "en": "Wait silently until the caller gives up, or lose the line 'by accident'.",
        "ru": "Молча ждать, пока клиент положит трубку, или «случайно» терять связь.",
    },
    minimum_n=30,
    exclusions=(OUTBOUND, NOT_ANSWERED),
    attributability="direct",
    source="Amazon Connect CONTACTS_AGENT_HUNG_UP_FIRST / contacts handled; Asterisk COMPLETEAGENT / answered",
)

HOLD_SHARE = Kpi(
    id="contact_center.hold_share",
    name={"en": "Share of handling spent on hold", "ru": "Доля удержания во времени обработки"},
    summary={
        "en": "Share of hold in all the time that answered calls took: talk, hold and after-call work.",
        "ru": "Доля удержания в общем времени принятых вызовов (разговор, удержание, поствызывная обработка).",
    },
    over=CALL,
    value=ratio(of=CALL.hold, by=CALL.talk + CALL.hold + CALL.acw, among=ANSWERED),
    unit="%",
    direction=DOWN,
    guardrails=("contact_center.transfer_rate",),
    gaming={
        "en": "Lay the receiver on the desk instead of pressing hold.",
        "ru": "Класть трубку на стол вместо кнопки удержания.",
    },
    minimum_n=30,
    exclusions=(OUTBOUND, NOT_ANSWERED),
    attributability="intermediate",
    source="Amazon Connect, customer hold time / handle time",
)

HELD_CALLS = Kpi(
    id="contact_center.held_calls",
    name={"en": "Calls put on hold", "ru": "Вызовы с удержанием"},
    summary={
        "en": "Share of answered calls that were put on hold at all.",
        "ru": "Доля принятых вызовов, в которых клиента хотя бы раз ставили на удержание.",
    },
    over=CALL,
    value=share(of=CALL.hold > 0 * SECOND, among=ANSWERED),
    direction=DOWN,
    guardrails=("contact_center.transfer_rate",),
    gaming={
        "en": "Lay the receiver on the desk instead of pressing hold.",
        "ru": "Класть трубку на стол вместо кнопки удержания.",
    },
    minimum_n=30,
    exclusions=(OUTBOUND, NOT_ANSWERED),
    attributability="intermediate",
    source="Amazon Connect, contacts put on hold / contacts handled",
)
