"""How soon somebody gets back to who asked."""

from goalposts import DAY, HOUR, UP, Kpi, param, share, survival

from goalposts_sales.event_types import DEAL
from goalposts_sales.kpis.left_out import MOVED

_ENTERED = DEAL.status != "moved"
_ANSWERED = DEAL.first_response_at.is_not_null()

RESPONSE_IN_TIME = Kpi(
    id="sales.response_in_time",
    name={"en": "Enquiries answered in time", "ru": "Обращения, на которые ответили вовремя"},
    summary={
        "en": "Share of new deals to which one of our people responded within an hour; those never answered count as "
        "late.",
        "ru": "Доля новых сделок, на которые наш сотрудник ответил в течение часа; оставшиеся без ответа считаются "
        "просроченными.",
    },
    over=DEAL,
    params={"within": 1 * HOUR, "ever": 30 * DAY},
    variants={
        "clock_hours": share(
            of=_ANSWERED & (DEAL.first_response_at - DEAL.created_at <= param("within")), among=_ENTERED
        ),
        "business_hours": share(
            of=_ANSWERED & (DEAL.created_at.business_time_to(DEAL.first_response_at) <= param("within")), among=_ENTERED
        ),
        # Unanswered ones are followed as far as they go: leaving them out would hide who never gets an answer.
        "ever_answered": survival(DEAL.first_response_at, give="reached", by=param("ever"), among=_ENTERED),
    },
    default="clock_hours",
    unit="%",
    direction=UP,
    guardrails=("sales.effective_calls", "sales.deals_created"),
    gaming={
        "en": "An automatic reply as the response; create the deal only when somebody has time for it; ring once and "
        "hang up.",
        "ru": "Засчитывать автоответ; заводить сделку, только когда есть время ответить; класть трубку после первого "
        "гудка.",
    },
    minimum_n=30,
    exclusions=(MOVED,),
    attributability="direct",
    source="First attempt of a person to reach the customer after the enquiry; Oldroyd, McElheran, Elkington, The "
    "Short Life of Online Sales Leads, Harvard Business Review 2011 (23 % never responded). A mean of the answered "
    "ones is not offered, as it improves when hard ones are never answered",
)
