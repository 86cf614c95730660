"""Computes fields that an expression makes; a missing cell makes what is made of it missing."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Final

import numpy as np
import pyarrow as pa
from attrs import evolve

from goalposts.expressions import ValueType
from goalposts.expressions.columns import Column
from goalposts.expressions.evaluate import evaluate
from goalposts.streams.conversion.converted import Converted, Mask, Refusal, either, refused
from goalposts.streams.conversion.numbers import LARGEST
from goalposts.streams.conversion.times import EARLIEST, LATEST
from goalposts.streams.conversion.untyped_columns import Spelling, untyped_column
from goalposts.streams.mapping.formulas import ClockDifference, FieldFormula
from goalposts.streams.mapping.mapped_fields import MappedField

if TYPE_CHECKING:
    from collections.abc import Callable

    Convert = Callable[[MappedField], Converted]

_DAY: Final = 86_400.0


def convert_formula(
    cells: pa.RecordBatch, field: MappedField, formula: FieldFormula, convert: Convert, decimal: str
) -> Converted:
    """Evaluate a field's formula; `convert` makes its operands.

    Refuses rows by what is wrong with an operand, and else what is no value of the field.
    """
    found = {name: _operand(cells, operand, convert, decimal) for name, operand in formula.operands.items()}
    columns = {name: operand.column for name, operand in found.items()}
    value = evaluate(formula.expression, columns, {}, cells.num_rows, timezone=formula.timezone)
    unreadable = [refusal for operand in found.values() for refusal in operand.refusals]
    readable = ~_any([refusal.rows for refusal in unreadable], cells.num_rows)
    known = readable if value.valid is None else readable & value.valid
    column = Column(field.type, np.ascontiguousarray(value.values), None if known.all() else known)
    return Converted(
        column,
        (*unreadable, *_impossible(column, known)),
        either(operand.ambiguous for operand in found.values()),
        either(operand.crossings for operand in found.values()),
    )


def _operand(
    cells: pa.RecordBatch, operand: MappedField | ClockDifference, convert: Convert, decimal: str
) -> Converted:
    if isinstance(operand, ClockDifference):
        later, earlier = (_operand(cells, side, convert, decimal) for side in (operand.later, operand.earlier))
        return _difference(later, earlier, operand)
    if operand.type is ValueType.RAW:
        written = Spelling(operand.rule.nulls, decimal, operand.thousands)
        return Converted(untyped_column(cells.column(operand.rule.columns[0]), written))
    found = convert(operand)
    named = tuple(evolve(refusal, columns=refusal.columns or operand.rule.columns) for refusal in found.refusals)
    kind = ValueType.NUMBER if operand.type is ValueType.MONEY else operand.type
    return evolve(found, column=evolve(found.column, type=kind), refusals=named)


def _difference(later: Converted, earlier: Converted, sides: ClockDifference) -> Converted:
    """Subtract clock readings; what would be negative has crossed midnight."""
    beyond = [
        Refusal("bad_duration", _valid(side.column) & (side.column.values >= _DAY), operand.rule.columns)
        for side, operand in ((later, sides.later), (earlier, sides.earlier))
    ]
    known = _valid(later.column) & _valid(earlier.column)
    seconds = later.column.values - earlier.column.values
    crossings = known & (seconds < 0)
    column = Column(ValueType.DURATION, seconds + _DAY * crossings, known)
    refusals = (*later.refusals, *earlier.refusals, *(refusal for refusal in beyond if refusal.rows.any()))
    return Converted(column, refusals, crossings=crossings)


def _impossible(column: Column, known: Mask) -> tuple[Refusal, ...]:
    """What was computed, but is no value of the field."""
    values = column.values
    match column.type:
        case ValueType.DURATION:
            large = known & (np.abs(values) > LARGEST)
            return refused(("bad_duration", large), ("negative_duration", known & (values < 0) & ~large))
        case ValueType.TIMESTAMP:
            return refused(("bad_timestamp", known & ((values < EARLIEST) | (values > LATEST))))
        case ValueType.FLAG:
            return ()
        case _:
            return refused(("bad_number", known & (np.abs(values) > LARGEST)))


def _valid(column: Column) -> Mask:
    return np.ones(len(column), np.bool_) if column.valid is None else column.valid


def _any(masks: list[Mask], rows: int) -> Mask:
    return reduce(np.logical_or, masks, np.zeros(rows, np.bool_))
