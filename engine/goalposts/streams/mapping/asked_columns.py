"""Which columns a source asks its files for: a header is known by them, and none of them may stand there twice."""

from __future__ import annotations

from collections.abc import Iterable

from goalposts.expressions import ValueType, names
from goalposts.model import Source
from goalposts.streams.mapping.formulas import written_expression
from goalposts.streams.mapping.mapped_fields import MappedField


def asked_columns(source: Source, fields: Iterable[MappedField]) -> frozenset[str]:
    """Return every name of a column that a source mentions, and those of fields that are read without a rule.

    A text that may be the name of a column or an expression stands for both; which it is, a header tells.

    Args:
        source: what the project says of its files.
        fields: what is made of its rows.
    """
    beside = {*source.fill_down}
    beside |= source.condition_columns
    if source.currency is not None:
        beside.add(source.currency.column)
    for column, reading in source.readings.items():
        beside |= {*_with_operands(column), reading.weight}
    return frozenset(beside.union(*map(_of_field, fields))) - {""}


def columns_of_amounts(fields: Iterable[MappedField]) -> frozenset[str]:
    """Return the names of the columns that amounts of money are made of, as far as rules tell without a header."""
    return frozenset[str]().union(*(_of_field(field) for field in fields if field.type is ValueType.MONEY))


def _of_field(field: MappedField) -> frozenset[str]:
    rule = field.rule
    asked = frozenset((*rule.columns, *rule.names))
    if rule.expression is not None:
        return asked | names(rule.expression)
    if len(rule.columns) == 1 and field.stated and not field.type.is_words:  # words are not computed
        return asked | _with_operands(rule.columns[0])
    return asked


def _with_operands(column: str) -> frozenset[str]:
    expression = written_expression(column)
    return frozenset((column,)) if expression is None else names(expression) | {column}
