"""Ratios across event types: sums, each over its own events and days, joined by `+ - *` and divided once.

The value of a window is the quotient of the window's sums, never a mean of daily quotients.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from attrs import Attribute, field, frozen

from goalposts.expressions.builders import Operand, Term, expression
from goalposts.expressions.nodes import Expression
from goalposts.expressions.types import as_float

if TYPE_CHECKING:
    from typing import Protocol

    class Events(Protocol):
        """An event type, as far as a sum needs it."""

        @property
        def id(self) -> str:
            """The id that a sum keeps."""


@frozen
class Sum:
    """Σ `of` over the events `among` of one event type, or without `of` their number.

    Attributes:
        over: the id of the event type.
        at: the time that puts an event into a day; empty for the event type's own.
    """

    over: str
    of: Expression | None = None
    among: Expression | None = None
    at: str = ""


def _is_factor(_: object, attribute: Attribute[Any], value: float) -> None:
    if not math.isfinite(value) or value == 0:
        raise ValueError(f"{attribute.name}: a number other than zero is needed, found {value}")


@frozen
class Weighted:
    """A sum times a number."""

    sum: Sum
    factor: float = field(default=1.0, converter=as_float, validator=_is_factor)


@frozen
class Quotient:
    """A linear combination of sums over another: `(margin - cost) / cost`; each has at least one sum."""

    numerator: tuple[Weighted, ...]
    denominator: tuple[Weighted, ...]

    @property
    def sums(self) -> tuple[Sum, ...]:
        """Its sums in reading order, each once."""
        return tuple(dict.fromkeys(part.sum for part in (*self.numerator, *self.denominator)))


@frozen
class Sums:
    """A linear combination under construction; `/` makes the formula."""

    parts: tuple[Weighted, ...]

    def __add__(self, other: Sums) -> Sums:
        return Sums((*self.parts, *other.parts))

    def __sub__(self, other: Sums) -> Sums:
        return self + -1 * other

    def __mul__(self, factor: float) -> Sums:
        return Sums(tuple(Weighted(part.sum, part.factor * factor) for part in self.parts))

    __rmul__ = __mul__

    def __neg__(self) -> Sums:
        return self * -1

    def __truediv__(self, other: Sums) -> Quotient:
        return Quotient(self.parts, other.parts)


def sum_over(events: Events, of: Operand | None = None, *, among: Term | None = None, at: str = "") -> Sums:
    """Build Σ `of` over the events of one type, or their number.

    `sum_over(BILL, BILL.amount) / sum_over(GUEST)` is what is spent per guest.

    Args:
        events: the event type; the KPI names it as `over` or in `also`.
        of: what to sum; without it, events are counted.
        among: which events.
        at: the time field that puts an event into a day; by default the event type's own.
    """
    value = None if of is None else expression(of)
    return Sums((Weighted(Sum(events.id, value, None if among is None else among.node, at)),))
