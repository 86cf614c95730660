"""The log of Asterisk's queues: `/var/log/asterisk/queue_log`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from goalposts import InputFile, Preset, Row, SourceFormat, WrongRow

from goalposts_contact_center.call import CALL
from goalposts_contact_center.presets.queue_log_calls import QueueLogCalls
from goalposts_contact_center.presets.queue_log_lines import NO_CALL, OUTCOMES, read_line

NOT_A_LINE: Final = "not_of_this_export"


def read_queue_log(file: InputFile) -> Iterator[Row | WrongRow]:
    """Yield the calls of a log, in the order in which they became certain."""
    return calls_of_lines(file.lines())


def calls_of_lines(lines: Iterable[tuple[int, str] | WrongRow]) -> Iterator[Row | WrongRow]:
    """Yield the calls of numbered lines.

    Events that are about no call (agents coming and going, pauses, a telephone that rang in vain) are no rows.
    """
    calls = QueueLogCalls()
    for found in lines:
        if isinstance(found, WrongRow):
            yield found
            continue
        line, text = found
        if not text.strip("\0 \t"):
            continue
        event = read_line(text)
        if event is None:
            yield WrongRow(line, text, NOT_A_LINE)
        elif event.name == "QUEUESTART":
            yield from calls.restart(event.at)
        elif event.call not in NO_CALL and (event.name == "ENTERQUEUE" or event.name in OUTCOMES):
            yield from calls.take(event, line, text)
    yield from calls.rest()


QUEUE_LOG_FORMAT: Final = SourceFormat(
    "asterisk-queue-log",
    (
        "call_id",
        "offered_at",
        "outcome",
        "queue",
        "agent",
        "customer",
        "wait",
        "ring",
        "talk",
        "hangup_by",
        "transferred",
        "ended_at",
    ),
    read_queue_log,
    (".queue_log",),
)

QUEUE_LOG: Final = Preset(
    "asterisk.queue_log",
    CALL.id,
    QUEUE_LOG_FORMAT.id,
    # A call that was on when the log was rotated stands in both parts; the later part knows more of it.
    options={"dedupe_by": "ended_at"},
    fields={"channel": {"constant": "voice"}},
    dedupe=("call_id", "queue", "offered_at", "outcome"),
    note={
        "en": "A call is one stay in one queue: who enters two queues, or one again after a timeout, counts twice. "
        "EXITWITHTIMEOUT, EXITEMPTY and EXITWITHKEY are no abandoned calls, so look at `contact_center.lost_rate` "
        "too. Where a key asks for a call-back, state `outcome: {column: outcome, values: {exit_key: callback, "
        "...}}`. Give parts of a rotated log together: `source: queue_log*`. Callers of whom the log does not say how "
        "they left are refused as `unfinished`. Not in it: after-call work and hold, which talk includes; so neither "
        "AHT nor ACW. Times are UTC. A realtime table has `asterisk.queue_log_table`.",
        "ru": "Вызов — это одно пребывание в одной очереди: кто попал в две очереди или в ту же после тайм-аута, "
        "считается дважды. EXITWITHTIMEOUT, EXITEMPTY и EXITWITHKEY — не брошенные вызовы, поэтому смотрите и на "
        "`contact_center.lost_rate`. Если по клавише заказывают обратный звонок, укажите `outcome: {column: outcome, "
        "values: {exit_key: callback, ...}}`. Части журнала после ротации указывайте вместе: `source: queue_log*`. "
        "Вызовы, о конце ожидания которых журнал молчит, не принимаются как `unfinished`. Чего здесь нет: "
        "поствызывной обработки и удержания (оно входит в разговор), а значит, и AHT с ACW. Время — UTC. Для таблицы "
        "realtime есть `asterisk.queue_log_table`.",
    },
)
