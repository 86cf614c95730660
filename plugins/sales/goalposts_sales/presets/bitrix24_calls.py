"""Calls of the telephony of Bitrix24: answers of `voximplant.statistic.get`."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from goalposts import KEPT, LEFT_OUT, Preset

from goalposts_sales.event_types import INTERACTION
from goalposts_sales.presets.bitrix24_deals import RECORDS
from goalposts_sales.presets.cells import Cells, written
from goalposts_sales.presets.derived import Derived, derived_format, row_by_row

_NAMES: Final = {
    "id": ("CALL_ID", "ID"),
    "at": ("CALL_START_DATE",),
    "type": ("CALL_TYPE",),
    "seconds": ("CALL_DURATION",),
    "code": ("CALL_FAILED_CODE",),
    "user": ("PORTAL_USER_ID",),
    "entity_type": ("CRM_ENTITY_TYPE",),
    "entity": ("CRM_ENTITY_ID",),
    "activity": ("CRM_ACTIVITY_ID",),
}
_DIRECTIONS: Final = {"1": "out", "2": "in", "3": "in", "4": "out"}
_OUTCOMES: Final = {"200": "answered", "304": "missed", "486": "busy", "603": "declined", "603-s": "cancelled"}
_CUSTOMERS: Final = {"contact": "C_", "company": "CO_"}


def _derive(cells: Cells) -> Derived:
    at = cells.time("at")
    number, kind = cells.key("entity"), cells.word("entity_type")
    prefix = _CUSTOMERS.get(kind)
    return {
        "interaction_id": cells.text("id"),
        "at": written(at),
        "recorded_at": written(_recorded(cells, at)),
        "customer": f"{prefix}{number}" if prefix and number else None,
        "deal_id": number if kind == "deal" else None,
        "kind": "call",
        "owner": cells.key("user"),
        "outcome": _OUTCOMES.get(cells.word("code"), "failed") if cells.word("code") else None,
        "direction": _DIRECTIONS.get(cells.text("type") or ""),
        LEFT_OUT: None if cells.text("type") in _DIRECTIONS else "no call with a customer",
    }


def _recorded(cells: Cells, at: datetime | str | None) -> datetime | None:
    """When the call went into the CRM: the telephony writes its activity as the call ends."""
    seconds = cells.number("seconds")
    if cells.key("activity") is None or not isinstance(at, datetime):
        return None
    return at + timedelta(seconds=seconds if isinstance(seconds, float) else 0.0)


BITRIX24_CALLS_FORMAT: Final = derived_format(
    "bitrix24-calls",
    names=_NAMES,
    needed=("id", "at", "type"),
    gives={
        "interaction_id": ("id",),
        "at": ("at",),
        "recorded_at": ("activity",),
        "customer": ("entity",),
        "deal_id": ("entity",),
        "kind": ("type",),
        "owner": ("user",),
        "outcome": ("type",),
        "direction": ("type",),
    },
    rows=row_by_row(_derive),
    records=RECORDS,
)

BITRIX24_CALLS: Final = Preset(
    "bitrix24.calls",
    INTERACTION.id,
    BITRIX24_CALLS_FORMAT.id,
    dedupe=("interaction_id",),
    where=KEPT,
    dimensions={"outcome": "outcome", "direction": "direction"},
    note={
        "en": "Answers of `voximplant.statistic.get`, whole or one call a line. Every call with a customer is an "
        "interaction, answered or not: the dimensions `outcome` (answered, missed, busy, declined, cancelled, failed) "
        'and `direction` (in, out) tell them apart, as in `where: outcome == "answered"`. Informational calls of '
        "robots are left out. A call that has an activity in the CRM counts as recorded when it ended. Customers are "
        "`C_7` (contact) or `CO_7` (company); a call of a lead has none. Not in it: waiting, hold and after-call "
        "work, so no service level and no handling time. Times carry an offset.",
        "ru": "Ответы `voximplant.statistic.get`, целиком или по звонку в строке. Контактом считается каждый звонок с "
        "клиентом, и отвеченный, и нет; их различают измерения `outcome` (answered — отвечен, missed — пропущен, busy "
        "— занято, declined — отклонён, cancelled — сброшен, failed — не состоялся) и `direction` (in, out), например "
        '`where: outcome == "answered"`. Информационные звонки робота отсеиваются. Звонок, у которого есть дело в '
        "CRM, считается занесённым в момент окончания. Клиент — `C_7` (контакт) или `CO_7` (компания), у звонка лида "
        "его нет. Чего здесь нет: ожидания, удержания и поствызывной обработки, а значит, уровня сервиса и времени "
        "обработки. Время — со смещением.",
    },
)
