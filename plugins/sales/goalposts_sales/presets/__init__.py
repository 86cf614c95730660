"""Exports of known sales systems, and sheets kept by hand: what is looked for in them, and what it means."""

from goalposts_sales.presets.amocrm_events import AMOCRM_EVENTS, AMOCRM_EVENTS_FORMAT
from goalposts_sales.presets.amocrm_leads import AMOCRM_LEADS, AMOCRM_LEADS_FORMAT
from goalposts_sales.presets.bitrix24_activities import BITRIX24_ACTIVITIES, BITRIX24_ACTIVITIES_FORMAT
from goalposts_sales.presets.bitrix24_calls import BITRIX24_CALLS, BITRIX24_CALLS_FORMAT
from goalposts_sales.presets.bitrix24_deals import BITRIX24_DEALS, BITRIX24_DEALS_FORMAT
from goalposts_sales.presets.bitrix24_stage_history import BITRIX24_STAGE_HISTORY, BITRIX24_STAGE_HISTORY_FORMAT
from goalposts_sales.presets.dynamics_opportunities import DYNAMICS_OPPORTUNITIES, DYNAMICS_OPPORTUNITIES_FORMAT
from goalposts_sales.presets.excel_deals import EXCEL_DEALS
from goalposts_sales.presets.hubspot_deals import HUBSPOT_DEALS, HUBSPOT_DEALS_FORMAT
from goalposts_sales.presets.hubspot_engagements import HUBSPOT_ENGAGEMENTS, HUBSPOT_ENGAGEMENTS_FORMAT
from goalposts_sales.presets.hubspot_stage_history import HUBSPOT_STAGE_HISTORY, HUBSPOT_STAGE_HISTORY_FORMAT
from goalposts_sales.presets.salesforce_history import SALESFORCE_HISTORY, SALESFORCE_HISTORY_FORMAT
from goalposts_sales.presets.salesforce_opportunities import SALESFORCE_OPPORTUNITIES, SALESFORCE_OPPORTUNITIES_FORMAT
from goalposts_sales.presets.salesforce_tasks import SALESFORCE_TASKS, SALESFORCE_TASKS_FORMAT

FORMATS = (
    BITRIX24_DEALS_FORMAT,
    BITRIX24_STAGE_HISTORY_FORMAT,
    BITRIX24_ACTIVITIES_FORMAT,
    BITRIX24_CALLS_FORMAT,
    AMOCRM_LEADS_FORMAT,
    AMOCRM_EVENTS_FORMAT,
    SALESFORCE_OPPORTUNITIES_FORMAT,
    SALESFORCE_HISTORY_FORMAT,
    SALESFORCE_TASKS_FORMAT,
    HUBSPOT_DEALS_FORMAT,
    HUBSPOT_STAGE_HISTORY_FORMAT,
    HUBSPOT_ENGAGEMENTS_FORMAT,
    DYNAMICS_OPPORTUNITIES_FORMAT,
)
PRESETS = (
    EXCEL_DEALS,
    BITRIX24_DEALS,
    BITRIX24_STAGE_HISTORY,
    BITRIX24_ACTIVITIES,
    BITRIX24_CALLS,
    AMOCRM_LEADS,
    AMOCRM_EVENTS,
    SALESFORCE_OPPORTUNITIES,
    SALESFORCE_HISTORY,
    SALESFORCE_TASKS,
    HUBSPOT_DEALS,
    HUBSPOT_STAGE_HISTORY,
    HUBSPOT_ENGAGEMENTS,
    DYNAMICS_OPPORTUNITIES,
)
