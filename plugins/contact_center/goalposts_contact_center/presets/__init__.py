"""Exports of known telephone systems, and sheets kept by hand, and how they become calls."""

from goalposts_contact_center.presets.amazon_connect import CONTACT_RECORD, CONTACT_RECORD_FORMAT
from goalposts_contact_center.presets.excel_calls import EXCEL_CALLS
from goalposts_contact_center.presets.genesys import CONVERSATION_FORMAT, CONVERSATIONS
from goalposts_contact_center.presets.queue_log import QUEUE_LOG, QUEUE_LOG_FORMAT
from goalposts_contact_center.presets.queue_log_table import QUEUE_LOG_TABLE, QUEUE_LOG_TABLE_FORMAT

PRESETS = (QUEUE_LOG, QUEUE_LOG_TABLE, CONTACT_RECORD, CONVERSATIONS, EXCEL_CALLS)
FORMATS = (QUEUE_LOG_FORMAT, QUEUE_LOG_TABLE_FORMAT, CONTACT_RECORD_FORMAT, CONVERSATION_FORMAT)

__all__ = ["FORMATS", "PRESETS"]
