"""The KPIs of the contact centre."""

from goalposts_contact_center.kpis.answering import AVERAGE_SPEED_OF_ANSWER, SERVICE_LEVEL, WAIT_P95
from goalposts_contact_center.kpis.conduct import AGENT_HANG_UPS, HELD_CALLS, HOLD_SHARE
from goalposts_contact_center.kpis.handling import (
    AFTER_CALL_WORK,
    AVERAGE_HANDLE_TIME,
    AVERAGE_TALK_TIME,
    HANDLE_TIME_OF_WHOLE_CALLS,
    SHORT_CALLS,
)
from goalposts_contact_center.kpis.losses import ABANDON_RATE, AVERAGE_TIME_TO_ABANDON, LOST_CALLERS, LOST_RATE
from goalposts_contact_center.kpis.outcome_for_callers import (
    BLOCKED_RATE,
    CALL_BACKS,
    FIRST_CONTACT_RESOLUTION,
    NOT_REPEATED,
    REPEAT_RATE,
    TRANSFER_RATE,
)
from goalposts_contact_center.kpis.recording import OUTCOME_RECORDED
from goalposts_contact_center.kpis.staffing import ADHERENCE, CONFORMANCE, OCCUPANCY, SHRINKAGE, UTILISATION
from goalposts_contact_center.kpis.surveys import EASE, EASY, NET_PROMOTER_SCORE, SATISFACTION, SATISFACTION_RESPONSE

KPIS = (
    SERVICE_LEVEL,
    AVERAGE_SPEED_OF_ANSWER,
    WAIT_P95,
    ABANDON_RATE,
    LOST_RATE,
    LOST_CALLERS,
    AVERAGE_TIME_TO_ABANDON,
    AVERAGE_HANDLE_TIME,
    HANDLE_TIME_OF_WHOLE_CALLS,
    AVERAGE_TALK_TIME,
    AFTER_CALL_WORK,
    SHORT_CALLS,
    OUTCOME_RECORDED,
    FIRST_CONTACT_RESOLUTION,
    NOT_REPEATED,
    REPEAT_RATE,
    SATISFACTION,
    SATISFACTION_RESPONSE,
    NET_PROMOTER_SCORE,
    EASE,
    EASY,
    TRANSFER_RATE,
    CALL_BACKS,
    BLOCKED_RATE,
    AGENT_HANG_UPS,
    HOLD_SHARE,
    HELD_CALLS,
    OCCUPANCY,
    UTILISATION,
    SHRINKAGE,
    ADHERENCE,
    CONFORMANCE,
)

__all__ = ["KPIS"]
