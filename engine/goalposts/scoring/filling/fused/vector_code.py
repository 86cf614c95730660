"""Writes LLVM vector code as text: instructions over sixteen rows at a time, equal ones written once.

Conditions are vectors of bits. `TRUE` and `FALSE` are folded away while writing, so that a column without nulls, or
one that is absent, costs nothing at run time.
"""

from __future__ import annotations

import struct
from typing import Final

from attrs import define, field

LANES: Final = 16
BITS: Final = f"<{LANES} x i1>"
BYTES: Final = f"<{LANES} x i8>"
CODES: Final = f"<{LANES} x i32>"
TIMES: Final = f"<{LANES} x i64>"
NUMBERS: Final = f"<{LANES} x double>"
TRUE: Final = "splat (i1 true)"
FALSE: Final = "zeroinitializer"


@define
class VectorCode:
    """The lines of a function under construction, and the instructions that its current block knows already.

    Attributes:
        prefix: how the names of values begin.
    """

    prefix: str = "t"
    lines: list[str] = field(factory=list)
    _written: dict[str, str] = field(factory=dict)
    _count: int = 0

    def value(self, instruction: str) -> str:
        """The name of what an instruction gives; it must depend on its text alone."""
        if instruction not in self._written:
            self._written[instruction] = self.fresh(instruction)
        return self._written[instruction]

    @property
    def definitions(self) -> dict[str, str]:
        """The instruction behind every name of the current block."""
        return {name: instruction for instruction, name in self._written.items()}

    def knows(self, instruction: str) -> bool:
        """Whether the current block has an instruction already."""
        return instruction in self._written

    def fresh(self, instruction: str) -> str:
        """The name of what an instruction gives now, such as a load from memory that changes."""
        self._count += 1
        name = f"%{self.prefix}{self._count}"
        self.lines.append(f"  {name} = {instruction}")
        return name

    def line(self, *texts: str) -> None:
        """Write orders and named values as they are."""
        self.lines.extend(f"  {text}" for text in texts)

    def block(self, name: str, comment: str) -> None:
        """Begin a block; nothing that was computed in another may be taken for known."""
        self.lines.extend(("", f"{name}:  ; {comment}"))
        self._written.clear()

    def place(self, base: str, index: str, of: str) -> str:
        """The address of an element."""
        return self.value(f"getelementptr {of}, ptr {base}, i64 {index}")

    def repeated(self, scalar: str, of: str) -> str:
        """A scalar in every lane."""
        one = self.value(f"insertelement <{LANES} x {of}> poison, {of} {scalar}, i64 0")
        return self.value(
            f"shufflevector <{LANES} x {of}> {one}, <{LANES} x {of}> poison, <{LANES} x i32> zeroinitializer"
        )

    def both(self, left: str, right: str) -> str:
        """`and` of two conditions."""
        if FALSE in (left, right):
            return FALSE
        if left in (TRUE, right):
            return right
        return left if right == TRUE else self.value(f"and {BITS} {left}, {right}")

    def either(self, left: str, right: str) -> str:
        """`or` of two conditions."""
        if TRUE in (left, right):
            return TRUE
        if left in (FALSE, right):
            return right
        return left if right == FALSE else self.value(f"or {BITS} {left}, {right}")

    def negated(self, condition: str) -> str:
        """`not` of a condition."""
        if condition in (TRUE, FALSE):
            return FALSE if condition == TRUE else TRUE
        return self.value(f"xor {BITS} {condition}, {TRUE}")

    def where(self, condition: str, numbers: str) -> str:
        """Numbers where a condition holds, 0 elsewhere; whatever stands elsewhere, infinities too."""
        if condition == TRUE:
            return numbers
        return self.value(f"select {BITS} {condition}, {NUMBERS} {numbers}, {NUMBERS} zeroinitializer")


def number(value: float) -> str:
    """A double as LLVM reads it without rounding.

    >>> number(0.5)
    '0x3FE0000000000000'
    """
    return f"0x{struct.unpack('<Q', struct.pack('<d', value))[0]:016X}"


def number_of(text: str) -> float:
    """The double that `number` has written.

    >>> number_of("0x3FE0000000000000")
    0.5
    """
    return float(struct.unpack("<d", struct.pack("<Q", int(text, 16)))[0])


def numbers(value: float) -> str:
    """A double in every lane."""
    return f"splat (double {number(value)})"
