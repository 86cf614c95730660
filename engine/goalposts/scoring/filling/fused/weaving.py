"""Numbers of sixteen rows, one vector each, as one vector that has them row by row."""

from __future__ import annotations

from collections.abc import Sequence

from goalposts.scoring.filling.fused.vector_code import LANES, VectorCode


def vector(lanes: int) -> str:
    """The type of some numbers together."""
    return f"<{lanes} x double>" if lanes > 1 else "double"


def woven(code: VectorCode, numbers: Sequence[str]) -> str:
    """One, two or four vectors as one: first the numbers of the first row."""
    size, found = LANES, list(numbers)
    while len(found) > 1:
        half = len(found) // 2
        found = [_in_turn(code, one, other, size) for one, other in zip(found[:half], found[half:], strict=True)]
        size *= 2
    return found[0]


def _in_turn(code: VectorCode, one: str, other: str, size: int) -> str:
    turns = ", ".join(f"i32 {row}, i32 {size + row}" for row in range(size))
    kind = vector(size)
    return code.value(f"shufflevector {kind} {one}, {kind} {other}, <{2 * size} x i32> <{turns}>")


def numbers_of(code: VectorCode, whole: str, lanes: int, row: int) -> str:
    """The numbers of one row, of a vector that `woven` made of so many."""
    kind = vector(lanes * LANES)
    if lanes == 1:
        return code.value(f"extractelement {kind} {whole}, i64 {row}")
    places = ", ".join(f"i32 {lanes * row + lane}" for lane in range(lanes))
    return code.value(f"shufflevector {kind} {whole}, {kind} poison, <{lanes} x i32> <{places}>")
