"""Reads object-centric event logs, OCEL 2.0 in JSON.

Without `records:` there is a row for every event: its attributes, and `event:id`, `event:type`, `event:time`. With an
object type under `records:` there is a row for every event and every object of that type which it is related to, once
even if the relation is listed twice; the columns of the object are `object:id`, `object:type`, `object:qualifier`
(the first one listed) and its attributes with `object:` before them, each with the value it had at the time of the
event. A row's number is that of the event in the file.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterator
from datetime import UTC, datetime, tzinfo
from functools import partial
from typing import Any, Final
from zoneinfo import ZoneInfo

from attrs import frozen

from goalposts.errors import SourceError, did_you_mean, listed
from goalposts.locale import Text
from goalposts.model import Row, WrongRow
from goalposts.streams.batches.rows import RowsReader
from goalposts.streams.files.source_file import SourceFile

_LARGEST: Final = 1 << 28
"""Bytes of JSON; the document is held in memory."""
_EVENT_COLUMNS: Final = ("event:id", "event:type", "event:time")
_OBJECT_COLUMNS: Final = ("object:id", "object:type", "object:qualifier")


def open_ocel_file(file: SourceFile) -> RowsReader:
    """Read the document and the columns that its types declare.

    Raises:
        SourceError: it is not OCEL 2.0 in JSON, or has no objects of the type under `records:`.
    """
    log = _Log.of(_document(file), file)
    wanted = file.source.records
    if wanted and wanted not in log.object_columns:
        problem = Text(en="no object type '{wanted}'; found: {found}", ru="нет типа объектов «{wanted}»; есть: {found}")
        found = listed(log.object_columns)
        hint = did_you_mean(wanted, log.object_columns)
        raise SourceError(problem.fill(wanted=wanted, found=found), where=f"{file.name}: records", hint=hint)
    columns = dict.fromkeys((*_EVENT_COLUMNS, *log.event_columns))
    if wanted:
        columns |= dict.fromkeys((*_OBJECT_COLUMNS, *log.object_columns[wanted]))
    return RowsReader(file.name, tuple(columns), partial(log.rows, wanted))


@frozen(eq=False)
class _Log:
    """A document whose objects are found by their ids.

    Attributes:
        zone: of times that carry no offset, to put the history of objects in order.
    """

    events: list[Any]
    objects: dict[str, _Object]
    event_columns: dict[str, None]
    object_columns: dict[str, dict[str, None]]
    zone: tzinfo

    @classmethod
    def of(cls, document: dict[str, Any], file: SourceFile) -> _Log:
        zone = ZoneInfo(file.source.timezone) if file.source.timezone else UTC
        event_columns: dict[str, None] = {}
        for kind in document["eventTypes"]:
            event_columns.update(dict.fromkeys(_declared(kind)))
        for event in document["events"]:
            event_columns.update(dict.fromkeys(_values(event)))
        object_columns = {
            str(kind.get("name")): dict.fromkeys(f"object:{name}" for name in _declared(kind))
            for kind in document["objectTypes"]
        }
        objects = {str(found.get("id")): _Object.of(found, zone) for found in document["objects"]}
        for found in objects.values():
            object_columns.setdefault(found.type, {}).update(dict.fromkeys(f"object:{name}" for name in found.history))
        return cls(document["events"], objects, event_columns, object_columns, zone)

    def rows(self, wanted: str) -> Iterator[Row | WrongRow]:
        for number, event in enumerate(self.events, start=1):
            cells = _values(event)
            cells |= {column: event.get(column.partition(":")[2]) for column in _EVENT_COLUMNS}
            if wanted:
                yield from self._related(number, event, cells, wanted)
            else:
                yield Row(number, cells)

    def _related(self, number: int, event: Any, cells: dict[str, Any], wanted: str) -> Iterator[Row | WrongRow]:
        at = _moment(event.get("time"), self.zone)
        first: dict[str, Any] = {}
        for relation in _listed(event, "relationships"):
            first.setdefault(str(relation.get("objectId")), relation.get("qualifier"))
        for key, qualifier in first.items():
            found = self.objects.get(key)
            if found is None:
                text = f"{event.get('id')} → {key}"
                yield WrongRow(number, text, "unknown_object")
            elif found.type == wanted:
                own = {"object:id": key, "object:type": wanted, "object:qualifier": qualifier}
                yield Row(number, cells | own | {f"object:{name}": value for name, value in found.at(at)})


@frozen(eq=False)
class _Object:
    """An object.

    Attributes:
        history: of every attribute the moments at which it changed, in order, and what it became.
    """

    type: str
    history: dict[str, tuple[list[float], list[Any]]]

    @classmethod
    def of(cls, written: Any, zone: tzinfo) -> _Object:
        changes: dict[str, list[tuple[float, Any]]] = {}
        for attribute in _listed(written, "attributes"):
            since = _moment(attribute.get("time"), zone)
            at = float("-inf") if since is None else since
            changes.setdefault(str(attribute.get("name")), []).append((at, attribute.get("value")))
        history = {}
        for name, found in changes.items():
            found.sort(key=lambda change: change[0])
            history[name] = [at for at, _ in found], [value for _, value in found]
        return cls(str(written.get("type")), history)

    def at(self, moment: float | None) -> Iterator[tuple[str, Any]]:
        """The values of the attributes that were known by a moment; none when the moment itself is not known."""
        for name, (moments, values) in self.history.items():
            place = 0 if moment is None else bisect_right(moments, moment)
            if place:
                yield name, values[place - 1]


def _moment(written: Any, zone: tzinfo) -> float | None:
    """Seconds since 1970, or nothing for what is no time."""
    try:
        found = datetime.fromisoformat(str(written))
        return (found if found.tzinfo else found.replace(tzinfo=zone)).timestamp()
    except (ValueError, OverflowError):
        return None


def _listed(holder: Any, key: str) -> list[Any]:
    found = holder.get(key)
    return [entry for entry in found if isinstance(entry, dict)] if isinstance(found, list) else []


def _values(event: Any) -> dict[str, Any]:
    return {str(attribute.get("name")): attribute.get("value") for attribute in _listed(event, "attributes")}


def _declared(kind: Any) -> Iterator[str]:
    return (str(attribute.get("name")) for attribute in _listed(kind, "attributes"))


def _document(file: SourceFile) -> dict[str, Any]:
    with file.open() as stream:
        text = stream.read(_LARGEST + 1)
    if len(text) > _LARGEST:
        problem = Text(en="the log is larger than 256 MB", ru="журнал больше 256 МБ")
        hint = Text(en="export it by periods into several files", ru="выгрузите его по периодам в несколько файлов")
        raise SourceError(problem, where=file.name, hint=hint)
    try:
        document: dict[str, Any] = json.loads(text)
    except (ValueError, RecursionError) as fault:
        problem = Text(en="this is not JSON: {fault}", ru="это не JSON: {fault}").fill(fault=str(fault))
        hint = Text(en="check that the file is whole", ru="проверьте, что файл целый")
        raise SourceError(problem, where=file.name, hint=hint) from None
    for key in ("eventTypes", "objectTypes", "events", "objects"):
        entries = document.get(key) if isinstance(document, dict) else None
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            problem = Text(en="no list '{key}' of objects", ru="нет списка объектов «{key}»").fill(key=key)
            hint = Text(en="only OCEL 2.0 in JSON is read", ru="читается только OCEL 2.0 в JSON")
            raise SourceError(problem, where=file.name, hint=hint)
    return document
