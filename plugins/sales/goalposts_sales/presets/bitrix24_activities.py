"""Activities of Bitrix24: answers of `crm.activity.list`."""

from __future__ import annotations

from typing import Any, Final

from goalposts import KEPT, LEFT_OUT, Preset

from goalposts_sales.event_types import ACTIVITY
from goalposts_sales.presets.bitrix24_deals import RECORDS
from goalposts_sales.presets.cells import Cells, duration_between, written
from goalposts_sales.presets.derived import Derived, derived_format, row_by_row

_NAMES: Final = {
    "id": ("ID",),
    "owner_type": ("OWNER_TYPE_ID",),
    "owner_id": ("OWNER_ID",),
    "type": ("TYPE_ID",),
    "provider": ("PROVIDER_ID",),
    "direction": ("DIRECTION",),
    "start": ("START_TIME",),
    "end": ("END_TIME",),
    "deadline": ("DEADLINE",),
    "completed": ("COMPLETED",),
    "responsible": ("RESPONSIBLE_ID",),
    "created": ("CREATED",),
    "communications": ("COMMUNICATIONS",),
    "bindings": ("BINDINGS",),
}
_KINDS: Final = {"1": "meeting", "2": "call", "3": "task", "4": "email"}
_PROVIDERS: Final = {
    "voximplant_call": "call",
    "call_list": "call",
    "crm_meeting": "meeting",
    "crm_calendar_sharing": "meeting",
    "zoom": "meeting",
    "crm_email": "email",
    "crm_todo": "task",
    "crm_tasks_task": "task",
    "tasks": "task",
    "imopenlines_session": "message",
    "crm_sms": "message",
    "crm_notification": "message",
    "crm_whatsapp": "message",
    "crm_telegram": "message",
}
_NO_ACTIVITY: Final = frozenset({"crm_webform", "crm_delivery", "crm_payment", "crm_signdocument", "crm_request"})
"""What the system does by itself, or the customer alone."""
_ACTION: Final = "5"
_DEAL: Final = "2"
_CUSTOMERS: Final = {"3": "C_", "4": "CO_"}


def _derive(cells: Cells) -> Derived:
    at = cells.time("start") or cells.time("deadline") or cells.time("created")
    kind = _kind(cells)
    return {
        "activity_id": cells.text("id"),
        "at": written(at),
        "kind": kind,
        "completed": cells.flag("completed"),
        "customer": _customer(cells),
        "deal_id": _deal(cells),
        "owner": cells.text("responsible"),
        "duration": duration_between(cells.time("start"), cells.time("end")) if kind in ("call", "meeting") else None,
        "logged_at": written(cells.time("created")),
        "direction": {"1": "in", "2": "out"}.get(cells.text("direction") or ""),
        LEFT_OUT: "no activity with a customer" if _is_none(cells) else None,
    }


def _kind(cells: Cells) -> str | None:
    """What was done; a provider that is not known comes as it is, and is refused so."""
    provider = cells.word("provider")
    return _PROVIDERS.get(provider) or _KINDS.get(cells.text("type") or "") or cells.text("provider")


def _is_none(cells: Cells) -> bool:
    return cells.text("type") == _ACTION or cells.word("provider") in _NO_ACTIVITY


def _deal(cells: Cells) -> str | None:
    if cells.text("owner_type") == _DEAL:
        return cells.key("owner_id")
    bound = (found for found in _objects(cells, "bindings") if str(found.get("OWNER_TYPE_ID")) == _DEAL)
    return next((str(found.get("OWNER_ID")) for found in bound), None)


def _customer(cells: Cells) -> str | None:
    """The company or contact that the activity belongs to, else the one that was spoken or written to."""
    prefix = _CUSTOMERS.get(cells.text("owner_type") or "")
    if prefix is not None:
        return f"{prefix}{cells.text('owner_id')}"
    for found in _objects(cells, "communications"):
        prefix = _CUSTOMERS.get(str(found.get("ENTITY_TYPE_ID")))
        if prefix is not None:
            return f"{prefix}{found.get('ENTITY_ID')}"
    return None


def _objects(cells: Cells, meaning: str) -> list[dict[str, Any]]:
    return [item for item in cells.listed(meaning) if isinstance(item, dict)]


BITRIX24_ACTIVITIES_FORMAT: Final = derived_format(
    "bitrix24-activities",
    names=_NAMES,
    needed=("id", "type"),
    gives={
        "activity_id": ("id",),
        "at": ("start", "deadline", "created"),
        "kind": ("type", "provider"),
        "completed": ("completed",),
        "customer": ("owner_type", "communications"),
        "deal_id": ("owner_type", "bindings"),
        "owner": ("responsible",),
        "duration": ("end",),
        "logged_at": ("created",),
        "direction": ("direction",),
    },
    rows=row_by_row(_derive),
    records=RECORDS,
)

BITRIX24_ACTIVITIES: Final = Preset(
    "bitrix24.activities",
    ACTIVITY.id,
    BITRIX24_ACTIVITIES_FORMAT.id,
    dedupe=("activity_id",),
    where=KEPT,
    note={
        "en": "Answers of `crm.activity.list`, whole or one a line (ask for `COMMUNICATIONS` to know with whom). "
        "`at` is the start, else the deadline, else the creation; `logged_at` the creation, so that the lag of "
        "recording shows. Calls of telephony, chats, SMS and to-dos are told by `PROVIDER_ID`; a provider of an "
        "application that is not known is refused with its name. Actions and what the system does by itself (forms, "
        "payments, deliveries) are left out. Customers are `C_7` (contact) or `CO_7` (company). A meeting that was "
        "only planned is `completed: false`. Not in it: the result. Times carry an offset.",
        "ru": "Ответы `crm.activity.list`, целиком или по делу в строке (чтобы знать, с кем, запросите "
        "`COMMUNICATIONS`). `at` — начало, иначе крайний срок, иначе создание; `logged_at` — создание, так видно "
        "опоздание записи. Звонки телефонии, чаты, SMS и дела «сделать» определяются по `PROVIDER_ID`; дело "
        "неизвестного приложения не принимается, а его провайдер показывается. Действия и то, что система делает "
        "сама (формы, оплаты, доставки), отсеиваются. Клиент — `C_7` (контакт) или `CO_7` (компания). Только "
        "запланированная встреча — `completed: false`. Чего здесь нет: результата. Время — со смещением.",
    },
)
