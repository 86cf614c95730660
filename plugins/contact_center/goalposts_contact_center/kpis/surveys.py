"""What callers say themselves, asked afterwards."""

from typing import Final

from goalposts import UP, Kpi, mean, share, sum_over

from goalposts_contact_center.call import ANSWERED, CALL
from goalposts_contact_center.kpis.left_out import (
    NOT_ANSWERED,
    OUTBOUND,
    WITHOUT_A_MARK,
    WITHOUT_EASE,
    WITHOUT_RECOMMENDATION,
)

_PROMOTERS: Final = sum_over(CALL, among=ANSWERED & (CALL.recommends >= 9))
_DETRACTORS: Final = sum_over(CALL, among=ANSWERED & (CALL.recommends <= 6))
_ASKED_OF_FEW: Final = {
    "en": "Ask after easy calls only. The older question asks for effort, where 1 is best: reverse its marks.",
    "ru": "Спрашивать только после простых вызовов. В прежней анкете спрашивали об усилиях, и лучшей была 1: "
    "переверните такие оценки.",
}
_ASKED: Final = sum_over(CALL, among=ANSWERED & (CALL.recommends >= 0))

SATISFACTION = Kpi(
    id="contact_center.csat",
    name={"en": "Callers' marks (CSAT)", "ru": "Оценки клиентов (CSAT)"},
    summary={
        "en": "Share of marks of 4 or 5 on a scale of five; or the mean mark.",
        "ru": "Доля оценок 4 и 5 по пятибалльной шкале; либо средняя оценка.",
    },
    over=CALL,
    variants={
        "top_two": share(of=CALL.csat >= 4, among=ANSWERED & CALL.csat.is_not_null()),
        "mean": mean(of=CALL.csat, among=ANSWERED & CALL.csat.is_not_null()),
    },
    default="top_two",
    direction=UP,
    guardrails=("contact_center.csat_response",),
    gaming={
        "en": "Agents choose whom to ask, or beg for the five: look at the share of callers who answer.",
        "ru": "Операторы выбирают, кого спросить, или выпрашивают пятёрку: смотрите на долю ответивших.",
    },
    minimum_n=30,
    exclusions=(OUTBOUND, NOT_ANSWERED, WITHOUT_A_MARK),
    attributability="outcome",
    source="Customer satisfaction as the share of the two best boxes among the answers",
)

SATISFACTION_RESPONSE = Kpi(
    id="contact_center.csat_response",
    name={"en": "Calls that got a mark", "ru": "Вызовы с оценкой"},
    summary={
        "en": "Share of answered calls that the caller marked.",
        "ru": "Доля принятых вызовов, которые клиент оценил.",
    },
    over=CALL,
    # Compared, so that a source without marks is not computable instead of never marked.
    value=share(of=CALL.csat.is_not_null() & (CALL.csat == CALL.csat), among=ANSWERED),
    direction=UP,
    gaming={
        "en": "Ask after easy calls only: the share rises, and so do the marks.",
        "ru": "Спрашивать только после простых вызовов: растут и доля, и оценки.",
    },
    minimum_n=30,
    exclusions=(OUTBOUND, NOT_ANSWERED),
    attributability="direct",
    source="Pair to satisfaction, which says nothing without the rate of response",
)

NET_PROMOTER_SCORE = Kpi(
    id="contact_center.nps",
    name={"en": "Net promoter score (NPS)", "ru": "Индекс готовности рекомендовать (NPS)"},
    summary={
        "en": "Percentage of callers who answer 9 or 10 minus percentage of those who answer 0 to 6: from -100 to 100.",
        "ru": "Процент ответов 9 и 10 минус процент ответов от 0 до 6: от -100 до 100.",
    },
    over=CALL,
    value=(100 * _PROMOTERS - 100 * _DETRACTORS) / _ASKED,
    direction=UP,
    guardrails=("contact_center.csat", "contact_center.csat_response"),
    gaming={
        "en": "Ask after good calls only, or ask for the ten; another scale or another question is another figure.",
        "ru": "Спрашивать только после удачных вызовов или просить десятку; другая шкала или другой вопрос — другой "
        "показатель.",
    },
    # With a hundred answers the likely range still is some 30 points wide.
    minimum_n=100,
    exclusions=(OUTBOUND, NOT_ANSWERED, WITHOUT_RECOMMENDATION),
    attributability="outcome",
    source="Reichheld, The One Number You Need to Grow, Harvard Business Review 2003: promoters 9-10, detractors 0-6",
)

EASE = Kpi(
    id="contact_center.ces",
    name={"en": "Ease of getting help (CES)", "ru": "Лёгкость решения вопроса (CES)"},
    summary={
        "en": "How easy callers found it to get their question settled: mean mark from 1 to 7, where 7 is very easy.",
        "ru": "Насколько легко клиенту было решить вопрос: средняя оценка от 1 до 7, где 7 — очень легко.",
    },
    over=CALL,
    value=mean(of=CALL.ease, among=ANSWERED & CALL.ease.is_not_null()),
    direction=UP,
    guardrails=("contact_center.csat_response", "contact_center.repeat_rate"),
    gaming=_ASKED_OF_FEW,
    minimum_n=30,
    exclusions=(OUTBOUND, NOT_ANSWERED, WITHOUT_EASE),
    attributability="outcome",
    source="Customer effort score in its second form (CEB, 2013): agreement with 'the company made it easy', 1 to 7",
)

EASY = Kpi(
    id="contact_center.found_it_easy",
    name={"en": "Callers who found it easy", "ru": "Клиенты, которым было легко"},
    summary={
        "en": "Share of marks of 5 or more for how easy it was to get the question settled, on a scale from 1 to 7.",
        "ru": "Доля оценок 5 и выше на вопрос, насколько легко было решить проблему, по шкале от 1 до 7.",
    },
    over=CALL,
    value=share(of=CALL.ease >= 5, among=ANSWERED & CALL.ease.is_not_null()),
    direction=UP,
    guardrails=("contact_center.csat_response", "contact_center.repeat_rate"),
    gaming=_ASKED_OF_FEW,
    minimum_n=30,
    exclusions=(OUTBOUND, NOT_ANSWERED, WITHOUT_EASE),
    attributability="outcome",
    source="Customer effort score in its second form (CEB, 2013), as the share of callers who agree",
)
