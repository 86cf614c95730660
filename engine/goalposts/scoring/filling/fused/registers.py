"""What a scan keeps in every cell of the cube: which conditions are counted and which numbers are summed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from attrs import define, field, frozen

from goalposts.expressions import ValueType
from goalposts.scoring.filling.fused.vector_code import BITS, CODES, FALSE, NUMBERS, TIMES, TRUE, VectorCode, numbers

if TYPE_CHECKING:
    from goalposts.scoring.filling.fused.vectorise import Vector, Vectoriser
    from goalposts.scoring.planning.slots import Measure, StreamPlan

COMPILED: Final = ("counts", "moments", "sums", "histogram", "sketch")
"""The kinds of measure that the scan fills; the others stay with their own kernels."""

_T = TypeVar("_T")
_ONE: Final = numbers(1.0)


@frozen
class Answer:
    """Where one tally finds its statistics in a cell.

    Attributes:
        n, k, unknown: numbers of conditions; `ALWAYS` for all rows, `NEVER` for none.
        y, x, xy: numbers of sums; None where the measure has none.
        heavy: the number of its histogram, or of its sketch.
    """

    n: int
    k: int
    unknown: int
    y: int | None = None
    x: int | None = None
    xy: int | None = None
    heavy: int | None = None


ALWAYS: Final = -1
NEVER: Final = -2


@frozen
class Squared:
    """A number summed, with its square, where a condition holds; a pivot is taken from it before.

    Attributes:
        slot: of the expression whose middle value is the pivot.
    """

    condition: str
    value: str
    slot: int


@define
class Registers:
    """Conditions, and numbers summed where a condition holds; equal ones are kept once.

    Attributes:
        own_pivots: whether the pivots are those of the row's cell.
        conditions: vectors of bits, counted together by the pattern that they make in a row.
        squared: numbers summed together with their squares.
        distances: of every one of them, from its pivot, 0 where not wanted.
        plain: numbers that are only summed.
        histograms, sketches: conditions and numbers.
    """

    code: VectorCode
    own_pivots: bool = False
    conditions: list[str] = field(factory=list)
    squared: list[Squared] = field(factory=list)
    distances: list[str] = field(factory=list)
    plain: list[str] = field(factory=list)
    histograms: list[tuple[str, str]] = field(factory=list)
    sketches: list[tuple[str, str]] = field(factory=list)

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
        place = _placed(self.squared, Squared(condition, value, slot))
        if place == len(self.distances):
            pivot = self._own_pivot(place) if self.own_pivots else f"%pivot_{place}"
            distance = self.code.value(f"fsub {NUMBERS} {value}, {pivot}")
            self.distances.append(self.code.where(condition, distance))
        return place

    def _own_pivot(self, place: int) -> str:
        number = self.code.value(f"load {CODES}, ptr {self.code.place('%number', '%values_at', 'i32')}, align 4")
        index = self.code.value(f"zext {CODES} {number} to {TIMES}")
        pointers = self.code.value(f"getelementptr double, ptr %own_pivots_{place}, {TIMES} {index}")
        gathered = f"call {NUMBERS} @llvm.masked.gather.v16f64.v16p0(<16 x ptr> {pointers}, i32 8, {BITS} {TRUE}"
        return self.code.value(f"{gathered}, {NUMBERS} zeroinitializer)")

    def product(self, one: int, other: int) -> int:
        """The number of the sum of products of two distances."""
        return self.summed(self.code.value(f"fmul {NUMBERS} {self.distances[one]}, {self.distances[other]}"))


def _placed(known: list[_T], wanted: _T) -> int:
    if wanted not in known:
        known.append(wanted)
    return known.index(wanted)


def answers(stream: StreamPlan, tallies: tuple[int, ...], cells: Vectoriser, kept: Registers) -> tuple[Answer, ...]:
    """Write what some tallies count and sum, in the terms of `goalposts.scoring.filling.cells.counted`."""
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
    if measure.kind in ("histogram", "sketch"):
        assert measure.of is not None
        tables = kept.histograms if measure.kind == "histogram" else kept.sketches
        heavy = _placed(tables, (known, _as_numbers(code, operands[measure.of])))
        return Answer(n, NEVER, lost, heavy=heavy)
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
