"""Reckons a tree of figures, and how much its top moves with each measured part.

Values and slopes go up the tree together (forward-mode differentiation): of a part that is in two branches, both
count, and nothing is tried out in steps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import field, frozen

from goalposts.expressions import Quantity
from goalposts.expressions.nodes import Arithmetic, Name, Negate, Number
from goalposts.model.kpi_tree import KpiTree, Measured, Range

if TYPE_CHECKING:
    from collections.abc import Mapping

    from goalposts.expressions import Expression


@frozen
class Reckoned:
    """A part's value, and by how much it rises with every measured part by one unit of that."""

    value: float
    slopes: Mapping[str, float] = field(factory=dict)

    def scaled(self, factor: float, value: float) -> Reckoned:
        """The slopes times a factor, at another value."""
        return Reckoned(value, {name: factor * slope for name, slope in self.slopes.items()})

    def beside(self, other: Reckoned, value: float) -> Reckoned:
        """The slopes of both together, at another value."""
        every = (*self.slopes, *(name for name in other.slopes if name not in self.slopes))
        return Reckoned(value, {name: self.slopes.get(name, 0.0) + other.slopes.get(name, 0.0) for name in every})


def reckon(tree: KpiTree, measured: Mapping[str, float], guessed: Mapping[str, float] | None = None) -> Reckoned:
    """Reckon the top of a tree.

    Args:
        tree: in order: one top, no ring.
        measured: the value of every measured part, by its name.
        guessed: what the parts that are ranges turn out to be; by default their likely values.

    Raises:
        ZeroDivisionError: a part divides by zero.

    >>> from goalposts.expressions import parse
    >>> tree = KpiTree({"done": parse("all * rate"), "all": Quantity(400), "rate": Measured(kpi="k")})
    >>> reckon(tree, {"rate": 0.25})
    Reckoned(value=100.0, slopes={'rate': 400.0})
    """
    known: dict[str, Reckoned] = {name: Reckoned(value, {name: 1.0}) for name, value in measured.items()}

    likely = {name: part.estimate.likely for name, part in tree.ranges.items()}
    known |= {name: Reckoned(value) for name, value in (likely | dict(guessed or {})).items()}

    def of(name: str) -> Reckoned:
        if name not in known:
            part = tree.parts[name]
            assert not isinstance(part, Measured | Range), "every measured part and every range has its value"
            known[name] = Reckoned(part.in_base_unit) if isinstance(part, Quantity) else through(part)
        return known[name]

    def through(expression: Expression) -> Reckoned:
        match expression:
            case Name(id=name):
                return of(name)
            case Number(quantity=quantity):
                return Reckoned(quantity.in_base_unit)
            case Negate(operand=operand):
                inner = through(operand)
                return inner.scaled(-1.0, -inner.value)
            case Arithmetic(operator=operator, left=left, right=right):
                return _combined(operator, through(left), through(right))
        raise AssertionError("unreachable: the reader takes nothing else")

    return of(tree.tops[0])


def _combined(operator: str, left: Reckoned, right: Reckoned) -> Reckoned:
    """By the rules of sums, products and quotients."""
    if operator == "+":
        return left.beside(right, left.value + right.value)
    if operator == "-":
        return left.beside(right.scaled(-1.0, right.value), left.value - right.value)
    if operator == "*":
        value = left.value * right.value
        return left.scaled(right.value, value).beside(right.scaled(left.value, value), value)
    value = left.value / right.value
    return left.scaled(1 / right.value, value).beside(right.scaled(-value / right.value, value), value)
