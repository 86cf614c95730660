"""How calls come about in a simulated contact centre; heavy libraries are loaded when something is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from goalposts import SimulationPlan, StreamModel, StreamShape

from goalposts_contact_center.call import CALL
from goalposts_contact_center.streams.demo import PART
from goalposts_contact_center.streams.rehearsal import REHEARSAL


def _draw(plan: SimulationPlan) -> Mapping[str, Any]:
    from goalposts_contact_center.streams.drawing import draw

    return draw(plan)


def _expect(plan: SimulationPlan) -> Mapping[tuple[str, str], Any]:
    from goalposts_contact_center.streams.expecting import expect

    return expect(plan)


def _queue_log(table: Any) -> bytes:
    from goalposts_contact_center.streams.queue_log_shape import queue_log

    return queue_log(table)


CALLS = StreamModel(
    "contact_center",
    {
        "en": "Calls of several branches: queues, talks, marks, transfers and repeated calls; and how agents, who "
        "differ, spend their days.",
        "ru": "Вызовы нескольких филиалов: очереди, разговоры, оценки, переводы и повторные обращения; а также на что "
        "уходит рабочее время операторов, которые работают по-разному.",
    },
    _draw,
    _expect,
    changeable=(
        "contact_center.service_level",
        "contact_center.abandon_rate",
        "contact_center.aht",
        "contact_center.att",
        "contact_center.acw",
        "contact_center.short_calls",
        "contact_center.held_calls",
        "contact_center.agent_hangups",
        "contact_center.fcr",
        "contact_center.repeat_rate",
        "contact_center.csat",
        "contact_center.csat_response",
        "contact_center.transfer_rate",
        "contact_center.callback_share",
        "contact_center.blocked_rate",
        "contact_center.outcome_recorded",
        "contact_center.occupancy",
        "contact_center.shrinkage",
        "contact_center.adherence",
    ),
    goals={
        "contact_center.service_level": "+8pp",
        "contact_center.aht": "-10%",
        "contact_center.outcome_recorded": "+20pp",
    },
    # Who does not call again within a week is counted on the day after it.
    follow_up_days=8,
    renewable=(CALL.id,),
    shapes=(
        StreamShape(
            "asterisk.queue_log",
            CALL.id,
            "queue_log",
            _queue_log,
            # The queues of the log are those of the branches; what it cannot tell has no KPI.
            {"dimensions": {"branch": "queue"}},
        ),
    ),
    demo=PART,
    rehearsal=REHEARSAL,
)

__all__ = ["CALLS"]
