"""What the words of a statement say: a target, a deadline, and where in the text they stand."""

from __future__ import annotations

from datetime import date
from enum import Enum

from attrs import frozen

from goalposts.expressions import Quantity
from goalposts.model.kpi import Direction


class SaidKind(Enum):
    """How people word a promise."""

    FLOOR = "floor"
    """At least so much."""
    CEILING = "ceiling"
    """At most so much."""
    LEVEL = "level"
    """So much; which side is good is left to the KPI."""
    CHANGE = "change"
    """By so much more or less."""
    FACTOR = "factor"
    """So many times as much, or the so-manieth part."""


@frozen
class SaidTarget:
    """A promised number.

    Attributes:
        quantity: of a factor, a plain number of at least one.
        direction: where it is to move, if the words say so; `NONE` if they do not.
        start, end: where it stands in the statement, as characters `[start, end)`.
    """

    kind: SaidKind
    quantity: Quantity
    direction: Direction
    start: int
    end: int

    @property
    def text(self) -> str:
        """The target as a project file would write it; empty where the words leave a side open.

        >>> SaidTarget(SaidKind.CHANGE, Quantity(5, "pp"), Direction.UP, 0, 4).text
        '+5 pp'
        """
        if self.kind is SaidKind.FLOOR:
            return f">= {self.quantity}"
        if self.kind is SaidKind.CEILING:
            return f"<= {self.quantity}"
        sign = {Direction.UP: "+", Direction.DOWN: "-"}.get(self.direction, "")
        if self.kind is SaidKind.CHANGE and sign:
            return f"{sign}{self.quantity}"
        if self.kind is SaidKind.FACTOR and sign:
            return f"x {self.factor:.6g}"
        return ""

    @property
    def factor(self) -> float:
        """Of a factor, by what the value is multiplied: a half for `half as much`."""
        return 1 / self.quantity.value if self.direction is Direction.DOWN else self.quantity.value


@frozen
class SaidDay:
    """A day by which something is promised, and where it stands in the statement: `[start, end)`."""

    day: date
    start: int
    end: int


@frozen
class SaidStatement:
    """The reading of a statement; what its words do not say is None.

    Attributes:
        language: `en` or `ru`, by its letters.
        start: where the promised number starts from, as the 62 % of `from 62 % to 80 %`.
    """

    language: str
    target: SaidTarget | None
    deadline: SaidDay | None
    start: Quantity | None = None


@frozen
class SaidKpi:
    """A KPI that a statement may be about.

    Attributes:
        score: from 0 to 1, how much of a way to call the KPI stands in the statement.
        start, end: where its words stand in the statement, from the first to the last.
        variant: the variant that the words mean; empty where they leave it open.
    """

    kpi: str
    score: float
    start: int
    end: int
    variant: str = ""
