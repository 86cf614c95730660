"""Puts parameter values into expressions, so that equal measures are equal records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import evolve, fields

from goalposts.expressions import Expression, Quantity, ValueType
from goalposts.expressions.nodes import Negate, Number, Param

if TYPE_CHECKING:
    from collections.abc import Mapping


def with_values(expression: Expression, params: Mapping[str, Quantity]) -> Expression:
    """Replace every parameter by its value, and write every number in its base unit.

    >>> from goalposts.expressions import parse, render
    >>> render(with_values(parse('wait <= param("within") or wait > 1 h'), {"within": Quantity(1, "min")}))
    'wait <= 60 s or wait > 3600 s'

    Raises:
        KeyError: a parameter has no value.
    """
    if isinstance(expression, Param):
        return _literal(params[expression.name])
    if isinstance(expression, Number):
        return _literal(expression.quantity)
    changed: dict[str, Any] = {}
    for attribute in fields(type(expression)):
        part = getattr(expression, attribute.name)
        if isinstance(part, tuple):
            changed[attribute.name] = tuple(with_values(child, params) for child in part)
        elif isinstance(part, Expression):
            changed[attribute.name] = with_values(part, params)
    return evolve(expression, **changed)


def _literal(quantity: Quantity) -> Expression:
    unit = {ValueType.DURATION: "s", ValueType.NUMBER: ""}.get(quantity.type, quantity.unit)
    value = quantity.in_base_unit
    return Negate(Number(Quantity(-value, unit))) if value < 0 else Number(Quantity(value, unit))
