"""Contact records (CTR) of Amazon Connect: one JSON object a contact, as a stream or an export writes them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from goalposts import KEPT, LEFT_OUT, Preset, Row, SourceFormat, WrongRow

from goalposts_contact_center.call import CALL
from goalposts_contact_center.presets.json_parts import (
    NO_CALLS,
    NOT_OF_THIS_EXPORT,
    mapping_at,
    record_by_record,
    text_at,
    written,
)

_DIRECTIONS: Final = {
    "INBOUND": "in",
    "TRANSFER": "in",
    "QUEUE_TRANSFER": "in",
    "API": "in",
    "WEBRTC_API": "in",
    "MESSAGE": "in",
    "OUTBOUND": "out",
    "EXTERNAL_OUTBOUND": "out",
    "AGENT_REPLY": "out",
    "CALLBACK": "out",
}
_HANGUP_BY: Final = {
    "CUSTOMER_DISCONNECT": "caller",
    "AGENT_DISCONNECT": "agent",
    "THIRD_PARTY_DISCONNECT": "third_party",
    "TELECOM_PROBLEM": "system",
    "CONTACT_FLOW_DISCONNECT": "system",
}
_TRANSFERRED: Final = ("TransferCompletedTimestamp", "TransferredToEndpoint")


def _row(line: int, record: Mapping[str, Any]) -> Row | WrongRow:
    """A contact; those that are no calls say so in `left_out`."""
    if not text_at(record, "ContactId"):
        return WrongRow(line, written(record), NOT_OF_THIS_EXPORT)
    return Row(line, contact(record))


def contact(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return the cells of a contact record."""
    queue, agent = mapping_at(record, "Queue"), mapping_at(record, "Agent")
    reason = text_at(record, "DisconnectReason")
    return {
        "call_id": text_at(record, "ContactId"),
        "offered_at": text_at(queue, "EnqueueTimestamp") or text_at(record, "InitiationTimestamp"),
        "outcome": _outcome(record),
        "queue": text_at(queue, "Name") or text_at(queue, "ARN"),
        "agent": text_at(agent, "Username"),
        "customer": text_at(mapping_at(record, "CustomerEndpoint"), "Address"),
        "channel": (text_at(record, "Channel") or "").lower() or None,
        "direction": _DIRECTIONS.get(text_at(record, "InitiationMethod") or ""),
        "wait": queue.get("Duration"),
        "talk": agent.get("AgentInteractionDuration"),
        "hold": agent.get("CustomerHoldDuration"),
        "acw": agent.get("AfterContactWorkDuration"),
        "hangup_by": None if reason is None else _HANGUP_BY.get(reason, "other"),
        "transferred": any(record.get(key) for key in _TRANSFERRED) if agent else None,
        "last_update": text_at(record, "LastUpdateTimestamp"),
        LEFT_OUT: _left_out(record),
        **{name: text_at(record, name) for name in _AS_THEY_ARE},
    }


def _outcome(record: Mapping[str, Any]) -> str | None:
    """An agent means an answer; who went on from the queue without one was not abandoned."""
    if mapping_at(record, "Agent"):
        return "answered"
    if not mapping_at(record, "Queue"):
        return None
    if any(record.get(key) for key in _TRANSFERRED):
        return "timeout"
    return "callback" if record.get("NextContactId") else "abandoned"


def _left_out(record: Mapping[str, Any]) -> str | None:
    if text_at(record, "InitiationMethod") == "MONITOR":
        return "monitor"
    return "not_queued" if _outcome(record) is None else None


_AS_THEY_ARE: Final = (
    "InitialContactId",
    "PreviousContactId",
    "InitiationMethod",
    "DisconnectReason",
)

CONTACT_RECORD_FORMAT: Final = SourceFormat(
    "amazon-connect-ctr",
    (
        "call_id",
        "offered_at",
        "outcome",
        "queue",
        "agent",
        "customer",
        "channel",
        "direction",
        "wait",
        "talk",
        "hold",
        "acw",
        "hangup_by",
        "transferred",
        "last_update",
        LEFT_OUT,
        *_AS_THEY_ARE,
    ),
    record_by_record(_row),
    left_out=NO_CALLS,
)

CONTACT_RECORD: Final = Preset(
    "amazon_connect.ctr",
    CALL.id,
    CONTACT_RECORD_FORMAT.id,
    options={"dedupe_by": "last_update"},
    dedupe=("call_id",),
    where=KEPT,
    note={
        "en": "Contact records as JSON: one a line, one after another as a delivery stream writes them, or a list "
        '(inside of a document state `records: "ContactRecords"`). Of one contact the record with the newest '
        'LastUpdateTimestamp stays. Every stay in a queue is a call; `where: InitiationMethod not in ["TRANSFER", '
        '"QUEUE_TRANSFER"]` keeps first calls only, and those of one customer share `InitialContactId`. Left out are '
        "MONITOR contacts and those that reached neither a queue nor an agent. Who was passed on from a queue is "
        "`timeout` there; a next contact without a transfer is a call-back. Not in it: ringing, the result, the "
        "caller's mark. Times are UTC.",
        "ru": "Записи о контактах в JSON: по одной в строке, подряд без разделителей, как пишет поток доставки, или "
        'списком (если он внутри документа, укажите `records: "ContactRecords"`). От контакта остаётся запись с самым '
        "поздним LastUpdateTimestamp. Вызов — это каждое пребывание в очереди; `where: InitiationMethod not in "
        '["TRANSFER", "QUEUE_TRANSFER"]` оставит только первые, а общий у всех записей обращения — '
        "`InitialContactId`. Не учитываются контакты MONITOR и те, что не дошли ни до очереди, ни до оператора. Кого "
        "перевели дальше, тот для этой очереди — `timeout`; следующий контакт без перевода — обратный звонок. Чего "
        "здесь нет: времени звонка у оператора, результата и оценки. Время — UTC.",
    },
)
