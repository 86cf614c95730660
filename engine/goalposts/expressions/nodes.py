"""The nodes of the KPI language: frozen records that compare by meaning, not by where they were written.

`at` is the 0-based position in the text that a node was parsed from; it does not take part in equality.
"""

from __future__ import annotations

from typing import TypeAlias

from attrs import field, frozen

from goalposts.expressions.types import Quantity


def _position() -> int:
    position: int = field(default=0, eq=False, repr=False, kw_only=True)
    return position


@frozen
class Name:
    """A field, dimension or source column."""

    id: str
    at: int = _position()


@frozen
class Words:
    """A text literal."""

    text: str
    at: int = _position()


@frozen
class Number:
    """A number literal, with its unit if it has one."""

    quantity: Quantity
    at: int = _position()


@frozen
class Param:
    """A parameter of the KPI, such as the answer limit of a service level."""

    name: str
    at: int = _position()


@frozen
class Call:
    """A function of an argument, and of `more` where it takes several.

    The last one of a function that counts by business hours is their text; without it, those of the project are meant.
    """

    function: str
    argument: Expression
    more: tuple[Expression, ...] = ()
    at: int = _position()


@frozen
class Negate:
    """Arithmetic minus."""

    operand: Expression
    at: int = _position()


@frozen
class Arithmetic:
    """`+ - * /` of two numbers, durations or amounts of money, or a difference of timestamps."""

    operator: str
    left: Expression
    right: Expression
    at: int = _position()


@frozen
class Compare:
    """`== != < <= > >=`."""

    operator: str
    left: Expression
    right: Expression
    at: int = _position()


@frozen
class Among:
    """`x in [..]` or, negated, `x not in [..]`."""

    item: Expression
    options: tuple[Expression, ...]
    negated: bool = False
    at: int = _position()


@frozen
class IsNull:
    """`x is null` or, negated, `x is not null`; the only test that is never null itself."""

    item: Expression
    negated: bool = False
    at: int = _position()


@frozen
class Not:
    """Kleene negation."""

    operand: Expression
    at: int = _position()


@frozen
class And:
    """Kleene conjunction of two or more terms."""

    terms: tuple[Expression, ...]
    at: int = _position()


@frozen
class Or:
    """Kleene disjunction of two or more terms."""

    terms: tuple[Expression, ...]
    at: int = _position()


Expression: TypeAlias = (
    Name | Words | Number | Param | Call | Negate | Arithmetic | Compare | Among | IsNull | Not | And | Or
)


def children(expression: Expression) -> tuple[Expression, ...]:
    """Return the direct sub-expressions, in reading order."""
    match expression:
        case Call(argument=first, more=more):
            return (first, *more)
        case Negate(operand=only) | Not(operand=only) | IsNull(item=only):
            return (only,)
        case Arithmetic(left=left, right=right) | Compare(left=left, right=right):
            return (left, right)
        case Among(item=item, options=options):
            return (item, *options)
        case And(terms=terms) | Or(terms=terms):
            return terms
        case _:
            return ()


def names(expression: Expression) -> frozenset[str]:
    """Return every field, dimension or column that the expression mentions."""
    if isinstance(expression, Name):
        return frozenset({expression.id})
    return frozenset().union(*(names(child) for child in children(expression)))


def needed_names(expression: Expression, guarded: frozenset[str] = frozenset()) -> frozenset[str]:
    """Return the names without which the expression says nothing.

    In `f is null or e` the author has said what an absent `f` means, so `f` is not needed by `e`;
    nor is a name that stands under `is null` only.
    """
    if isinstance(expression, Name):
        return frozenset({expression.id}) - guarded
    if isinstance(expression, IsNull) and isinstance(expression.item, Name):
        return frozenset()
    if isinstance(expression, Or):
        guarded |= {
            term.item.id
            for term in expression.terms
            if isinstance(term, IsNull) and not term.negated and isinstance(term.item, Name)
        }
    return frozenset().union(*(needed_names(child, guarded) for child in children(expression)))


def params(expression: Expression) -> frozenset[str]:
    """Return every parameter that the expression mentions."""
    if isinstance(expression, Param):
        return frozenset({expression.name})
    return frozenset().union(*(params(child) for child in children(expression)))
