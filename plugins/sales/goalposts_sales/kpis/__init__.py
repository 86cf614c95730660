"""The KPIs of sales."""

from goalposts_sales.kpis.activities import ACTIVITIES_PER_DAY, ACTIVITIES_PER_DEAL, EFFECTIVE_CALLS, RESULTS_RECORDED
from goalposts_sales.kpis.adoption import ACTIVE_USERS, BACK_DATING, LOGGING_DELAY, TIME_IN_SYSTEM
from goalposts_sales.kpis.base_quality import BASE_QUALITY, BASE_SIZE, BASE_VALIDITY
from goalposts_sales.kpis.capture import CAPTURE_COMPLETENESS, INTERACTIONS_SEEN, LOGGED_ON_TIME
from goalposts_sales.kpis.contact_rates import ACTIVITIES_PER_CUSTOMER, ACTIVITIES_PER_REP_DAY
from goalposts_sales.kpis.deal_size import AVERAGE_DEAL_SIZE
from goalposts_sales.kpis.funnel import FUNNEL_CONVERSION, WIN_RATE
from goalposts_sales.kpis.hygiene import LOSS_REASON_RECORDED, OWNERLESS_DEALS, SHADOW_DEALS, ZERO_AMOUNTS
from goalposts_sales.kpis.loyalty import REPEAT_SHARE
from goalposts_sales.kpis.open_deals import NEXT_STEP_COVERAGE, STALE_DEALS, WORKED_DEALS
from goalposts_sales.kpis.recurring import CHURN, GROSS_RETENTION, NET_RETENTION
from goalposts_sales.kpis.rescues import RESCUE_SHARE, RESCUED_DEALS
from goalposts_sales.kpis.response import RESPONSE_IN_TIME
from goalposts_sales.kpis.speed import STAGE_DWELL, TIME_TO_CLOSE
from goalposts_sales.kpis.stages import STAGE_CONVERSION
from goalposts_sales.kpis.volume import DEALS_CREATED, DEALS_WON, MARGIN_SHARE, RETURN_RATE, REVENUE

KPIS = (
    FUNNEL_CONVERSION,
    WIN_RATE,
    STAGE_CONVERSION,
    TIME_TO_CLOSE,
    STAGE_DWELL,
    REPEAT_SHARE,
    AVERAGE_DEAL_SIZE,
    DEALS_CREATED,
    DEALS_WON,
    REVENUE,
    MARGIN_SHARE,
    RETURN_RATE,
    ACTIVITIES_PER_DAY,
    ACTIVITIES_PER_DEAL,
    ACTIVITIES_PER_CUSTOMER,
    ACTIVITIES_PER_REP_DAY,
    EFFECTIVE_CALLS,
    RESULTS_RECORDED,
    CAPTURE_COMPLETENESS,
    INTERACTIONS_SEEN,
    LOGGED_ON_TIME,
    SHADOW_DEALS,
    LOSS_REASON_RECORDED,
    ZERO_AMOUNTS,
    OWNERLESS_DEALS,
    BASE_QUALITY,
    BASE_VALIDITY,
    BASE_SIZE,
    RESPONSE_IN_TIME,
    NEXT_STEP_COVERAGE,
    STALE_DEALS,
    WORKED_DEALS,
    ACTIVE_USERS,
    TIME_IN_SYSTEM,
    BACK_DATING,
    LOGGING_DELAY,
    CHURN,
    GROSS_RETENTION,
    NET_RETENTION,
    RESCUE_SHARE,
    RESCUED_DEALS,
)

__all__ = ["KPIS"]
