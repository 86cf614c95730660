"""Which preset fits a file, and how well: it is tried on the first rows."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice
from typing import Any, Final

import numpy as np
from attrs import evolve, frozen

from goalposts.errors import GoalpostsError
from goalposts.model import EventType, Preset, Source
from goalposts.profiling.column_facts import TableFacts
from goalposts.profiling.looking import Seen
from goalposts.profiling.mapping_guess import rule_of
from goalposts.profiling.surroundings import Surroundings
from goalposts.streams.gates.acceptance import Accepted
from goalposts.streams.gates.counting import Counting
from goalposts.streams.mapping.mapped_fields import MappedField
from goalposts.streams.source_stream import SourceStream

OFFERED: Final = ("sheet_name", "row_number", "row_id")
"""Columns that a sheet has beside its own."""

_LOGS: Final = ("xes", "ocel")
"""Formats whose columns are only known when a whole file is read, so that no preset of another format is tried."""

_ROWS: Final = 20_000
_HALF: Final = 0.5


@frozen
class Fit:
    """How a preset reads a file.

    Attributes:
        accepted: which share of the looked-at rows that it does not leave out became events.
        given: the fields that have a value in some row.
        columns: those of the file that its fields are made of, and those that a reader offers of itself.
        named: which share of the columns that it names the file has.
        fields: those that the file gives, with the columns that make them.
    """

    preset: Preset
    source: Source
    accepted: float
    given: frozenset[str]
    named: float
    columns: frozenset[str] = frozenset(OFFERED)
    fields: tuple[MappedField, ...] = ()

    @property
    def rank(self) -> tuple[float, int, float]:
        """More is better: rows that can be read, fields given, columns recognised."""
        return (round(self.accepted, 2), len(self.given), self.named)


def fitting_presets(seen: Seen, around: Surroundings, table: TableFacts | None = None) -> tuple[Fit, ...]:
    """Try every preset on a file; those by which at least half of the rows are events, the best first."""
    known = around.catalogue.presets.values()
    presets = [
        preset
        for preset in known
        if (seen.format not in _LOGS or preset.format == seen.format) and around.event_type in ("", preset.event_type)
    ]
    found = (_fit(preset, seen, around, table) for preset in presets)
    fitting = [fit for fit in found if fit is not None and fit.accepted >= _HALF]
    return tuple(sorted(fitting, key=lambda fit: fit.rank, reverse=True))


def _fit(preset: Preset, seen: Seen, around: Surroundings, table: TableFacts | None) -> Fit | None:
    event_type = around.catalogue.event_types[preset.event_type]
    entry: dict[str, Any] = {"source": seen.file.location, "format": preset.id, "timezone": around.zone}
    if seen.source.sheet:
        entry["sheet"] = seen.source.sheet
    if "encoding" not in preset.options and seen.source.encoding != "utf-8":
        entry["encoding"] = seen.source.encoding
    entry |= said_columns(event_type, around, table)
    try:
        source = evolve(around.source_of(entry, preset.event_type), locations=(seen.file.location,))
        stream = around.opened(source, event_type)
        count, given = _tried(stream)
    except GoalpostsError:
        return None  # what does not even open does not fit
    looked_at = count.rows - count.filtered
    columns = [column for rule in source.fields.values() for column in (*rule.columns, *chain(*rule.any_of[:1]))]
    there = {column for reader, _ in stream.parts for column in reader.columns}
    named = sum(column in there for column in columns) / len(columns) if columns else 1.0
    used = frozenset(OFFERED).union(*(evolve(gates, watch=None).columns for _, gates in stream.parts))
    fields = stream.parts[0][1].fields
    return Fit(preset, source, count.accepted / looked_at if looked_at else 0.0, given, named, used, fields)


def said_columns(event_type: EventType, around: Surroundings, table: TableFacts | None) -> dict[str, Any]:
    """What somebody said of the columns of some fields, as a source states it; units and formats are seen."""
    if table is None:
        return {}
    named = {name: table.find(column) for name, column in around.columns.items()}
    fields = {
        field.id: rule_of(field, column, table)
        for field in event_type.fields
        if (column := named.get(field.id)) is not None
    }
    return {"fields": fields} if fields else {}


def _tried(stream: SourceStream) -> tuple[Counting, frozenset[str]]:
    count, given = Counting(), set[str]()
    for accepted in islice(_accepted(stream, count), _ROWS):
        given |= {name for name, column in accepted.columns.items() if column.valid is None or np.any(column.valid)}
        count.accepted += accepted.rows
        if count.rows >= _ROWS:
            break
    return count, frozenset(given)


def _accepted(stream: SourceStream, count: Counting) -> Iterator[Accepted]:
    for reader, gates in stream.parts:
        for raw in reader.batches(gates.columns):
            yield gates.accept(raw, count)
