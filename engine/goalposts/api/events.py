"""The events of a project as its sources give them once they are mapped: for people who reckon on their own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from goalposts.api.clock import clock
from goalposts.api.given import check_tables, given_days
from goalposts.api.reading import Progress, Reading
from goalposts.errors import InputError, did_you_mean, listed
from goalposts.expressions import ValueType
from goalposts.locale import Text

if TYPE_CHECKING:
    from goalposts.expressions.columns import Column
    from goalposts.model import Batch, EventType, Field, Project


def read_events(
    project: Project,
    event_type: str,
    tables: Mapping[str, object] | None = None,
    *,
    fields: Iterable[str] | str = (),
    between: tuple[date, date] | None = None,
    as_of: date | None = None,
    progress: Progress | None = None,
) -> Any:
    """Read the events of one type as scoring does: mapped, without duplicates, rows that cannot be read left out.

    Args:
        project: its sources are read where no table is given.
        event_type: an id of the catalogue that sources give, no fold, history or attribution.
        tables: as of `tally`.
        fields: ids of its fields, or one; all of them when none is named.
        between: first day and day after the last, on the project's clock; all days when not given.
        as_of: rows at or after this day are not read; today in the project's zone when not given.
        progress: told how far the reading is.

    Returns:
        A pyarrow table with a column for every field, in the order of the sources. Durations are seconds, money is of
        the project's currency, times are UTC. A field that a source lacks is null in its rows.

    Raises:
        InputError: there is no such event type or field, `data` has no source of it, or a source cannot be read.

    Example:
        >>> from goalposts.testing import sample_project
        >>> visits = {"visit_id": ["a", "b"], "at": ["2025-10-01T09:00Z", "2025-10-01T10:00Z"], "done": [True, None]}
        >>> found = read_events(sample_project(), "sample.visit", {"sample.visit": visits}, fields=["done"])
        >>> found.to_pydict()
        {'done': [True, None]}
    """
    import pyarrow as pa

    today, kind = clock(project, as_of), _known(project, event_type)
    asked = _asked(kind, (fields,) if isinstance(fields, str) else tuple(fields))
    days = None if between is None else given_days("between", between, ZoneInfo(project.timezone))
    check_tables(project, tables or {})
    reading = Reading(project, tables or {}, today, progress)
    wanted = frozenset({kind.time, *(known.id for known in asked)})
    parts = [
        as_table(batch, kind, asked, days, project.timezone)
        for source in project.sources_of(event_type)
        for batch in reading.read(source, wanted)
    ]
    empty = pa.table({known.id: pa.array([], _arrow_type(known.type)) for known in asked})
    return pa.concat_tables([empty, *parts])


def _known(project: Project, event_type: str) -> EventType:
    given = {name: kind for name, kind in project.catalogue.event_types.items() if not kind.is_derived}
    if event_type not in given:
        hint = did_you_mean(event_type, given) or _KNOWN.fill(names=listed(given))
        raise InputError(_NO_TYPE.fill(name=event_type), hint=hint)
    if not project.sources_of(event_type):
        raise InputError(_NO_SOURCE.fill(event=event_type), hint=_ADD_SOURCE.fill(event=event_type))
    return given[event_type]


def _asked(kind: EventType, ids: tuple[str, ...]) -> tuple[Field, ...]:
    known = {known.id: known for known in kind.fields}
    for name in ids:
        if name not in known:
            hint = did_you_mean(name, known) or _KNOWN.fill(names=listed(known))
            raise InputError(_NO_FIELD.fill(event=kind.id, name=name), hint=hint)
    return tuple(known[name] for name in ids or known)


def as_table(
    batch: Batch,
    kind: EventType,
    asked: tuple[Field, ...],
    between: tuple[date, date] | None = None,
    timezone: str = "UTC",
) -> Any:
    """Make a pyarrow table of some fields of a batch, of all its rows or of those between two days of a clock."""
    import numpy as np
    import pyarrow as pa

    rows = np.arange(batch.rows)
    if between is not None:
        from goalposts.scoring.planning.days import local_midnights

        first, end = between
        midnights = local_midnights(timezone, first, max((end - first).days, 0))
        times = batch.columns[kind.time].values
        rows = np.flatnonzero((times >= midnights[0]) & (times < midnights[-1]))
    cells = {known.id: _array(batch.columns.get(known.id), known.type, batch.rows).take(rows) for known in asked}
    return pa.table(cells)


def _array(column: Column | None, kind: ValueType, rows: int) -> Any:
    import numpy as np
    import pyarrow as pa

    if column is None:
        return pa.nulls(rows, _arrow_type(kind))
    values = np.broadcast_to(column.values, (rows,))
    mask = None if column.valid is None else ~np.broadcast_to(column.valid, (rows,))
    if not kind.is_words:
        return pa.array(values, _arrow_type(kind), mask=mask)
    words = pa.array(column.words or ("",), pa.string())
    return words.take(pa.array(values, pa.int32(), mask=mask))


def _arrow_type(kind: ValueType) -> Any:
    import pyarrow as pa

    if kind.is_words:
        return pa.string()
    return {ValueType.TIMESTAMP: pa.timestamp("us", tz="UTC"), ValueType.FLAG: pa.bool_()}.get(kind, pa.float64())


_NO_TYPE = Text(en="sources give no events '{name}'", ru="источники не дают событий «{name}»")
_NO_FIELD = Text(en="event type {event} has no field '{name}'", ru="у события {event} нет поля «{name}»")
_KNOWN = Text(en="known: {names}", ru="известны: {names}")
_NO_SOURCE = Text(en="`data` has no source of {event}", ru="в `data` нет источника {event}")
_ADD_SOURCE = Text(en="add data: {event}: with a source", ru="добавьте источник data: {event}:")
