"""The KPIs of marketing."""

from goalposts_marketing.kpis.by_channel import CHANNEL_CONVERSIONS, CHANNEL_CPA, CHANNEL_ROMI
from goalposts_marketing.kpis.cost_per_lead import COST_PER_LEAD
from goalposts_marketing.kpis.costs import (
    ACQUISITION_COST,
    CLICK_COST,
    CLICK_RATE,
    COST_PER_ACTION,
    PLATFORM_CLAIMS,
    SPEND,
)
from goalposts_marketing.kpis.customer_value import (
    LIFETIME_VALUE,
    LTV_TO_CAC,
    NEW_CUSTOMERS,
    PAYBACK,
    ROMI_LTV,
)
from goalposts_marketing.kpis.leads import (
    LEAD_TO_SALE,
    LEAD_VALIDITY,
    LEADS,
    QUALIFICATION,
    QUALIFIED_TO_SALE,
    TIME_TO_PURCHASE,
    UNATTRIBUTED_LEADS,
)
from goalposts_marketing.kpis.retention import RETENTION
from goalposts_marketing.kpis.returns import RETURN_ON_AD_SPEND, RETURN_ON_MARKETING

KPIS = (
    COST_PER_LEAD,
    COST_PER_ACTION,
    ACQUISITION_COST,
    RETURN_ON_MARKETING,
    RETURN_ON_AD_SPEND,
    LIFETIME_VALUE,
    LTV_TO_CAC,
    ROMI_LTV,
    PAYBACK,
    RETENTION,
    NEW_CUSTOMERS,
    CHANNEL_CPA,
    CHANNEL_ROMI,
    CHANNEL_CONVERSIONS,
    LEADS,
    LEAD_VALIDITY,
    QUALIFICATION,
    QUALIFIED_TO_SALE,
    LEAD_TO_SALE,
    TIME_TO_PURCHASE,
    UNATTRIBUTED_LEADS,
    PLATFORM_CLAIMS,
    SPEND,
    CLICK_COST,
    CLICK_RATE,
)

__all__ = ["KPIS"]
