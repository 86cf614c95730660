"""Converts the cells of one field of one batch, by the field's type."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from attrs import evolve

from goalposts.errors import SourceError, listed
from goalposts.expressions import ValueType
from goalposts.locale import Text
from goalposts.model import PERIODS
from goalposts.streams.batches.arrow_values import as_arrow, text_array
from goalposts.streams.batches.blank_texts import never_blank
from goalposts.streams.batches.raw import days_beside
from goalposts.streams.batches.raw_text import blank_as_null, check_sound, joined, without_words, zero_padded
from goalposts.streams.conversion.clock import Zone
from goalposts.streams.conversion.converted import Converted
from goalposts.streams.conversion.flags import convert_flags
from goalposts.streams.conversion.formulas import convert_formula
from goalposts.streams.conversion.numbers import convert_durations, convert_numbers
from goalposts.streams.conversion.periods import check_period
from goalposts.streams.conversion.ranks import convert_ranks
from goalposts.streams.conversion.time_format import compile_format, digits_of_columns
from goalposts.streams.conversion.times import NO_ZONE, TIME_UNITS, convert_times
from goalposts.streams.conversion.words import convert_words
from goalposts.streams.mapping.cell_units import UNITS
from goalposts.streams.mapping.mapped_fields import MappedField


def convert(cells: pa.RecordBatch, field: MappedField, decimal: str, zone: Zone | None) -> Converted:
    """Make a field of its source columns; bad cells come back as refusals.

    Raises:
        SourceError: a column that is damaged: its texts are not UTF-8, or the codes of its dictionary point nowhere.
    """
    if field.formula is not None:
        return convert_formula(cells, field, field.formula, lambda of: convert(cells, of, decimal, zone), decimal)
    try:
        cell = source_cells(cells, field)
        if field.rule.constant is None:
            found = _by_type(cell, field, decimal, zone, _true_days(cells, field))
        else:
            found = _by_type(cell, _as_stated(field), ".", zone)
    except (pa.ArrowException, UnicodeDecodeError):
        _check_sound(cells, field)
        raise
    if found.refusals:  # what cannot be read may be no text at all
        _check_sound(cells, field)
    return found if field.rule.null_as is None or field.type.is_words else _filled(found, field, zone)


def _as_stated(field: MappedField) -> MappedField:
    """The field for a value that stands in the project: numbers are written with a point there, in the base unit."""
    return evolve(field, thousands="")


def _filled(found: Converted, field: MappedField, zone: Zone | None) -> Converted:
    """Put the stated value in the place of missing cells; one that was refused is not missing."""
    column = found.column
    if column.valid is None:
        return found
    missing = ~column.valid
    for refusal in found.refusals:
        missing &= ~refusal.rows
    stated = _by_type(text_array((field.rule.null_as or "",)), _as_stated(field), ".", zone).column
    values = np.where(missing, stated.values[0], column.values)
    return evolve(found, column=evolve(column, values=values, valid=column.valid | missing))


def _check_sound(cells: pa.RecordBatch, field: MappedField) -> None:
    check_sound(cells.select(sorted(set(field.rule.columns))), field.id)


def _true_days(cells: pa.RecordBatch, field: MappedField) -> pa.Array | None:
    """What is a true day among the texts of a field's one column."""
    columns = field.rule.columns
    beside = days_beside(columns[0]) if len(columns) == 1 else ""
    return cells.column(beside) if beside in cells.schema.names else None


def _by_type(
    raw: pa.Array, field: MappedField, decimal: str, zone: Zone | None, days: pa.Array | None = None
) -> Converted:
    match field.type:
        case ValueType.TIMESTAMP if field.ranks:
            return convert_ranks(raw, field, decimal, zone, days)
        case ValueType.TIMESTAMP:
            return convert_times(raw, field, decimal, zone, days)
        case ValueType.DURATION:
            return convert_durations(raw, field, decimal)
        case ValueType.NUMBER | ValueType.MONEY:
            return convert_numbers(raw, field, decimal)
        case ValueType.FLAG:
            return convert_flags(raw, field)
        case _:
            return convert_words(raw, field)


def source_cells(cells: pa.RecordBatch, field: MappedField) -> pa.Array:
    """The field's one column as it is, or its several columns joined as text."""
    rule = field.rule
    if rule.constant is not None:
        return text_array((rule.constant,)).take(as_arrow(np.zeros(cells.num_rows, np.int64)))
    columns = [without_words(cells.column(column), rule.nulls) for column in rule.columns]
    if field.formula is not None:
        return joined(columns)
    if field.type is ValueType.TIMESTAMP:
        widths = digits_of_columns(rule.format, len(columns))
        columns = [zero_padded(column, width) for column, width in zip(columns, widths, strict=True)]
    return columns[0] if len(columns) == 1 else joined(columns)


def is_complete(cells: pa.RecordBatch, field: MappedField) -> bool:
    """Whether a field of words has one in every row, as far as that shows without reading them."""
    found = source_cells(cells, field)
    if found.null_count or pa.types.is_dictionary(found.type) or isinstance(found.type, pa.BaseExtensionType):
        return False
    if pa.types.is_string(found.type) or pa.types.is_large_string(found.type):
        return bool(len(found)) and _is_never_blank(found)
    return bool(pa.types.is_integer(found.type))


def _is_never_blank(texts: pa.Array) -> bool:
    """Whether no text is blank; the first and the last of them tell that of most columns of ids."""
    ends = pc.min_max(texts)
    first, last = (pc.struct_field(ends, name).as_py() for name in ("min", "max"))
    return never_blank(first, last) or blank_as_null(texts).null_count == 0


def check_rule(field: MappedField, where: str, zone: Zone | None = None) -> None:
    """Check the unit, the time format or the constant of a rule before any row is read.

    Raises:
        SourceError: an unknown unit, a format that is not a day, or a constant that the field cannot hold.
    """
    place = f"{where}: {field.id}"
    check_period(field.rule, place)
    if field.type is ValueType.TIMESTAMP:
        for time_format in field.rule.formats:
            try:
                if time_format not in (*TIME_UNITS, *PERIODS):
                    compile_format(time_format)
            except SourceError as fault:
                raise evolve(fault, where=place) from None
    known = UNITS.get(field.type, ())
    if field.rule.unit and field.rule.unit not in known and field.type in UNITS:
        problem = Text(en="unknown unit '{unit}'", ru="неизвестная единица «{unit}»").fill(unit=field.rule.unit)
        hint = Text(en="use one of: {known}", ru="возможны: {known}").fill(known=listed(known))
        raise SourceError(problem, where=place, hint=hint)
    for key, word in (("constant", field.rule.constant), ("null_as", field.rule.null_as)):
        if word is not None:
            _check_stated(key, word, field, place, zone)


def _check_stated(key: str, word: str, field: MappedField, place: str, zone: Zone | None) -> None:
    """Check that a field can hold a value that the project states."""
    as_constant = evolve(field, rule=evolve(field.rule, columns=(), constant=word, null_as=None), formula=None)
    if key == "null_as" and field.type.is_words:  # it is a word of ours, whatever `values` says of the source's
        as_constant = evolve(as_constant, rule=evolve(as_constant.rule, values=None))
    one_row = pa.RecordBatch.from_pydict({"": pa.nulls(1)})
    found = convert(one_row, as_constant, ".", zone)
    reasons = [refusal.reason for refusal in found.refusals if refusal.reason != NO_ZONE]
    if reasons:
        problem = Text(en="'{word}' is no {type} ({reason})", ru="«{word}» не подходит: {type} ({reason})").fill(
            word=word, type=field.type.value, reason=reasons[0]
        )
        hint = Text(en="mend `{key}:`", ru="исправьте `{key}:`").fill(key=key)
        known = Text(en="it is one of: {words}", ru="возможно одно из: {words}")
        words = listed(sorted(field.closed))
        raise SourceError(problem, where=place, hint=known.fill(words=words) if field.closed else hint)
