"""What a scan keeps in every cell of the cube: which conditions are counted and which numbers are summed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from attrs import define, field, frozen

from goalposts.expressions import ValueType
from goalposts.scoring.fused.vector_code import FALSE, NUMBERS, TRUE, VectorCode, numbers

if TYPE_CHECKING:
    from goalposts.scoring.fused.vectorise import Vector, Vectoriser
    from goalposts.scoring.slots import Measure, StreamPlan

COMPILED: Final = ("counts", "moments", "sums")
"""The kinds of measure that the scan fills; the others stay with their own kernels."""

_T = TypeVar("_T")
_ONE: Final = numbers(1.0)


@frozen
class Answer:
    """Where one tally finds its statistics in a cell.

    Attributes:
        n, k, unknown: numbers of conditions; `ALWAYS` for all rows, `NEVER` for none.
        y, x, xy: numbers of sums; None where the measure has none.
    """

    n: int
    k: int
    unknown: int
    y: int | None = None
    x: int | None = None
    xy: int | None = None


ALWAYS: Final = -1
NEVER: Final = -2


@define
class Registers:
    """Conditions, and numbers summed where a condition holds; equal ones are kept once.

    Attributes:
        conditions: vectors of bits, counted together by the pattern that they make in a row.
        squared: numbers from which a pivot is taken, summed together with their squares; with the slot of the pivot.
        plain: numbers that are only summed.
    """

    code: VectorCode
    conditions: list[str] = field(factory=list)
    squared: list[tuple[str, int]] = field(factory=list)
    plain: list[str] = field(factory=list)

    def counted(self, condition: str) -> int:
        """The number of a condition."""
        if condition in (TRUE, FALSE):
            return ALWAYS if condition == TRUE else NEVER
        return _placed(self.conditions, condition)

    def summed(self, value: str) -> int:
        """The number of a plain sum."""
        return _placed(self.plain, value)

    def pivoted(self, condition: str, value: str, slot: int) -> int:
        """The number of a sum of distances from a pivot, and of their squares."""
        distance = self.code.value(f"fsub {NUMBERS} {value}, %pivot_{slot}")
        return _placed(self.squared, (self.code.where(condition, distance), slot))

    def product(self, one: int, other: int) -> int:
        """The number of the sum of products of two distances."""
        factors = f"{self.squared[one][0]}, {self.squared[other][0]}"
        return self.summed(self.code.value(f"fmul {NUMBERS} {factors}"))


def _placed(known: list[_T], wanted: _T) -> int:
    if wanted not in known:
        known.append(wanted)
    return known.index(wanted)


def answers(stream: StreamPlan, tallies: tuple[int, ...], cells: Vectoriser, kept: Registers) -> tuple[Answer, ...]:
    """Write what some tallies count and sum, in the terms of `goalposts.scoring.cells.counted`."""
    return tuple(_answer(*stream.pairs[tally], stream, cells, kept) for tally in tallies)


def _answer(where: int | None, measure: Measure, stream: StreamPlan, cells: Vectoriser, kept: Registers) -> Answer:
    code = kept.code
    true, possible = TRUE, TRUE
    for slot in (where, measure.among):
        if slot is not None:
            flag = cells.cells(stream.expressions[slot])
            holds = code.both(flag.value, flag.known)
            true = code.both(true, holds)
            possible = code.both(possible, code.either(holds, code.negated(flag.known)))
    known = true
    operands = {slot: cells.cells(stream.expressions[slot]) for slot in (measure.of, measure.by) if slot is not None}
    for operand in operands.values():
        known = code.both(known, operand.known)
    unknown = FALSE if known == possible else code.both(possible, code.negated(known))
    n, lost = kept.counted(known), kept.counted(unknown)
    if measure.kind == "counts":
        hit = TRUE if measure.of is None else _holds(code, operands[measure.of])
        return Answer(n, kept.counted(code.both(known, hit)), lost)
    if measure.kind == "sums":
        y = _ONE if measure.of is None else _as_numbers(code, operands[measure.of])
        return Answer(n, NEVER, lost, y=kept.summed(code.where(known, y)))
    y_slot = None if measure.of is None else kept.pivoted(known, _as_numbers(code, operands[measure.of]), measure.of)
    x_slot = None if measure.by is None else kept.pivoted(known, _as_numbers(code, operands[measure.by]), measure.by)
    product = None if y_slot is None or x_slot is None else kept.product(y_slot, x_slot)
    return Answer(n, NEVER, lost, y=y_slot, x=x_slot, xy=product)


def _holds(code: VectorCode, operand: Vector) -> str:
    if operand.type is ValueType.FLAG or operand.type is None:
        return code.both(operand.value, operand.known)
    return code.value(f"fcmp une {NUMBERS} {operand.value}, zeroinitializer")


def _as_numbers(code: VectorCode, operand: Vector) -> str:
    if operand.type is ValueType.FLAG:
        return code.value(f"uitofp <16 x i1> {operand.value} to {NUMBERS}")
    return operand.value
