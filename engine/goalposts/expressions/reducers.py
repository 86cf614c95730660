"""Reducers: how the events of one entity become one cell of its row.

text = kind "(" [expr] ["where=" expr] ")", such as `first(at, where=stage == "won")`

Every reducer sees the events whose `where` is true and whose operand is known; `any_of` is a Kleene disjunction.
"""

from __future__ import annotations

from typing import Final, TypeAlias

from attrs import fields, frozen

from goalposts.errors import ExpressionError
from goalposts.expressions.builders import Operand, Term, expression
from goalposts.expressions.checking import check_condition, type_of
from goalposts.expressions.nodes import Expression, needed_names
from goalposts.expressions.parser import Parser
from goalposts.expressions.render import render
from goalposts.expressions.scope import Scope
from goalposts.expressions.types import ValueType
from goalposts.locale import Text


@frozen
class First:
    """The operand at the earliest event that has it; of equal times, the row that was read first."""

    of: Expression
    where: Expression | None = None


@frozen
class Last:
    """The operand at the latest event that has it; of equal times, the row that was read last."""

    of: Expression
    where: Expression | None = None


@frozen
class Min:
    """The least operand."""

    of: Expression
    where: Expression | None = None


@frozen
class Max:
    """The greatest operand."""

    of: Expression
    where: Expression | None = None


@frozen
class Sum:
    """The sum of the operand; null where no event has one."""

    of: Expression
    where: Expression | None = None


@frozen
class Count:
    """The number of events."""

    where: Expression | None = None


@frozen
class Any:
    """Whether the condition `of` holds in some event: else null if it is unknown in one, else false."""

    of: Expression
    where: Expression | None = None


Reducer: TypeAlias = First | Last | Min | Max | Sum | Count | Any

KINDS: Final[dict[str, type[Reducer]]] = {
    "first": First,
    "last": Last,
    "min": Min,
    "max": Max,
    "sum": Sum,
    "count": Count,
    "any": Any,
}


def first(of: Operand, where: Term | None = None) -> First:
    """Build the value at the earliest event, such as `first(ORDER.at)`."""
    return First(expression(of), _condition(where))


def last(of: Operand, where: Term | None = None) -> Last:
    """Build the value at the latest event."""
    return Last(expression(of), _condition(where))


def min_of(of: Operand, where: Term | None = None) -> Min:
    """Build the least value; written `min` as text, because Python has a `min` of its own."""
    return Min(expression(of), _condition(where))


def max_of(of: Operand, where: Term | None = None) -> Max:
    """Build the greatest value; written `max` as text."""
    return Max(expression(of), _condition(where))


def sum_of(of: Operand, where: Term | None = None) -> Sum:
    """Build a sum over an entity's events; written `sum` as text."""
    return Sum(expression(of), _condition(where))


def count(where: Term | None = None) -> Count:
    """Build the number of an entity's events."""
    return Count(_condition(where))


def any_of(of: Term, where: Term | None = None) -> Any:
    """Build whether something holds in some event of an entity; written `any` as text."""
    return Any(of.node, _condition(where))


def reducer_parts(reducer: Reducer) -> dict[str, Expression]:
    """Return the expressions of a reducer by their argument names, in order."""
    found = {attribute.name: getattr(reducer, attribute.name) for attribute in fields(type(reducer))}
    return {name: part for name, part in found.items() if part is not None}


def reducer_needs(reducer: Reducer) -> frozenset[str]:
    """Return the fields that a source must give for the reducer to mean anything."""
    return frozenset().union(*(needed_names(part) for part in reducer_parts(reducer).values()))


def render_reducer(reducer: Reducer) -> str:
    """Return the canonical text of a reducer."""
    found = reducer_parts(reducer)
    arguments = [render(part) if name == "of" else f"where={render(part)}" for name, part in found.items()]
    return f"{type(reducer).__name__.lower()}({', '.join(arguments)})"


def parse_reducer(text: str) -> Reducer:
    """Parse the text of a reducer: `parse_reducer(render_reducer(r)) == r`.

    >>> render_reducer(parse_reducer('first(at, where=stage == "won")'))
    'first(at, where=stage == "won")'

    Raises:
        ExpressionError: with the position of what does not fit.
    """
    parser = Parser(text)
    kind = parser.token.text
    if kind not in KINDS:
        raise parser.fail(Text(en=f"unknown reducer '{kind}'", ru=f"неизвестная свёртка «{kind}»"), _known())
    parser.take(kind)
    parser.expect("(")
    of = None if KINDS[kind] is Count else parser.either()
    if of is not None and parser.token.text == ",":
        parser.take(",")
    where = _parsed_where(parser)
    parser.expect(")")
    parser.end()
    return Count(where) if of is None else KINDS[kind](of, where)  # type: ignore[call-arg]  # not a count


def check_reducer(reducer: Reducer, scope: Scope) -> ValueType:
    """Check the types of a reducer and return the type of what it yields.

    Raises:
        ExpressionError: the condition is none, or the operand is of a type that this reducer does not take.
    """
    if reducer.where is not None:
        check_condition(reducer.where, scope, render(reducer.where))
    if isinstance(reducer, Count):
        return ValueType.NUMBER
    text = render(reducer.of)
    if isinstance(reducer, Any):
        check_condition(reducer.of, scope, text)
        return ValueType.FLAG
    found = type_of(reducer.of, scope, text)
    ordered = isinstance(reducer, Min | Max) and found is ValueType.TIMESTAMP
    if not (isinstance(reducer, First | Last) or found.is_numeric or ordered):
        problem = Text(
            en=f"{render_reducer(reducer)} does not take values of type {found.value}",
            ru=f"{render_reducer(reducer)}: такие значения ({found.value}) так не сворачиваются",
        )
        raise ExpressionError(problem, position=reducer.of.at, text=text)
    return found


def _condition(term: Term | None) -> Expression | None:
    return None if term is None else term.node


def _parsed_where(parser: Parser) -> Expression | None:
    if parser.token.text != "where":
        return None
    parser.take("where")
    parser.expect("=")
    return parser.either()


def _known() -> Text:
    return Text(en=f"known: {', '.join(KINDS)}", ru=f"известны: {', '.join(KINDS)}")
