"""Rules by which calls leave a KPI of the contact centre; with the calls that count they make up all of them."""

from goalposts import SECOND, Exclusion, param

from goalposts_contact_center.call import ATTEMPT, CALL, GAVE_UP_AT_ONCE

OUTBOUND = Exclusion(
    "outbound",
    CALL.direction.is_not_null() & (CALL.direction == "out"),
    {"en": "calls that the centre made itself", "ru": "исходящие вызовы"},
)

BLOCKED = Exclusion(
    "blocked",
    CALL.outcome == "blocked",
    {"en": "calls turned away before the queue", "ru": "вызовы, не допущенные в очередь"},
)

NOT_ANSWERED = Exclusion(
    "not-answered",
    CALL.outcome != "answered",
    {"en": "calls that no agent answered", "ru": "вызовы, на которые не ответил оператор"},
)

ANSWERED_ALONE = Exclusion(NOT_ANSWERED.name, NOT_ANSWERED.when, NOT_ANSWERED.text, variants=("answered_only",))
"""The service level of answered calls alone leaves the rest out; its other variants do not."""

NOT_ABANDONED = Exclusion(
    "not-abandoned",
    CALL.outcome != "abandoned",
    {
        "en": "calls in which the caller did not hang up while waiting",
        "ru": "вызовы, которые клиент не бросил в очереди",
    },
)

OTHER_EXITS = Exclusion(
    "other-exits",
    CALL.outcome.is_in(["timeout", "exit_key", "exit_empty", "callback"]),
    {
        "en": "calls that left the queue otherwise: timeout, key, no agents, call-back",
        "ru": "вызовы, вышедшие из очереди иначе: тайм-аут, клавиша, нет операторов, обратный звонок",
    },
    variants=("genesys_text", "asterisk_perf2"),
)

ABANDONED_IN_TIME = Exclusion(
    "abandoned-in-time",
    (CALL.outcome == "abandoned") & (CALL.wait <= param("within")),
    {"en": "calls abandoned within the limit", "ru": "вызовы, брошенные в пределах порога"},
    variants=("ignore_ab_in_T", "genesys_text"),
)

GIVEN_UP_AT_ONCE = Exclusion(
    "short",
    GAVE_UP_AT_ONCE,
    {
        "en": "calls given up at once, most likely misdialled",
        "ru": "вызовы, брошенные сразу: скорее всего, ошиблись номером",
    },
    variants=("excl_short",),
)

NO_WORK_AFTER = Exclusion(
    "no-after-call-work",
    CALL.acw <= 0 * SECOND,
    {"en": "calls without after-call work", "ru": "вызовы без поствызывной обработки"},
    variants=("nonzero",),
)

WITHOUT_A_MARK = Exclusion(
    "without-a-mark",
    CALL.csat.is_null(),
    {"en": "calls that the caller did not mark", "ru": "вызовы, которые клиент не оценил"},
)

WITHOUT_RECOMMENDATION = Exclusion(
    "without-an-answer",
    CALL.recommends.is_null(),
    {"en": "calls after which nobody said whether to recommend", "ru": "вызовы без ответа о готовности рекомендовать"},
)

WITHOUT_EASE = Exclusion(
    "without-an-answer",
    CALL.ease.is_null(),
    {"en": "calls after which nobody said how easy it was", "ru": "вызовы без ответа о том, насколько было легко"},
)

TRIED_AGAIN = Exclusion(
    "tried-again",
    ATTEMPT.previous_at.is_not_null() & (ATTEMPT.offered_at - ATTEMPT.previous_at <= param("within")),
    {
        "en": "further calls of a caller who had called shortly before: a caller counts once",
        "ru": "следующие вызовы клиента, который недавно уже звонил: клиент считается один раз",
    },
)
