"""Calls that no agent answered."""

from goalposts import DOWN, HOUR, NONE, SECOND, Kpi, mean, param, quantile, share

from goalposts_contact_center.call import ABANDONED, ATTEMPT, CALL, GAVE_UP_AT_ONCE, OFFERED
from goalposts_contact_center.kpis.left_out import BLOCKED, GIVEN_UP_AT_ONCE, NOT_ABANDONED, OUTBOUND, TRIED_AGAIN

ABANDON_RATE = Kpi(
    id="contact_center.abandon_rate",
    name={"en": "Abandoned calls", "ru": "Потерянные вызовы"},
    summary={
        "en": "Share of offered calls in which the caller hung up while waiting.",
        "ru": "Доля поступивших вызовов, в которых клиент положил трубку, не дождавшись ответа.",
    },
    over=CALL,
    direction=DOWN,
    params={"short": 5 * SECOND},
    variants={
        "all": share(of=CALL.outcome == "abandoned", among=OFFERED),
        "excl_short": share(of=CALL.outcome == "abandoned", among=OFFERED & ~GAVE_UP_AT_ONCE),
    },
    default="all",
    guardrails=("contact_center.lost_rate", "contact_center.service_level"),
    gaming={
        "en": "Busy tones and forced disconnects keep calls out of the queue; short timeouts to voicemail; waiting "
        "moved into the voice menu; a longer limit for short calls.",
        "ru": "Сигнал «занято» и принудительный разрыв не пускают вызовы в очередь; короткий тайм-аут "
        "на автоответчик; ожидание, перенесённое в голосовое меню; больший порог «коротких» вызовов.",
    },
    minimum_n=30,
    exclusions=(OUTBOUND, BLOCKED, GIVEN_UP_AT_ONCE),
    attributability="intermediate",
    source="Amazon Connect, Genesys Cloud (abandoned / offered); excl_short: Cisco short calls timer",
)

LOST_RATE = Kpi(
    id="contact_center.lost_rate",
    name={"en": "Calls without an answer", "ru": "Вызовы, оставшиеся без ответа"},
    summary={
        "en": "Share of offered calls that ended without an agent or a call-back: abandoned, timed out or left.",
        "ru": "Доля поступивших вызовов, которые закончились без ответа оператора и без обратного звонка: клиент "
        "положил трубку, истёк тайм-аут или вызов ушёл из очереди.",
    },
    over=CALL,
    value=share(of=CALL.outcome.is_in(["abandoned", "timeout", "exit_empty", "exit_key"]), among=OFFERED),
    direction=DOWN,
    guardrails=("contact_center.wait_p95",),
    gaming={
        "en": "Block calls before the queue; promise call-backs that nobody makes.",
        "ru": "Блокировать вызовы до очереди; обещать обратные звонки, которых никто не делает.",
    },
    minimum_n=30,
    exclusions=(OUTBOUND, BLOCKED),
    attributability="intermediate",
    source="Asterisk queue_log ABANDON, EXITWITHTIMEOUT, EXITEMPTY, EXITWITHKEY",
)

LOST_CALLERS = Kpi(
    id="contact_center.lost_callers",
    name={"en": "Callers who reached nobody", "ru": "Клиенты, которые не дозвонились"},
    summary={
        "en": "Share of callers who got neither an agent nor a call-back within an hour, however often they tried; "
        "whoever calls again later counts anew.",
        "ru": "Доля клиентов, которые за час не дождались ни оператора, ни обратного звонка, сколько бы раз ни "
        "звонили; позвонивший позже считается заново.",
    },
    over=ATTEMPT,
    params={"within": 1 * HOUR},
    value=share(
        of=ATTEMPT.outcome.not_in(["answered", "callback"])
        & (ATTEMPT.reached_at.is_null() | (ATTEMPT.reached_at - ATTEMPT.offered_at > param("within"))),
        among=ATTEMPT.previous_at.is_null() | (ATTEMPT.offered_at - ATTEMPT.previous_at > param("within")),
    ),
    direction=DOWN,
    guardrails=("contact_center.repeat_rate", "contact_center.wait_p95"),
    gaming={
        "en": "Hide the number of callers, so that every try is another caller; promise call-backs that nobody makes.",
        "ru": "Скрывать номера, чтобы каждая попытка стала новым клиентом; обещать обратные звонки, которых никто не "
        "делает.",
    },
    minimum_n=30,
    exclusions=(TRIED_AGAIN,),
    attributability="intermediate",
    source="Abandonment by caller: callers who never reached an agent within 60 minutes / callers. Who redials five "
    "times is one lost caller, not five lost calls; calls without a caller's number are in neither",
)

AVERAGE_TIME_TO_ABANDON = Kpi(
    id="contact_center.ata",
    name={"en": "Average time to abandon (ATA)", "ru": "Среднее время до отказа (ATA)"},
    summary={
        "en": "Mean wait of the abandoned calls only.",
        "ru": "Среднее ожидание только тех вызовов, которые клиент бросил.",
    },
    over=CALL,
    # Longer may mean patient callers or slow service, so neither way is good by itself.
    direction=NONE,
    params={"short": 5 * SECOND},
    variants={
        "all": mean(of=CALL.wait, among=ABANDONED),
        "excl_short": mean(of=CALL.wait, among=ABANDONED & (CALL.wait > param("short"))),
        "median": quantile(of=CALL.wait, q=0.5, among=ABANDONED),
    },
    default="all",
    guardrails=("contact_center.abandon_rate", "contact_center.asa"),
    gaming={
        "en": "Rises when misdialled calls are filtered out, falls when there are more of them.",
        "ru": "Растёт, если отфильтровать ошибочные вызовы, и падает, когда их больше.",
    },
    minimum_n=30,
    exclusions=(OUTBOUND, NOT_ABANDONED, GIVEN_UP_AT_ONCE),
    attributability="outcome",
    source="Amazon Connect, average queue abandon time",
)
