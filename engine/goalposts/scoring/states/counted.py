"""What states are made of: the rows of one batch that one tally counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from goalposts.scoring.arrays import Flags, Floats


@frozen(eq=False)
class Counted:
    """The rows that one tally counts; every array has shape (rows,).

    Attributes:
        known: rows in the denominator, all their operands known.
        unknown: rows whose condition or operand is null; they are in neither numerator nor denominator.
        y: the operand `of`, or 1; a condition is 1.0 or 0.0.
        x: the operand `by`, or 1.
    """

    known: Flags
    unknown: Flags
    y: Floats
    x: Floats
