"""Conversation details of Genesys Cloud: what its analytics answer, one conversation with all that took part."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from goalposts import KEPT, LEFT_OUT, Preset, Row, SourceFormat, WrongRow

from goalposts_contact_center.call import CALL
from goalposts_contact_center.presets.genesys_parts import Parts, Session, has_lost_moments, parts, total
from goalposts_contact_center.presets.json_parts import (
    NO_CALLS,
    NOT_OF_THIS_EXPORT,
    moment_at,
    record_by_record,
    text_at,
    written,
)

_CALLER_LEFT: Final = ("client", "peer", "endpoint")
"""How a session with a queue ends when the caller is gone, whichever side noticed."""

_HANGUP_BY: Final = {"client": "agent", "endpoint": "agent", "peer": "caller", "system": "system", "error": "system"}
"""The same of a session with an agent: `client` and `endpoint` are the agent's own."""

_DIRECTIONS: Final = {"inbound": "in", "outbound": "out"}
UNFINISHED: Final = "unfinished"


def _row(line: int, record: Mapping[str, Any]) -> Row | WrongRow:
    """A conversation; those that met neither a queue nor an agent say so in `left_out`."""
    identity = text_at(record, "conversationId")
    if identity is None or moment_at(record, "conversationStart") is None:
        return WrongRow(line, written(record), NOT_OF_THIS_EXPORT)
    if has_lost_moments(record):
        return WrongRow(line, identity, "bad_timestamp")
    cells = conversation(record)
    is_unfinished = cells["outcome"] is None and cells[LEFT_OUT] is None
    return WrongRow(line, identity, UNFINISHED) if is_unfinished else Row(line, cells)


def conversation(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return the cells of a conversation: offered to its first queue, answered by its first agent."""
    found = parts(record)
    start, end = moment_at(record, "conversationStart"), moment_at(record, "conversationEnd")
    known = (*found.queued, *found.agents)
    return {
        "call_id": text_at(record, "conversationId"),
        "offered_at": found.queued[0].began if found.queued and found.queued[0].segments else start,
        "outcome": _outcome(found, ended=end is not None),
        "queue": next((session.queue for session in known if session.queue), None),
        "customer": next((session.caller for session in found.all if session.caller), None),
        "channel": known[0].media if known else None,
        "direction": _DIRECTIONS.get(text_at(record, "originatingDirection") or ""),
        "wait": total(session.seconds("interact", "tAcd") for session in found.queued) if found.queued else None,
        "ended_at": end or start,
        LEFT_OUT: None if known else "not_queued",
        **(_answer(found.agents, ended=end is not None) if found.agents else {}),
    }


def _outcome(found: Parts, *, ended: bool) -> str | None:
    """How the first queue was left; None of who waits still, and of who never was in one."""
    if found.agents:
        return "answered"
    if found.asked_for_callback:
        return "callback"
    if not found.queued or not ended:
        return None
    last = found.queued[-1]
    return "abandoned" if "tAbandon" in last.metrics or last.ending in _CALLER_LEFT else "timeout"


def _answer(agents: tuple[Session, ...], *, ended: bool) -> dict[str, Any]:
    """What the agents did, all together; of a conversation that goes on nobody knows how long."""
    times = {"talk": ("interact", "tTalkComplete"), "hold": ("hold", "tHeldComplete"), "acw": ("wrapup", "tAcw")}
    return {
        "agent": agents[0].user,
        "ring": agents[0].seconds("alert", "tAlert") or None,  # who was not rung did not ring for no time
        **{name: total(agent.seconds(*of) for agent in agents) if ended else None for name, of in times.items()},
        "hangup_by": _HANGUP_BY.get(agents[-1].ending) if ended else None,
        "transferred": any(agent.passed_on for agent in agents) if ended else None,
        "result": next((agent.wrap_up for agent in agents if agent.wrap_up), None),
    }


CONVERSATION_FORMAT: Final = SourceFormat(
    "genesys-conversations",
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
        "ring",
        "talk",
        "hold",
        "acw",
        "hangup_by",
        "transferred",
        "result",
        "ended_at",
        LEFT_OUT,
    ),
    record_by_record(_row),
    left_out=NO_CALLS,
)

CONVERSATIONS: Final = Preset(
    "genesys.conversations",
    CALL.id,
    CONVERSATION_FORMAT.id,
    # A conversation that had not ended when it was asked for comes again with the next answer.
    options={"records": "conversations", "dedupe_by": "ended_at"},
    dedupe=("call_id",),
    where=KEPT,
    note={
        "en": "Answers of the analytics query of conversation details, `conversations` with all their participants; "
        "of files with one conversation a line state `records: .`. A call is one conversation, under its first queue: "
        "wait is the time in all queues before the first agent answered; talk, hold and after-call work are those of "
        "all agents together. Who left a queue otherwise than by hanging up or asking for a call-back counts as "
        "`timeout`. Conversations that met neither a queue nor an agent are left out; those that still waited are "
        "refused as `unfinished`. Queues, agents and wrap-up codes are ids: name them by `values`. Not in it: whether "
        "the question was settled, the caller's mark. Times are UTC.",
        "ru": "Ответы аналитического запроса о разговорах: `conversations` со всеми участниками; для файлов с одним "
        "разговором в строке укажите `records: .`. Вызов — это один разговор, он относится к своей первой очереди: "
        "ожидание — время во всех очередях до ответа первого оператора; разговор, удержание и поствызывная обработка "
        "— сумма по всем операторам. Кто покинул очередь иначе, чем положив трубку или заказав обратный звонок, тот — "
        "`timeout`. Разговоры без очереди и без оператора не учитываются; ещё ждавшие ответа не принимаются как "
        "`unfinished`. Очереди, операторы и коды завершения — идентификаторы: названия задайте в `values`. Чего здесь "
        "нет: решён ли вопрос и какова оценка. Время — UTC.",
    },
)
