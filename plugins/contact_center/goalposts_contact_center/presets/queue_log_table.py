"""The log of Asterisk's queues where it is kept in a table of a database (realtime), or exported from one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Final

from attrs import evolve
from goalposts import InputFile, Row, SourceFormat, WrongRow

from goalposts_contact_center.presets.queue_log import QUEUE_LOG, QUEUE_LOG_FORMAT, calls_of_lines

_DATA: Final = ("data1", "data2", "data3", "data4", "data5")
_NAMES: Final = {
    "offered_at": ("time",),
    "ended_at": ("time",),
    "call_id": ("callid",),
    "queue": ("queuename", "queue"),
    "agent": ("agent",),
}


def read_queue_log_table(file: InputFile) -> Iterator[Row | WrongRow]:
    """Yield the calls of a table; local times stay local, for the source to say of which zone they are."""
    written = _Lines(file)
    for found in calls_of_lines(iter(written)):
        yield _local(found) if written.is_local and isinstance(found, Row) else found


class _Lines:
    """The rows of a table as the lines that a file would have."""

    def __init__(self, file: InputFile) -> None:
        self.file, self.is_local = file, False

    def __iter__(self) -> Iterator[tuple[int, str] | WrongRow]:
        for found in self.file.rows():
            if isinstance(found, WrongRow):
                yield found
                continue
            cells = {name.strip().casefold(): cell for name, cell in found.cells.items()}
            about = [cells.get("callid"), cells.get("queuename", cells.get("queue")), cells.get("agent")]
            data = [cells.get(name) for name in _DATA] if "data1" in cells else [cells.get("data")]
            parts = [self._seconds(cells), *about, cells.get("event"), *data]
            yield found.line, "|".join("" if part is None else str(part) for part in parts)

    def _seconds(self, cells: Mapping[str, Any]) -> Any:
        """Seconds since 1970; of a time without a zone as if it were UTC."""
        time = cells.get("time")
        if isinstance(time, str):
            try:
                time = datetime.fromisoformat(time.strip())
            except ValueError:
                return time
        if not isinstance(time, datetime):
            return time
        if time.tzinfo is None:
            self.is_local, time = True, time.replace(tzinfo=UTC)
        return int(time.timestamp())


def _local(call: Row) -> Row:
    times = {name: call.cells[name].replace(tzinfo=None) for name in ("offered_at", "ended_at")}
    return Row(call.line, {**call.cells, **times})


QUEUE_LOG_TABLE_FORMAT: Final = SourceFormat(
    "asterisk-queue-log-table",
    QUEUE_LOG_FORMAT.columns,
    read_queue_log_table,
    reads={name: _NAMES.get(name, ("event", "data", *_DATA)) for name in QUEUE_LOG_FORMAT.columns},
)

QUEUE_LOG_TABLE: Final = evolve(
    QUEUE_LOG,
    id="asterisk.queue_log_table",
    format=QUEUE_LOG_TABLE_FORMAT.id,
    note={
        "en": "The same as `asterisk.queue_log` from a table with the columns `time`, `callid`, `queuename`, `agent`, "
        "`event`, `data1` ... `data5` (or `data`, joined by bars): a database, or what was exported from it. Its "
        "times are those of the server, so state `timezone`; seconds since 1970 and times with an offset need none.",
        "ru": "То же, что `asterisk.queue_log`, из таблицы со столбцами `time`, `callid`, `queuename`, `agent`, "
        "`event`, `data1` ... `data5` (или `data` через `|`): прямо из базы или из выгрузки. Время в ней местное для "
        "сервера, поэтому укажите `timezone`; секундам с 1970 года и времени со смещением он не нужен.",
    },
)
