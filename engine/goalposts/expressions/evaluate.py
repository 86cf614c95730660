"""Evaluates expressions over columns, whole batches at a time, with three-valued (Kleene) logic.

A cell that is missing makes every value made of it missing; `and`, `or` and `not` follow Kleene, and `is null` is
never missing itself. NumPy is imported here, so that `goalposts.expressions` does not import this module.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from typing import Any, Final

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from goalposts.expressions.business_hours import BusinessHours, parse_business_hours
from goalposts.expressions.business_time import business_seconds, in_business_hours
from goalposts.expressions.checking import ARITHMETIC
from goalposts.expressions.columns import Column
from goalposts.expressions.functions import FUNCTIONS
from goalposts.expressions.local_time import CALENDAR_PARTS, local_seconds
from goalposts.expressions.nodes import (
    Among,
    And,
    Arithmetic,
    Call,
    Compare,
    Expression,
    IsNull,
    Name,
    Negate,
    Not,
    Number,
    Or,
    Param,
    Words,
)
from goalposts.expressions.raw_words import as_flags, as_numbers
from goalposts.expressions.types import ValueType

Mask = NDArray[np.bool_]

_MICROSECONDS: Final = 1e6
_LONGEST: Final = 9e18
_COMPARISONS: Final[Mapping[str, Callable[[Any, Any], Any]]] = {
    "==": np.equal,
    "!=": np.not_equal,
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
}
_OPERATIONS: Final[Mapping[str, Callable[[Any, Any], Any]]] = {
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "/": np.divide,
}


def evaluate(
    expression: Expression,
    columns: Mapping[str, Column],
    params: Mapping[str, float],
    rows: int,
    *,
    timezone: str = "UTC",
) -> Column:
    """Evaluate a checked expression over the rows of a batch.

    Args:
        expression: an expression that `check_condition` or `check_value` accepted.
        columns: cells by name; a name that is not among them is missing in every row.
        params: parameters in base units (seconds, fractions, money).
        rows: how many rows the batch has.
        timezone: IANA name of the zone whose wall clock the calendar functions read.

    Returns:
        A column of shape (rows,): bool for conditions, float64 or int64 microseconds for values. What stands in
        a missing cell is arbitrary.
    """
    found = _Evaluation(columns, params, timezone).value(expression)
    valid = None if found.valid is None else np.broadcast_to(found.valid, (rows,))
    return Column(found.type, np.broadcast_to(found.values, (rows,)), valid, found.words)


@frozen
class _Evaluation:
    columns: Mapping[str, Column]
    params: Mapping[str, float]
    timezone: str

    def value(self, node: Expression) -> Column:
        match node:
            case Name(id=name):
                return self.columns.get(name, _NULL)
            case Words(text=text):
                return Column(ValueType.TEXT, np.array(0, np.int32), None, (text,))
            case Number(quantity=quantity):
                return Column(quantity.type, np.array(quantity.in_base_unit))
            case Param(name=name):
                return Column(ValueType.NUMBER, np.array(self.params[name], np.float64))
            case Call():
                return self._call(node)
            case Negate(operand=operand):
                return self._applied(np.negative, operand)
            case Arithmetic(operator=operator, left=left, right=right):
                return _arithmetic(operator, self.value(left), self.value(right))
            case _:
                return self.condition(node)

    def condition(self, node: Expression) -> Column:
        match node:
            case And(terms=terms):
                return _all_of([self.value(term) for term in terms])
            case Or(terms=terms):
                return _not(_all_of([_not(self.value(term)) for term in terms]))
            case Not(operand=operand):
                return _not(self.value(operand))
            case IsNull(item=item, negated=negated):
                valid = _valid(self.value(item))
                return _flag(valid if negated else ~valid)
            case Among(item=item, options=options, negated=negated):
                found = self._among(self.value(item), [self.value(option) for option in options])
                return _not(found) if negated else found
            case Compare(operator=operator, left=left, right=right):
                return self._compare(operator, self.value(left), self.value(right))
        raise AssertionError(f"not a condition: {node!r}")

    def _call(self, node: Call) -> Column:
        match node:
            case Call(function="abs", argument=operand):
                return self._applied(np.abs, operand)
            case Call(function="in_business_hours", argument=time, more=hours):
                return self._in_business_hours(self.value(time), _hours(hours))
            case Call(function="business_time", argument=start, more=(end, *hours)):
                return self._business_time(self.value(start), self.value(end), _hours(hours))
            case _:
                return self._calendar(node.function, self.value(node.argument))

    def _applied(self, function: Callable[[Any], Any], operand: Expression) -> Column:
        found = self.value(operand)
        return found if found is _NULL else Column(found.type, function(found.values), found.valid)

    def _calendar(self, function: str, time: Column) -> Column:
        if time is _NULL:
            return _NULL
        seconds, exists = local_seconds(time.values, self.timezone)
        valid = exists if time.valid is None else exists & time.valid
        kind = FUNCTIONS[function].gives or ValueType.NUMBER
        values = CALENDAR_PARTS[function](seconds)
        return Column(kind, values if kind is ValueType.FLAG else values.astype(np.float64), valid)

    def _in_business_hours(self, time: Column, hours: BusinessHours) -> Column:
        if time is _NULL:
            return _NULL
        values, exists = in_business_hours(time.values, hours, self.timezone)
        return _flag(values, exists if time.valid is None else exists & time.valid)

    def _business_time(self, start: Column, end: Column, hours: BusinessHours) -> Column:
        if start is _NULL or end is _NULL:
            return _NULL
        known = _valid(start) & _valid(end)
        return Column(ValueType.DURATION, *business_seconds(start.values, end.values, known, hours, self.timezone))

    def _among(self, item: Column, options: list[Column]) -> Column:
        if _is_words(item) and all(_is_literal(option) for option in options):
            texts = {option.words[0] for option in options}
            return _flag(np.array([*(word in texts for word in item.words), False])[_codes(item)], item.valid)
        return _not(_all_of([_not(self._compare("==", item, option)) for option in options]))

    def _compare(self, operator: str, left: Column, right: Column) -> Column:
        if _is_words(left) and _is_words(right) and operator in ("==", "!="):
            equal = _same_words(left, right)
            return _flag(equal if operator == "==" else ~equal, _both_valid(left, right))
        left, right = _read(left, right.type), _read(right, left.type)
        return _flag(_COMPARISONS[operator](left.values, right.values), _both_valid(left, right))


def _read(column: Column, beside: ValueType) -> Column:
    """Read an untyped source column as what it is compared with."""
    if column.type is not ValueType.RAW:
        return column
    return as_flags(column) if beside is ValueType.FLAG else as_numbers(column)


_NULL: Final = Column(ValueType.RAW, np.array(0, np.int32), np.zeros((), np.bool_), ("",))


def _hours(written: Sequence[Expression]) -> BusinessHours:
    """The business hours that a call names; its goal has put in those of the project where it named none."""
    if not written or not isinstance(written[0], Words):
        raise ValueError("business hours are not declared; resolve the goal first")
    return parse_business_hours(written[0].text)


def _flag(values: Mask, valid: Mask | None = None) -> Column:
    return Column(ValueType.FLAG, np.asarray(values), valid)


def _valid(column: Column) -> Mask:
    return np.ones(column.values.shape, np.bool_) if column.valid is None else column.valid


def _both_valid(left: Column, right: Column) -> Mask | None:
    if left.valid is None:
        return right.valid
    return left.valid if right.valid is None else left.valid & right.valid


def _not(flag: Column) -> Column:
    return _flag(~flag.values.astype(np.bool_, copy=False), flag.valid)


def _all_of(flags: list[Column]) -> Column:
    """Conjunction: false where any is false, else missing where any is missing."""
    yes = reduce(np.logical_and, [flag.values for flag in flags])
    if all(flag.valid is None for flag in flags):
        return _flag(yes)
    no = reduce(np.logical_or, [_valid(flag) & np.logical_not(flag.values) for flag in flags])
    known = reduce(np.logical_and, [_valid(flag) for flag in flags])
    return _flag(np.logical_and(yes, known), known | no)


def _is_words(column: Column) -> bool:
    return column.type.is_words or column.type is ValueType.RAW


def _is_literal(column: Column) -> bool:
    return _is_words(column) and not column.values.ndim and column.valid is None


def _codes(column: Column) -> NDArray[np.int32]:
    """Codes that index `(*words, sentinel)`, also where a missing cell holds any code."""
    return column.values if column.valid is None else np.where(column.valid, column.values, -1)


def _same_words(left: Column, right: Column) -> Mask:
    if len(right.words) > len(left.words):
        left, right = right, left
    wanted = set(right.words)
    known = {word: code for code, word in enumerate(left.words) if word in wanted}
    translated = np.array([*(known.get(word, -2) for word in right.words), -2])
    return np.asarray(_codes(left) == translated[_codes(right)])


def _arithmetic(operator: str, left: Column, right: Column) -> Column:
    if left is _NULL or right is _NULL:
        return _NULL
    times = (left.type is ValueType.TIMESTAMP, right.type is ValueType.TIMESTAMP)
    if times == (True, False):
        return _moved(operator, left, right)
    with np.errstate(all="ignore"):
        values = _OPERATIONS[operator](left.values, right.values)
        values = values / _MICROSECONDS if all(times) else np.asarray(values, np.float64)
    kind = ARITHMETIC.get((left.type, operator, right.type), ValueType.NUMBER)
    return Column(kind, values, _known(np.isfinite(values), left, right))


def _moved(operator: str, time: Column, by: Column) -> Column:
    with np.errstate(all="ignore"):
        microseconds = np.rint(by.values * _MICROSECONDS)
        reached = time.values + (microseconds if operator == "+" else -microseconds)
    fits = np.abs(reached) < _LONGEST
    steps = np.where(np.abs(microseconds) < _LONGEST, microseconds, 0).astype(np.int64)
    values = time.values + np.where(fits, steps if operator == "+" else -steps, 0)
    return Column(ValueType.TIMESTAMP, values, _known(fits, time, by))


def _known(finite: Mask, left: Column, right: Column) -> Mask | None:
    """Where a result exists: both operands do, and no division by zero or overflow happened."""
    valid = _both_valid(left, right)
    if valid is None:
        return None if finite.all() else finite
    return valid & finite
