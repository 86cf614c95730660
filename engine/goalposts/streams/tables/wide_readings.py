"""Turns a table with one column for each KPI into rows of readings: one for every row and column with a value."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from typing import TYPE_CHECKING, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from attrs import evolve, frozen
from numpy.typing import NDArray

from goalposts.errors import SourceError, did_you_mean, listed
from goalposts.expressions import ValueType
from goalposts.expressions.nodes import Number
from goalposts.expressions.types import Quantity
from goalposts.locale import Text
from goalposts.model import READING, FieldRule, ReadingColumn, Source
from goalposts.streams.batches.arrow_values import as_arrow
from goalposts.streams.batches.raw import RawBatch
from goalposts.streams.batches.raw_text import as_text, decoded, is_text
from goalposts.streams.batches.rows import batch_of
from goalposts.streams.conversion.clock import Zone, find_zone
from goalposts.streams.conversion.fields import convert, source_cells
from goalposts.streams.mapping.cell_units import UNITS
from goalposts.streams.mapping.formulas import with_formulas
from goalposts.streams.mapping.mapped_fields import MappedField

if TYPE_CHECKING:
    from goalposts.streams.batches.raw import Piece, Reader
    from goalposts.streams.conversion.converted import Converted

MADE: Final = ("kpi", "value", "weight")
"""The columns that a reading has; those of the table that are called so are hidden by them."""


def with_readings(source: Source, event_type_id: str) -> Source:
    """The source of readings with the rules that go without saying: a value without a weight counts once.

    Raises:
        SourceError: `readings` for another event type, or beside rules for what it makes.
    """
    if event_type_id != READING.id:
        if source.readings:
            problem = Text(en="`readings` makes {reading} only", ru="`readings` бывает только у {reading}")
            hint = Text(en="move the source there", ru="перенесите источник туда")
            raise SourceError(problem.fill(reading=READING.id), where=source.name, hint=hint)
        return source
    given = sorted({*MADE} & {*source.fields}) if source.readings else []
    if given:
        problem = Text(en="`readings` makes the field {field} itself", ru="поле {field} получается из `readings`").fill(
            field=given[0]
        )
        hint = Text(en="remove it from `fields`", ru="удалите его из `fields`")
        raise SourceError(problem, where=source.name, hint=hint)
    once = FieldRule(("weight",), expression=Number(Quantity(1)))
    return evolve(source, fields={"weight": once, **source.fields})


def unpivoted(reader: Reader, source: Source, timezone: str) -> Reader:
    """The table as rows of readings, where the source names the columns of KPIs.

    Raises:
        SourceError: the table has no such column.
    """
    if not source.readings:
        return reader
    given = [(_field(column, reading, source), reading) for column, reading in source.readings.items()]
    fields = with_formulas([field for field, _ in given], reader.columns, reader.name, timezone)
    for field, (_, reading) in zip(fields, given, strict=True):
        for needed in (*field.rule.columns, reading.weight):
            if needed and needed not in reader.columns:
                problem = Text(
                    en="no column '{column}', needed by `readings`; found: {found}",
                    ru="нет столбца «{column}», нужного `readings`; найдены: {found}",
                ).fill(column=needed, found=listed(reader.columns))
                raise SourceError(problem, where=reader.name, hint=did_you_mean(needed, reader.columns))
    zone = find_zone(source.timezone, source.name) if source.timezone else None
    told = tuple((field, reading) for field, (_, reading) in zip(fields, given, strict=True))
    return WideReadings(reader, told, source.decimal, zone)


def _field(column: str, reading: ReadingColumn, source: Source) -> MappedField:
    """What the values of a column are: `id` names it in messages."""
    kind = ValueType.DURATION if reading.unit in UNITS[ValueType.DURATION] else ValueType.NUMBER
    rule = FieldRule((column,), unit=reading.unit, nulls=source.nulls)
    return MappedField(column, kind, rule, stated=True, thousands=source.thousands)


@frozen(eq=False)
class WideReadings:
    """A table whose columns of KPIs are read as rows; `line` stays that of the table."""

    reader: Reader
    readings: tuple[tuple[MappedField, ReadingColumn], ...]
    decimal: str
    zone: Zone | None

    @property
    def name(self) -> str:
        """What messages call it."""
        return self.reader.name

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the table and those of a reading."""
        return (*(column for column in self.reader.columns if column not in MADE), *MADE)

    def batches(self, columns: frozenset[str]) -> Iterator[RawBatch]:
        """Read the table, and every column of it in turn."""
        kept = tuple(column for column in self.columns if column in columns and column not in MADE)
        values = {column for field, _ in self.readings for column in field.rule.columns}
        weights = {reading.weight for _, reading in self.readings if reading.weight}
        for raw in self.reader.batches(frozenset({*kept, *values, *weights})):
            wrong, dropped = raw.wrong, raw.dropped
            for found in self._of_batch(raw, kept):
                yield evolve(found, wrong=wrong, dropped=dropped)
                wrong, dropped = (), 0
            if wrong or dropped:
                names = (*kept, *MADE)
                nothing = [pa.array([], pa.string())] * len(names)
                no_lines = raw.lines[np.zeros(raw.cells.num_rows, np.bool_)]
                yield RawBatch(batch_of(names, nothing, 0), no_lines, wrong, dropped)

    def pieces(self) -> tuple[Piece, ...] | None:
        """None: how many readings a table has shows when it is read."""
        return None

    def _of_batch(self, raw: RawBatch, kept: tuple[str, ...]) -> Iterator[RawBatch]:
        """The readings of each column: those that can be read, and then those that cannot."""
        for field, reading in self.readings:
            found = self._converted(raw.cells, field)
            rows = raw.cells.num_rows
            bad = reduce(np.logical_or, (refusal.rows for refusal in found.refusals), np.zeros(rows, np.bool_))
            good = ~bad if found.column.valid is None else ~bad & found.column.valid
            if good.any():
                yield _made(raw, good, pa.array(found.column.values[good]), reading, kept)
            if bad.any():
                # named by its column: so it is refused as no number, and people see where it stands
                cells = as_text(source_cells(raw.cells, field).filter(as_arrow(bad))).to_pylist()
                yield _made(raw, bad, pa.array([f"{field.id}: {cell}" for cell in cells]), reading, kept)

    def _converted(self, cells: pa.RecordBatch, field: MappedField) -> Converted:
        """The values of a column in the base unit of the KPI; a cell of spaces is empty."""
        if field.formula is None and is_text(cells.column(field.rule.columns[0]).type):
            column = field.rule.columns[0]
            text = pc.utf8_trim_whitespace(as_text(decoded(cells.column(column))))
            cells = batch_of((column,), [text], cells.num_rows)
        return convert(cells, field, self.decimal, self.zone)


def _made(
    raw: RawBatch, rows: NDArray[np.bool_], values: pa.Array, reading: ReadingColumn, kept: tuple[str, ...]
) -> RawBatch:
    own, count = raw.cells.filter(as_arrow(rows)), len(values)
    weight = own.column(reading.weight) if reading.weight else pa.array(np.ones(count))
    arrays = [*(own.column(name) for name in kept), pa.array([reading.kpi] * count), values, weight]
    return RawBatch(batch_of((*kept, *MADE), arrays, count), raw.lines[rows])
