"""Takes raw batches through the gates: condition, mapping, clock and span; counts what stays behind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
import pyarrow as pa
from attrs import evolve, frozen
from numpy.typing import NDArray

from goalposts.errors import SourceError
from goalposts.expressions import ValueType
from goalposts.expressions.columns import Column
from goalposts.locale import Text
from goalposts.streams.batches.arrow_values import as_arrow
from goalposts.streams.batches.raw import Piece, RawBatch
from goalposts.streams.batches.raw_text import as_text, check_plain
from goalposts.streams.conversion.clock import Zone
from goalposts.streams.conversion.converted import Converted, Mask, Refusal, either, select
from goalposts.streams.conversion.fields import convert, is_complete, source_cells
from goalposts.streams.conversion.times import NO_ZONE
from goalposts.streams.gates.condition import SourceCondition
from goalposts.streams.gates.counting import Counting
from goalposts.streams.gates.later_times import see_later_times
from goalposts.streams.gates.money_watch import MoneyWatch
from goalposts.streams.gates.project_money import ProjectMoney
from goalposts.streams.gates.quarantine import RowWriter
from goalposts.streams.mapping.mapped_fields import MappedField


@frozen
class Span:
    """UTC microseconds between which events count; those from `closed` on are as if they were not there."""

    start: int
    end: int
    closed: int

    def within(self, start: int, end: int) -> Span:
        """The part of it that lies in `[start, end)`."""
        return Span(max(self.start, start), min(self.end, end), self.closed)


NOWHERE: Final = Span(0, 0, 0)


@frozen(eq=False)
class Accepted:
    """Rows that passed, and which of them hold an ambiguous local time or cross midnight; None where none does."""

    columns: Mapping[str, Column]
    rows: int
    ambiguous: Mask | None
    crossings: Mask | None = None

    def keep(self, rows: Mask) -> Accepted:
        """Keep some of them."""
        columns = {key: select(column, rows) for key, column in self.columns.items()}
        marks = (None if mark is None else mark[rows] for mark in (self.ambiguous, self.crossings))
        return Accepted(columns, int(rows.sum()), *marks)


@frozen(eq=False)
class Acceptance:
    """The gates for the rows of one file or table.

    Attributes:
        name: of the file, for messages.
        absent: the fields that the file does not give.
        fields: what is converted, in the order in which faults are named.
        time: the id of the time field, which is among the fields.
        condition: which rows are looked at; None for all.
        money: how amounts become those of the project; None where they are.
        watch: what looks at the currencies of amounts of which the project says nothing.
    """

    fields: tuple[MappedField, ...]
    time: str
    span: Span
    zone: Zone | None
    name: str = ""
    absent: frozenset[str] = frozenset()
    decimal: str = "."
    condition: SourceCondition | None = None
    writer: RowWriter | None = None
    money: ProjectMoney | None = None
    watch: MoneyWatch | None = None

    @property
    def columns(self) -> frozenset[str]:
        """Every raw column that is read."""
        return self.columns_beside.union(*(field.rule.columns for field in self.fields))

    @property
    def columns_beside(self) -> frozenset[str]:
        """The raw columns whose text is read whatever fields are made of them."""
        known = (self.money, self.watch, self.condition)
        return frozenset[str]().union(*(beside.columns for beside in known if beside is not None))

    def trusting(self, complete: frozenset[str]) -> Acceptance:
        """The gates without the fields of which nothing is asked but what is known: that some columns are complete."""
        kept = (field for field in self.fields if not (field.only_there and complete.issuperset(field.rule.columns)))
        return evolve(self, fields=tuple(kept))

    def knows_outside(self, piece: Piece, count: Counting) -> bool:
        """Whether the times of a piece show that none of its rows is asked for; they are counted then."""
        field = self._time_field
        times = piece.times.get(field.rule.columns[0]) if len(field.rule.columns) == 1 else None
        if times is None or self.condition is not None:
            return False
        first, last = times
        count.see(last)
        if first >= self.span.closed:
            return True
        if last < self.span.start or (first >= self.span.end and last < self.span.closed):
            count.rows += piece.rows
            count.outside += piece.rows
            return True
        return False

    def accept(self, raw: RawBatch, count: Counting) -> Accepted:
        """Return the rows that pass.

        Rows outside of the span are counted and not looked at: what else is wrong with them changes nothing.

        Raises:
            SourceError: naive times without a zone, or columns of a type that is no plain value.
        """
        if raw.as_text is None:
            return self._accepted(raw, count)
        trial = Counting()  # refused rows are written when they are read as text
        try:
            accepted = self._accepted(raw, trial)
        except SourceError:  # it tells what is written in a cell
            return self._accepted(raw.as_text(), count)
        if trial.quarantined:
            return self._accepted(raw.as_text(), count)
        count.add(trial)
        return accepted

    def _accepted(self, raw: RawBatch, count: Counting) -> Accepted:
        check_plain(raw.cells, self.name)
        self._refuse_wrong_rows(raw, count)
        count.lines += raw.cells.num_rows + len(raw.wrong)
        count.rows += raw.dropped
        count.filtered += raw.dropped
        time = self._converted(raw, self._time_field)
        raw, time = _kept(raw, time, self._counted(raw.cells, time, count))
        asked = [field for field in self.fields if not (field.only_there and is_complete(raw.cells, field))]
        found = {field.id: time if field.id == self.time else self._converted(raw, field) for field in asked}
        if self.money is not None:
            rates = self.money.rates_of(raw.cells, time.column)
            amounts = [field.id for field in asked if field.type is ValueType.MONEY]
            found.update((name, self.money.converted(found[name], rates)) for name in amounts)
        refused = self._refused(raw, found, count)
        if self.watch is not None:
            self.watch.look(raw, found, refused, count)
        given = {field.id: found[field.id] for field in asked if not field.only_there}
        others = {name: its.column for name, its in given.items() if name != self.time}
        see_later_times(others, raw.lines, refused, self.span.closed, count)
        return _accepted(given, raw.cells.num_rows, refused)

    @property
    def _time_field(self) -> MappedField:
        return next(field for field in self.fields if field.id == self.time)

    def _converted(self, raw: RawBatch, field: MappedField) -> Converted:
        found = convert(raw.cells, field, self.decimal, self.zone)
        for refusal in found.refusals:
            if refusal.reason == NO_ZONE:
                row = int(np.argmax(refusal.rows))
                raise _no_zone(f"{self.name}:{raw.lines[row]}: {field.id}", _text_at(raw.cells, field, row))
        return found

    def _counted(self, cells: pa.RecordBatch, time: Converted, count: Counting) -> Mask | None:
        """Count the rows that are there, those filtered and those outside; None when all go on."""
        times, rows = time.column.values, cells.num_rows
        low, high = (int(times.min()), int(times.max())) if rows else (0, 0)
        if rows:
            count.see(high)
        within = self.span.start <= low and high < min(self.span.end, self.span.closed)
        if self.condition is None and within:
            count.rows += rows
            return None
        dated = np.ones(rows, np.bool_) if time.column.valid is None else time.column.valid.copy()
        for refusal in time.refusals:
            dated &= ~refusal.rows
        present = ~(dated & (times >= self.span.closed))
        passed = present if self.condition is None else self.condition.met(cells) & present
        inside = passed & (~dated | ((times >= self.span.start) & (times < self.span.end)))
        count.rows += int(present.sum())
        filtered = present & ~passed
        count.filtered += int(filtered.sum())
        if self.condition is not None and filtered.any():
            for reason, gone in self.condition.reasons(cells, filtered):
                count.left_out[reason] += gone
        count.outside += int((passed & ~inside).sum())
        return inside

    def _refused(self, raw: RawBatch, found: Mapping[str, Converted], count: Counting) -> Mask | None:
        """Count every refused row once, under its first fault; None when there is none."""
        faults = [
            (field, refusal)
            for field in self.fields
            if field.id in found
            for refusal in _with_missing(field, found[field.id])
        ]
        if not faults:
            return None
        refused = np.zeros(raw.cells.num_rows, np.bool_)
        for field, refusal in faults:
            fresh = np.flatnonzero(refusal.rows & ~refused)
            if len(fresh):
                shown = _at_fault(field, refusal)
                value = _text_at(raw.cells, shown, int(fresh[0]))
                count.refuse(refusal.reason, shown.id, len(fresh), int(raw.lines[fresh[0]]), value)
                self._write(raw, shown, refusal.reason, fresh)
                refused |= refusal.rows
        return refused

    def _write(self, raw: RawBatch, field: MappedField, reason: str, rows: NDArray[np.intp]) -> None:
        if self.writer is not None and raw.as_text is None:
            values = as_text(source_cells(raw.cells, field).take(as_arrow(rows))).to_pylist()
            lines = raw.lines[rows].tolist()
            self.writer.writerows(
                (self.name, line, reason, field.id, value or "") for line, value in zip(lines, values, strict=True)
            )

    def _refuse_wrong_rows(self, raw: RawBatch, count: Counting) -> None:
        count.rows += len(raw.wrong)
        for row in raw.wrong:
            count.refuse(row.reason, "", 1, row.line, row.text)
        if self.writer is not None and raw.as_text is None:
            self.writer.writerows((self.name, row.line, row.reason, "", row.text) for row in raw.wrong)


def _kept(raw: RawBatch, time: Converted, rows: Mask | None) -> tuple[RawBatch, Converted]:
    if rows is None or rows.all():
        return raw, time
    return RawBatch(raw.cells.filter(as_arrow(rows)), raw.lines[rows], as_text=raw.as_text), time.keep(rows)


def _at_fault(field: MappedField, refusal: Refusal) -> MappedField:
    """The field; of one that an expression makes, only the columns that are to blame, and called by them."""
    if not refusal.columns:
        return field
    return evolve(
        field, id=f"{field.id} ({' '.join(refusal.columns)})", rule=evolve(field.rule, columns=refusal.columns)
    )


def _with_missing(field: MappedField, found: Converted) -> tuple[Refusal, ...]:
    if not field.required or found.column.valid is None:
        return found.refusals
    return (*found.refusals, Refusal("missing_value", ~found.column.valid))


def _accepted(found: Mapping[str, Converted], rows: int, refused: Mask | None) -> Accepted:
    ambiguous = either(converted.ambiguous for converted in found.values())
    crossings = either(converted.crossings for converted in found.values())
    accepted = Accepted({key: converted.column for key, converted in found.items()}, rows, ambiguous, crossings)
    return accepted if refused is None else accepted.keep(~refused)


def _text_at(cells: pa.RecordBatch, field: MappedField, row: int) -> str:
    return as_text(source_cells(cells.slice(row, 1), field))[0].as_py() or ""


def _no_zone(where: str, example: str) -> SourceError:
    problem = Text(
        en="'{example}' has no time zone, and the source names none",
        ru="у «{example}» нет часового пояса, и источник его не называет",
    ).fill(example=example)
    hint = Text(
        en="add `timezone:` to the source, for example `timezone: Europe/Moscow`",
        ru="добавьте к источнику `timezone:`, например `timezone: Europe/Moscow`",
    )
    return SourceError(problem, where=where, hint=hint)
