"""Activities of HubSpot: answers for calls, meetings, e-mails, tasks and messages, and of the old engagements."""

from __future__ import annotations

from typing import Final

from goalposts import KEPT, LEFT_OUT, Preset

from goalposts_sales.event_types import ACTIVITY
from goalposts_sales.presets.cells import Cells, duration_between, written
from goalposts_sales.presets.derived import Derived, derived_format, row_by_row
from goalposts_sales.presets.hubspot_names import associated, first_id, property_names

_NAMES: Final = {
    "id": (*property_names("hs_object_id"), "engagement.id", "id", "engagement_id", "Record ID"),
    "type": ("engagement.type", *property_names("hs_engagement_type"), "type", "Activity type"),
    "at": property_names("hs_timestamp", "engagement.timestamp", "Activity date"),
    "created": property_names("hs_createdate", "engagement.createdAt", "createdAt", "Create date"),
    "owner": property_names("hubspot_owner_id", "engagement.ownerId", "owner_id", "Activity assigned to"),
    "milliseconds": property_names("hs_call_duration", "metadata.durationMilliseconds"),
    "call_direction": property_names("hs_call_direction"),
    "call_status": property_names("hs_call_status"),
    "call_result": property_names("hs_call_disposition", "metadata.disposition"),
    "meeting_start": property_names("hs_meeting_start_time", "metadata.startTime"),
    "meeting_end": property_names("hs_meeting_end_time", "metadata.endTime"),
    "meeting_result": property_names("hs_meeting_outcome", "metadata.meetingOutcome"),
    "email_direction": property_names("hs_email_direction"),
    "email_status": property_names("hs_email_status"),
    "task_status": property_names("hs_task_status"),
    "message": property_names("hs_communication_channel_type"),
    "status": ("metadata.status",),
    "deals": associated("deals", "dealIds"),
    "companies": associated("companies", "companyIds"),
    "contacts": associated("contacts", "contactIds"),
    "archived": ("archived",),
}
_KINDS: Final = {
    "call": "call",
    "meeting": "meeting",
    "email": "email",
    **dict.fromkeys(("incoming_email", "forwarded_email"), "email"),
    "task": "task",
    **dict.fromkeys(("communication", "conversation_session", "sms", "whats_app", "linkedin_message"), "message"),
}
_TOLD_BY: Final = {
    "call": ("milliseconds", "call_direction", "call_status", "call_result"),
    "meeting": ("meeting_start", "meeting_end", "meeting_result"),
    "email": ("email_direction", "email_status"),
    "task": ("task_status",),
    "message": ("message",),
}
_DIRECTIONS: Final = {"inbound": "in", "outbound": "out", "email": "out", "incoming_email": "in"}


def _derive(cells: Cells) -> Derived:
    kind = _kind(cells)
    at, start = cells.time("at"), cells.time("meeting_start")
    return {
        "activity_id": cells.text("id"),
        "at": written(start if kind == "meeting" and start is not None else at),
        "kind": kind,
        "completed": _completed(cells, kind),
        "customer": _customer(cells),
        "deal_id": first_id(cells.listed("deals")),
        "owner": cells.text("owner"),
        "duration": _seconds(cells, kind),
        "logged_at": written(cells.time("created")),
        "direction": _direction(cells),
        "result": cells.text("call_result") or cells.text("meeting_result"),
        LEFT_OUT: "archived" if cells.flag("archived") else "note" if cells.word("type") == "note" else None,
    }


def _kind(cells: Cells) -> str | None:
    """What was done: as the answer says, else by the properties that only one kind has."""
    if cells.get("type") is not None:
        return _KINDS.get(cells.word("type"), cells.text("type"))
    filled = (
        kind for kind, meanings in _TOLD_BY.items() if any(cells.get(meaning) is not None for meaning in meanings)
    )
    return next(filled, None)


def _completed(cells: Cells, kind: str | None) -> bool | None:
    if kind in ("email", "message"):
        return True
    status = {"call": "call_status", "meeting": "meeting_result", "task": "task_status"}.get(kind or "")
    said = (cells.word(status) if status else "") or cells.word("status")
    return said == "completed" if said else None


def _seconds(cells: Cells, kind: str | None) -> float | None:
    if kind == "meeting":
        return duration_between(cells.time("meeting_start"), cells.time("meeting_end"))
    milliseconds = cells.number("milliseconds")
    return milliseconds / 1000 if kind == "call" and isinstance(milliseconds, float) else None


def _direction(cells: Cells) -> str | None:
    return _DIRECTIONS.get(cells.word("call_direction") or cells.word("email_direction") or cells.word("type"))


def _customer(cells: Cells) -> str | None:
    for kind in ("companies", "contacts"):
        number = first_id(cells.listed(kind))
        if number is not None:
            return f"{kind}/{number}"
    return None


HUBSPOT_ENGAGEMENTS_FORMAT: Final = derived_format(
    "hubspot-engagements",
    names=_NAMES,
    needed=("id", "at"),
    gives={
        "activity_id": ("id",),
        "at": ("at",),
        "kind": ("at",),
        "completed": ("call_status", "meeting_result", "email_status", "email_direction", "task_status", "status"),
        "customer": ("companies", "contacts"),
        "deal_id": ("deals",),
        "owner": ("owner",),
        "duration": ("milliseconds", "meeting_end"),
        "logged_at": ("created",),
        "direction": ("call_direction", "email_direction", "type"),
        "result": ("call_result", "meeting_result"),
    },
    rows=row_by_row(_derive),
    records=("results",),
)

HUBSPOT_ENGAGEMENTS: Final = Preset(
    "hubspot.engagements",
    ACTIVITY.id,
    HUBSPOT_ENGAGEMENTS_FORMAT.id,
    dedupe=("activity_id",),
    where=KEPT,
    note={
        "en": "Answers of `/crm/v3/objects/` for `calls`, `meetings`, `emails`, `tasks` and `communications`, whole "
        "or one a line, or of the old `/engagements/v1`; the labels of an export are not checked against a real file. "
        "Ask for `hs_timestamp`, `hs_createdate`, `hubspot_owner_id`, the properties of the kind, by which it is told "
        "(`hs_call_duration`, `hs_call_status`, `hs_meeting_start_time`, `hs_meeting_outcome`, `hs_email_direction`, "
        "`hs_task_status`, ...), and for `associations=deals,companies,contacts`. Notes and archived ones are left "
        "out. `result` of a call is the id of its disposition. E-mails and messages count as completed; a meeting "
        "only by its outcome. Times are UTC.",
        "ru": "Ответы `/crm/v3/objects/` для `calls`, `meetings`, `emails`, `tasks` и `communications`, целиком или "
        "по записи в строке, либо старого `/engagements/v1`; заголовки выгрузки не сверены с настоящим файлом. "
        "Запросите `hs_timestamp`, `hs_createdate`, `hubspot_owner_id`, свойства вида, по которым он и виден "
        "(`hs_call_duration`, `hs_call_status`, `hs_meeting_start_time`, `hs_meeting_outcome`, `hs_email_direction`, "
        "`hs_task_status` и т. п.), и `associations=deals,companies,contacts`. Заметки и архивные записи отсеиваются. "
        "`result` звонка — идентификатор исхода. Письма и сообщения считаются завершёнными, встреча — только по её "
        "исходу. Время — UTC.",
    },
)
