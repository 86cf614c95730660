"""Writes LLVM code as text, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import define, field

if TYPE_CHECKING:
    from goalposts.scoring.folds.fold_code.layout import Place

PARTITION_BITS: Final = 10
PARTITIONS: Final = 1 << PARTITION_BITS
_MULTIPLIERS: Final = (-0x61C8864680B583EB, -0x3B314601E57A13AD)
"""Odd numbers: the golden ratio's 2^64 / phi, and one of the finaliser of MurmurHash3."""


@define
class Code:
    """The lines of a function under construction.

    Attributes:
        prefix: how the names of values begin.
    """

    lines: list[str] = field(factory=list)
    _count: int = 0

    def let(self, instruction: str) -> str:
        """Write an instruction, and return the name of what it gives."""
        self._count += 1
        self.lines.append(f"  %t{self._count} = {instruction}")
        return f"%t{self._count}"

    def do(self, *texts: str) -> None:
        """Write orders and named values as they are."""
        self.lines.extend(f"  {text}" for text in texts)

    def block(self, name: str, comment: str) -> None:
        """Begin a block."""
        self.lines.extend(("", f"{name}:  ; {comment}"))

    def argument(self, name: str, place: int, of: str = "ptr") -> None:
        """Name an entry of the table of arguments."""
        self.do(f"%at_{name} = getelementptr i64, ptr %args, i64 {place}", f"%{name} = load {of}, ptr %at_{name}")

    def element(self, base: str, index: str, of: str) -> str:
        """The address of an element of an array."""
        return self.let(f"getelementptr {of}, ptr {base}, i64 {index}")

    def loaded(self, base: str, index: str, of: str) -> str:
        """An element of an array."""
        return self.let(f"load {of}, ptr {self.element(base, index, of)}")

    def at(self, base: str, index: str, size: int) -> str:
        """The address of a packed row or record."""
        return self.let(f"getelementptr i8, ptr {base}, i64 {self.let(f'mul nuw nsw i64 {index}, {size}')}")

    def read(self, base: str, place: Place) -> str:
        """A part of a packed row or record."""
        address = self.let(f"getelementptr i8, ptr {base}, i64 {place.offset}")
        return self.let(f"load {place.of}, ptr {address}, align 1")

    def write(self, base: str, place: Place, value: str) -> None:
        """Set a part of a packed row or record."""
        address = self.let(f"getelementptr i8, ptr {base}, i64 {place.offset}")
        self.do(f"store {place.of} {value}, ptr {address}, align 1")

    def hashed(self, key: str, of: str) -> str:
        """The hash of a key, whose upper bits are as good as random whatever keys have in common.

        Fibonacci's alone (one product) puts the multiples of 2^40 into one slot.
        """
        wide = key if of == "i64" else self.let(f"zext {of} {key} to i64")
        first = self.let(f"mul i64 {wide}, {_MULTIPLIERS[0]}")
        folded = self.let(f"xor i64 {first}, {self.let(f'lshr i64 {first}, 32')}")
        return self.let(f"mul i64 {folded}, {_MULTIPLIERS[1]}")

    def function(self, name: str) -> str:
        """The whole function."""
        head = f"define i64 @{name}(ptr noalias %args, i64 %first, i64 %end, ptr noalias %scratch) nounwind {{"
        return "\n".join((head, "enter:", *self.lines, "}"))
