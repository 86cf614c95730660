"""The same language in Python: `(CALL.outcome == "answered") & (CALL.wait <= param("within"))`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

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
from goalposts.expressions.types import Quantity

Operand: TypeAlias = "Term | Quantity | str | float"


class Term:
    """An expression under construction; Python's operators build nodes (`&`, `|`, `~` for and, or, not)."""

    __slots__ = ("node",)
    __hash__ = None  # type: ignore[assignment]  # terms compare into expressions, so they cannot be keys

    def __init__(self, node: Expression) -> None:
        self.node = node

    def __repr__(self) -> str:
        from goalposts.expressions.render import render

        return f"<{render(self.node)}>"

    def __bool__(self) -> bool:
        raise TypeError("an expression has no truth value in Python; use & | ~ instead of and, or, not")

    def __eq__(self, other: Operand) -> Term:  # type: ignore[override]  # builds a node, as SQL builders do
        return self._compare("==", other)

    def __ne__(self, other: Operand) -> Term:  # type: ignore[override]
        return self._compare("!=", other)

    def __lt__(self, other: Operand) -> Term:
        return self._compare("<", other)

    def __le__(self, other: Operand) -> Term:
        return self._compare("<=", other)

    def __gt__(self, other: Operand) -> Term:
        return self._compare(">", other)

    def __ge__(self, other: Operand) -> Term:
        return self._compare(">=", other)

    def __and__(self, other: Term) -> Term:
        return Term(And((*_terms(And, self.node), *_terms(And, other.node))))

    def __or__(self, other: Term) -> Term:
        return Term(Or((*_terms(Or, self.node), *_terms(Or, other.node))))

    def __invert__(self) -> Term:
        return Term(Not(self.node))

    def __neg__(self) -> Term:
        return Term(Negate(self.node))

    def __add__(self, other: Operand) -> Term:
        return Term(Arithmetic("+", self.node, expression(other)))

    def __sub__(self, other: Operand) -> Term:
        return Term(Arithmetic("-", self.node, expression(other)))

    def __mul__(self, other: Operand) -> Term:
        return Term(Arithmetic("*", self.node, expression(other)))

    def __truediv__(self, other: Operand) -> Term:
        return Term(Arithmetic("/", self.node, expression(other)))

    def is_null(self) -> Term:
        """Build `x is null`."""
        return Term(IsNull(self.node))

    def is_not_null(self) -> Term:
        """Build `x is not null`."""
        return Term(IsNull(self.node, negated=True))

    def is_in(self, options: Iterable[Operand]) -> Term:
        """Build `x in [..]`."""
        return Term(Among(self.node, tuple(expression(option) for option in options)))

    def not_in(self, options: Iterable[Operand]) -> Term:
        """Build `x not in [..]`."""
        return Term(Among(self.node, tuple(expression(option) for option in options), negated=True))

    def absolute(self) -> Term:
        """Build `abs(x)`."""
        return Term(Call("abs", self.node))

    def weekday(self) -> Term:
        """Build `weekday(t)`: 1 for Monday to 7 for Sunday, on the wall clock of the project's zone."""
        return Term(Call("weekday", self.node))

    def hour(self) -> Term:
        """Build `hour(t)`: 0 to 23."""
        return Term(Call("hour", self.node))

    def day_of_month(self) -> Term:
        """Build `day_of_month(t)`: 1 to 31."""
        return Term(Call("day_of_month", self.node))

    def month(self) -> Term:
        """Build `month(t)`: 1 to 12."""
        return Term(Call("month", self.node))

    def year(self) -> Term:
        """Build `year(t)`: the year of the wall clock."""
        return Term(Call("year", self.node))

    def is_weekend(self) -> Term:
        """Build `is_weekend(t)`: a Saturday or Sunday."""
        return Term(Call("is_weekend", self.node))

    def in_business_hours(self, hours: str = "") -> Term:
        """Build `in_business_hours(t)`: whether work is done at that time.

        Args:
            hours: `mon-fri 09:00-18:00; sat 10:00-14:00`; those of the project when not given.
        """
        return Term(Call("in_business_hours", self.node, _hours(hours)))

    def business_time_to(self, end: Term, hours: str = "") -> Term:
        """Build `business_time(start, end)`: how much of the time from here to `end` lies in business hours.

        Args:
            end: negative durations come out where it lies before.
            hours: as of `in_business_hours`.
        """
        return Term(Call("business_time", self.node, (end.node, *_hours(hours))))

    def _compare(self, operator: str, other: Operand) -> Term:
        return Term(Compare(operator, self.node, expression(other)))


def expression(operand: Operand) -> Expression:
    """Turn a term, a quantity, a text or a number into a node."""
    if isinstance(operand, Term):
        return operand.node
    if isinstance(operand, str):
        return Words(operand)
    quantity = operand if isinstance(operand, Quantity) else Quantity(operand)
    if quantity.value < 0:
        return Negate(Number(Quantity(-quantity.value, quantity.unit)))
    return Number(quantity)


def name(id: str) -> Term:
    """Build a reference to a field, dimension or column."""
    return Term(Name(id))


def param(id: str) -> Term:
    """Build a reference to a parameter of the KPI."""
    return Term(Param(id))


def _hours(text: str) -> tuple[Expression, ...]:
    return (Words(text),) if text else ()


def _terms(kind: type[And | Or], node: Expression) -> tuple[Expression, ...]:
    return node.terms if isinstance(node, kind) else (node,)
