"""How fast calls are answered."""

from goalposts import DOWN, SECOND, UP, Kpi, mean, param, quantile, share

from goalposts_contact_center.call import ABANDONED, ANSWERED, CALL, GAVE_UP_AT_ONCE, INBOUND, OFFERED
from goalposts_contact_center.kpis.left_out import (
    ABANDONED_IN_TIME,
    ANSWERED_ALONE,
    BLOCKED,
    GIVEN_UP_AT_ONCE,
    NOT_ANSWERED,
    OTHER_EXITS,
    OUTBOUND,
)

_IN_TIME = CALL.wait <= param("within")
_ANSWERED_IN_TIME = (CALL.outcome == "answered") & _IN_TIME
_LEFT_IN_TIME = (CALL.outcome == "abandoned") & _IN_TIME

SERVICE_LEVEL = Kpi(
    id="contact_center.service_level",
    name={"en": "Service level", "ru": "Уровень сервиса"},
    summary={
        "en": "Share of offered calls answered within the limit, 20 s by default.",
        "ru": "Доля поступивших вызовов, принятых за отведённое время (по умолчанию 20 с).",
    },
    over=CALL,
    direction=UP,
    params={"within": 20 * SECOND, "short": 5 * SECOND},
    # The same calls give 40 % to 67 % by these formulas, so a dashboard's figure compares with none but its own.
    variants={
        "offered": share(of=_ANSWERED_IN_TIME, among=OFFERED),
        "ignore_ab_in_T": share(of=_ANSWERED_IN_TIME, among=OFFERED & ~_LEFT_IN_TIME),
        "genesys_text": share(of=_ANSWERED_IN_TIME, among=ANSWERED | (ABANDONED & ~_IN_TIME)),
        "positive": share(of=_ANSWERED_IN_TIME | _LEFT_IN_TIME, among=OFFERED),
        "answered_only": share(of=_IN_TIME, among=ANSWERED),
        "excl_short": share(of=_ANSWERED_IN_TIME, among=OFFERED & ~GAVE_UP_AT_ONCE),
        "asterisk_perf2": share(
            of=_ANSWERED_IN_TIME | _LEFT_IN_TIME, among=INBOUND & CALL.outcome.is_in(["answered", "abandoned"])
        ),
    },
    default="offered",
    guardrails=("contact_center.lost_rate", "contact_center.wait_p95"),
    gaming={
        "en": "Answer fresh calls before those that are late already; pick up and put on hold; offer a call-back "
        "or voicemail just before the limit; count abandoned calls as success.",
        "ru": "Брать свежие вызовы раньше уже просроченных; снимать трубку и сразу ставить на удержание; уводить "
        "на обратный звонок или автоответчик перед самым порогом; засчитывать брошенные вызовы в успех.",
    },
    minimum_n=30,
    exclusions=(OUTBOUND, BLOCKED, GIVEN_UP_AT_ONCE, ABANDONED_IN_TIME, OTHER_EXITS, ANSWERED_ALONE),
    attributability="intermediate",
    source="Cisco UCCE reporting guide (abandons negative); ignore_ab_in_T: Cisco; positive: Cisco, Amazon Connect; "
    "answered_only, asterisk_perf2: Asterisk app_queue ServiceLevelPerf and ServiceLevelPerf2; excl_short: RingCentral",
)

AVERAGE_SPEED_OF_ANSWER = Kpi(
    id="contact_center.asa",
    name={"en": "Average speed of answer (ASA)", "ru": "Средняя скорость ответа (ASA)"},
    summary={"en": "Mean wait of answered calls.", "ru": "Среднее ожидание принятых вызовов."},
    over=CALL,
    value=mean(of=CALL.wait, among=ANSWERED),
    direction=DOWN,
    guardrails=("contact_center.lost_rate", "contact_center.wait_p95"),
    gaming={
        "en": "Callers who give up do not count: the more of them, the better it looks.",
        "ru": "Клиенты, не дождавшиеся ответа, не учитываются: чем их больше, тем лучше выглядит показатель.",
    },
    minimum_n=30,
    exclusions=(OUTBOUND, NOT_ANSWERED),
    attributability="intermediate",
    source="Amazon Connect metric definitions, average queue answer time",
)

WAIT_P95 = Kpi(
    id="contact_center.wait_p95",
    name={"en": "Wait not exceeded by 95 % of calls", "ru": "Ожидание, которого не превысили 95 % вызовов"},
    summary={
        "en": "95th percentile of the wait of all offered calls, however they ended.",
        "ru": "95-й перцентиль ожидания всех поступивших вызовов, чем бы они ни закончились.",
    },
    over=CALL,
    value=quantile(of=CALL.wait, q=0.95, among=OFFERED),
    direction=DOWN,
    guardrails=("contact_center.lost_rate",),
    gaming={
        "en": "A short queue timeout cuts the longest waits off together with the callers.",
        "ru": "Короткий тайм-аут очереди срезает длинные ожидания вместе с клиентами.",
    },
    minimum_n=100,
    exclusions=(OUTBOUND, BLOCKED),
    attributability="intermediate",
    source="Pair to the service level, which says nothing about those who wait longer than its limit",
)
