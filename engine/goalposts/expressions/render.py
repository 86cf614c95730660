"""Writes expressions as text, with no more brackets than needed: `parse(render(e)) == e`."""

from __future__ import annotations

import re

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
from goalposts.expressions.parser import KEYWORDS

_OR, _AND, _NOT, _COMPARISON, _SUM, _TERM, _UNARY, _ATOM = range(8)


def render(expression: Expression) -> str:
    """Return the canonical text of an expression."""
    return _at_least(_OR, expression)


def _at_least(level: int, expression: Expression) -> str:
    text, own = _written(expression)
    return text if own >= level else f"({text})"


def _written(expression: Expression) -> tuple[str, int]:
    match expression:
        case Or(terms=terms):
            return " or ".join(_at_least(_AND, term) for term in terms), _OR
        case And(terms=terms):
            return " and ".join(_at_least(_NOT, term) for term in terms), _AND
        case Not(operand=operand):
            return f"not {_at_least(_COMPARISON, operand)}", _NOT
        case Compare(operator=operator, left=left, right=right):
            return f"{_at_least(_SUM, left)} {operator} {_at_least(_SUM, right)}", _COMPARISON
        case Among(item=item, options=options, negated=negated):
            listed = ", ".join(_at_least(_ATOM, option) for option in options)
            return f"{_at_least(_SUM, item)} {'not in' if negated else 'in'} [{listed}]", _COMPARISON
        case IsNull(item=item, negated=negated):
            return f"{_at_least(_SUM, item)} is {'not null' if negated else 'null'}", _COMPARISON
        case Arithmetic(operator=operator, left=left, right=right):
            level = _SUM if operator in "+-" else _TERM
            return f"{_at_least(level, left)} {operator} {_at_least(level + 1, right)}", level
        case Negate(operand=operand):
            return f"-{_at_least(_ATOM, operand)}", _UNARY
        case _:
            return _atom(expression), _ATOM


def _atom(expression: Expression) -> str:
    match expression:
        case Name(id=name):
            plain = re.fullmatch(r"[^\W\d]\w*", name) and name not in KEYWORDS
            return name if plain else "`" + name.replace("`", "``") + "`"
        case Words(text=text):
            return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
        case Number(quantity=quantity):
            return str(quantity)
        case Param(name=name):
            return f"param({_atom(Words(name))})"
        case Call(function=function, argument=argument, more=more):
            return f"{function}({', '.join(map(render, (argument, *more)))})"
    raise AssertionError(f"not an atom: {expression!r}")
