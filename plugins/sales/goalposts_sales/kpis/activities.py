"""What is done with customers."""

from goalposts import BAND, SECOND, UP, Kpi, param, share, sum_over, total

from goalposts_sales.event_types import ACTIVITY, DEAL, TALKED
from goalposts_sales.kpis.left_out import NOT_A_CALL, NOT_A_TALK, NOT_DONE

_DONE = ACTIVITY.completed.is_null() | ACTIVITY.completed
_CALL = ACTIVITY.kind == "call"
_GAMING = {
    "en": "Five-second calls, empty meetings, entries made up at the end of the month.",
    "ru": "Звонки по пять секунд, пустые встречи, записи задним числом в конце месяца.",
}

ACTIVITIES_PER_DAY = Kpi(
    id="sales.activities_per_day",
    name={"en": "Calls and meetings a day", "ru": "Звонков и встреч в день"},
    summary={
        "en": "Completed calls and meetings with customers, per open day.",
        "ru": "Число состоявшихся звонков и встреч с клиентами в среднем за день работы.",
    },
    over=ACTIVITY,
    variants={
        "calls_and_meetings": total(among=TALKED),
        "meetings": total(among=(ACTIVITY.kind == "meeting") & _DONE),
        "calls": total(among=_CALL & _DONE),
        "written": total(among=ACTIVITY.kind.is_in(["email", "message"]) & _DONE),
    },
    default="calls_and_meetings",
    # More is not better by itself.
    direction=BAND,
    guardrails=("sales.effective_calls", "sales.logged_on_time", "sales.funnel_conversion"),
    gaming=_GAMING,
    minimum_n=30,
    attributability="direct",
    source="Completed activities with a customer; a new telephone link logs calls that were always made, which is "
    "another instrument and not more work",
)

ACTIVITIES_PER_DEAL = Kpi(
    id="sales.activities_per_deal",
    name={"en": "Calls and meetings per new deal", "ru": "Звонков и встреч на новую сделку"},
    summary={
        "en": "Completed calls and meetings of a period divided by the deals created in it.",
        "ru": "Число состоявшихся звонков и встреч за период, делённое на число созданных в нём сделок.",
    },
    over=ACTIVITY,
    also=[DEAL],
    value=sum_over(ACTIVITY, among=TALKED) / sum_over(DEAL, among=DEAL.status != "moved"),
    direction=BAND,
    guardrails=("sales.effective_calls", "sales.deals_created"),
    gaming=_GAMING,
    minimum_n=30,
    attributability="intermediate",
    source="Completed activities / deals; by deals created, as how many are active is not in the events",
)

EFFECTIVE_CALLS = Kpi(
    id="sales.effective_calls",
    name={"en": "Calls in which somebody talked", "ru": "Результативные звонки"},
    summary={
        "en": "Share of completed calls that lasted at least 30 s.",
        "ru": "Доля состоявшихся звонков, которые длились не менее 30 с.",
    },
    over=ACTIVITY,
    params={"least": 30 * SECOND},
    value=share(of=ACTIVITY.duration >= param("least"), among=_CALL & _DONE),
    direction=UP,
    gaming={
        "en": "Stay on the line with an answering machine.",
        "ru": "Не класть трубку, когда отвечает автоответчик.",
    },
    minimum_n=30,
    exclusions=(NOT_A_CALL, NOT_DONE),
    attributability="direct",
    source="Effective contact: a call with a talk of 30 s or more",
)

RESULTS_RECORDED = Kpi(
    id="sales.results_recorded",
    name={"en": "Activities with a result", "ru": "Дела с результатом"},
    summary={
        "en": "Share of completed calls and meetings for which a result is recorded.",
        "ru": "Доля состоявшихся звонков и встреч, по которым записан результат.",
    },
    over=ACTIVITY,
    # Compared with the empty text, so that a source without results is not computable instead of never recorded.
    value=share(of=ACTIVITY.result.is_not_null() & (ACTIVITY.result != ""), among=TALKED),
    direction=UP,
    guardrails=("sales.activities_per_day",),
    gaming={
        "en": "The same two words for every call: look at the share of the commonest result.",
        "ru": "Писать после каждого звонка одни и те же два слова: смотрите на долю самого частого результата.",
    },
    minimum_n=30,
    exclusions=(NOT_A_TALK, NOT_DONE),
    attributability="direct",
    source="Capture completeness, substantive part: a non-empty result or next step",
)
