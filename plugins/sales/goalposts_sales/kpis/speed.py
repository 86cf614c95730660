"""How long deals take."""

from goalposts import DAY, DOWN, Kpi, param, survival

from goalposts_sales.event_types import DEAL, STAGE_STAY
from goalposts_sales.kpis.left_out import CLOSED_STAGE, MOVED

_OPEN_STAGE = STAGE_STAY.semantic.is_null() | (STAGE_STAY.semantic == "open")
_IN_PIPELINE = DEAL.status != "moved"

TIME_TO_CLOSE = Kpi(
    id="sales.time_to_close",
    name={"en": "Time to close a deal", "ru": "Срок закрытия сделки"},
    summary={
        "en": "Time after their creation by which half of the deals are closed; open deals count as far as they were "
        "followed.",
        "ru": "За какое время после создания закрывается половина сделок; открытые учитываются за то время, что их "
        "наблюдали.",
    },
    over=DEAL,
    params={"within": 180 * DAY},
    # No mean of closed deals: with 365 days before and 90 days after, it makes an unchanged process look twice as fast.
    variants={
        "km_median_closed": survival(DEAL.closed_at, give="median", among=_IN_PIPELINE),
        "won_half_time": survival(
            DEAL.closed_at, give="half_rise", of=DEAL.status == "won", by=param("within"), among=_IN_PIPELINE
        ),
        "p80": survival(DEAL.closed_at, give="quantile", q=0.8, among=_IN_PIPELINE),
        "restricted_mean": survival(DEAL.closed_at, give="mean", by=param("within"), among=_IN_PIPELINE),
    },
    default="km_median_closed",
    direction=DOWN,
    guardrails=("sales.funnel_conversion", "sales.avg_deal_size", "sales.shadow_deals"),
    gaming={
        "en": "Create deals late, reopen them as new ones, close them as lost and create them again.",
        "ru": "Заводить сделки с опозданием, переоткрывать их как новые, закрывать как проигранные и заводить снова.",
    },
    minimum_n=30,
    exclusions=(MOVED,),
    attributability="intermediate",
    source="Kaplan–Meier over all deals with open ones censored; won_half_time: half-rise of the incidence of winning",
)

STAGE_DWELL = Kpi(
    id="sales.stage_dwell",
    name={"en": "Time on a stage", "ru": "Время на этапе"},
    summary={
        "en": "Time after which half of the deals have left a stage; name the stage by `where`. Deals still there "
        "count as far as they were followed.",
        "ru": "За какое время половина сделок уходит с этапа; этап задаётся условием `where`. Оставшиеся учитываются "
        "за то время, что их наблюдали.",
    },
    over=STAGE_STAY,
    value=survival(STAGE_STAY.next_at, give="median", among=_OPEN_STAGE),
    direction=DOWN,
    guardrails=("sales.funnel_conversion",),
    gaming={
        "en": "Move deals on without work, or back and forth.",
        "ru": "Переводить сделки по этапам без работы или туда и обратно.",
    },
    minimum_n=30,
    exclusions=(CLOSED_STAGE,),
    attributability="intermediate",
    source="Kaplan–Meier over the stays on open stages",
)
