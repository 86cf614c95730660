"""How long agents are busy with the calls that they answer."""

from goalposts import BAND, DOWN, SECOND, Kpi, mean, param, share

from goalposts_contact_center.call import ANSWERED, CALL, WHOLE_CALL
from goalposts_contact_center.kpis.left_out import NO_WORK_AFTER, NOT_ANSWERED, OUTBOUND

AVERAGE_HANDLE_TIME = Kpi(
    id="contact_center.aht",
    name={"en": "Average handle time (AHT)", "ru": "Среднее время обработки (AHT)"},
    summary={
        "en": "Talk, hold and after-call work per answered call.",
        "ru": "Время разговора, удержания и поствызывной обработки в среднем на принятый вызов.",
    },
    over=CALL,
    value=mean(of=CALL.talk + CALL.hold + CALL.acw, among=ANSWERED),
    direction=BAND,
    guardrails=("contact_center.short_calls", "contact_center.lost_rate"),
    gaming={
        "en": "Hang up on callers, transfer hard calls, tick 'resolved', work in a false break instead of "
        "after-call work.",
        "ru": "Бросать трубку, переводить сложные вызовы, ставить «решено», работать в ложном перерыве вместо "
        "поствызывной обработки.",
    },
    minimum_n=30,
    exclusions=(OUTBOUND, NOT_ANSWERED),
    attributability="intermediate",
    source="Amazon Connect, average handle time",
)

HANDLE_TIME_OF_WHOLE_CALLS = Kpi(
    id="contact_center.aht_whole_call",
    name={"en": "Handle time of a whole call", "ru": "Время обработки вызова целиком"},
    summary={
        "en": "Talk, hold and after-call work of all agents who took part, per caller's call that was answered.",
        "ru": "Время разговора, удержания и обработки у всех участвовавших операторов в среднем на принятый вызов "
        "клиента.",
    },
    over=WHOLE_CALL,
    value=mean(of=WHOLE_CALL.handled, among=WHOLE_CALL.answered & ~WHOLE_CALL.unknown),
    unit="s",
    direction=BAND,
    guardrails=("contact_center.repeat_rate", "contact_center.short_calls"),
    gaming={
        "en": "Hang up on callers, or ask them to call again instead of passing them on: a new call begins.",
        "ru": "Бросать трубку или просить перезвонить вместо перевода: начнётся новый вызов.",
    },
    minimum_n=30,
    attributability="intermediate",
    source="Handle time with one call per caller; counted by agents' legs, as Amazon Connect counts contacts handled, "
    "a transfer makes it shorter",
)

AVERAGE_TALK_TIME = Kpi(
    id="contact_center.att",
    name={"en": "Average talk time (ATT)", "ru": "Среднее время разговора (ATT)"},
    summary={"en": "Talk time per answered call.", "ru": "Время разговора в среднем на принятый вызов."},
    over=CALL,
    direction=BAND,
    variants={
        "talk": mean(of=CALL.talk, among=ANSWERED),
        "talk_hold": mean(of=CALL.talk + CALL.hold, among=ANSWERED),
    },
    default="talk",
    guardrails=("contact_center.short_calls",),
    gaming={
        "en": "Hang up on callers, or keep them on hold, which does not count.",
        "ru": "Бросать трубку или держать клиента на удержании: оно не учитывается.",
    },
    minimum_n=30,
    exclusions=(OUTBOUND, NOT_ANSWERED),
    attributability="intermediate",
    source="Amazon Connect, agent interaction time",
)

AFTER_CALL_WORK = Kpi(
    id="contact_center.acw",
    name={"en": "After-call work (ACW)", "ru": "Поствызывная обработка (ACW)"},
    summary={
        "en": "After-call work per answered call. Expect it to rise at first when agents begin to record results.",
        "ru": "Время поствызывной обработки в среднем на принятый вызов. Когда операторы начинают записывать "
        "результаты, оно поначалу растёт.",
    },
    over=CALL,
    direction=DOWN,
    variants={
        "all": mean(of=CALL.acw, among=ANSWERED),
        "nonzero": mean(of=CALL.acw, among=ANSWERED & (CALL.acw > 0 * SECOND)),
    },
    default="all",
    guardrails=("contact_center.outcome_recorded",),
    gaming={
        "en": "Skip the record, or write it during the conversation or in another status.",
        "ru": "Не вести записи либо вести их во время разговора или в другом статусе.",
    },
    minimum_n=30,
    exclusions=(OUTBOUND, NOT_ANSWERED, NO_WORK_AFTER),
    attributability="direct",
    source="Amazon Connect, after contact work time",
)

SHORT_CALLS = Kpi(
    id="contact_center.short_calls",
    name={"en": "Very short calls", "ru": "Слишком короткие разговоры"},
    summary={
        "en": "Share of answered calls with less than 10 s of talk: what hanging up on callers leaves behind.",
        "ru": "Доля принятых вызовов с разговором короче 10 с: такими становятся вызовы, в которых оператор бросил "
        "трубку.",
    },
    over=CALL,
    value=share(of=CALL.talk < param("below"), among=ANSWERED),
    direction=DOWN,
    params={"below": 10 * SECOND},
    gaming={
        "en": "Hold the line in silence until the limit has passed.",
        "ru": "Молчать в трубку, пока не пройдёт порог.",
    },
    minimum_n=30,
    exclusions=(OUTBOUND, NOT_ANSWERED),
    attributability="direct",
    source="Pair to handle and talk time, which fall when agents hang up",
)
