"""Writes how sixteen rows go into their cells straight from registers, one row after the other.

It takes no loop and keeps no number of a row in memory, which is what a processor that has the cells in its cache would
wait for; the scan of twenty KPIs in order took 1.26 times as long by way of memory. Rows whose cells must be fetched
wait in memory instead, see `cell_phase`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from goalposts.scoring.filling.fused.additions import add, increment
from goalposts.scoring.filling.fused.vector_code import LANES, NUMBERS, VectorCode
from goalposts.scoring.filling.fused.weaving import numbers_of, vector, woven

if TYPE_CHECKING:
    from goalposts.scoring.filling.fused.scan import Scan

_Addition = tuple[int, int, str]
"""Where the numbers of a row go in its cell, how many they are, and the vector that has those of all rows."""


def emit_rows(code: VectorCode, made: Scan, distances: Sequence[str], plain: Sequence[str]) -> None:
    """Write what becomes of the sixteen rows at `%values_slot` of the block.

    Args:
        code: where to; the places of cells and counters are in the buffers.
        made: what a cell holds.
        distances: the numbers summed together with their squares.
        plain: the numbers that are only summed.
    """
    additions = [*_squared(code, made, distances), *_plain(code, made, plain)]
    for row in range(LANES):
        for group in range(len(made.patterns)):
            increment(code, code.place("%cube", _buffered(code, f"pattern_{group}", row), "i32"))
        cell = code.place("%cube", _buffered(code, "place", row), "double")
        for at, lanes, whole in additions:
            add(code, cell, at, lanes, numbers_of(code, whole, lanes, row))


def _squared(code: VectorCode, made: Scan, distances: Sequence[str]) -> Iterator[_Addition]:
    """Numbers and their squares: four and four, or up to two and two at once."""
    for pack in made.squared_packs:
        numbers = pack.of(distances)
        if pack.lanes == 4:
            whole, kind = woven(code, numbers), vector(4 * LANES)
            yield pack.at, 4, whole
            yield pack.at + 4, 4, code.value(f"fmul {kind} {whole}, {whole}")
        else:
            squares = [code.value(f"fmul {NUMBERS} {number}, {number}") for number in numbers]
            yield pack.at, 2 * pack.lanes, woven(code, [*numbers, *squares])


def _plain(code: VectorCode, made: Scan, plain: Sequence[str]) -> Iterator[_Addition]:
    for pack in made.plain_packs:
        yield pack.at, pack.lanes, woven(code, pack.of(plain))


def _buffered(code: VectorCode, name: str, row: int) -> str:
    first = code.place(f"%{name}", "%values_slot", "i32")
    found = code.value(f"load i32, ptr {code.place(first, str(row), 'i32')}")
    return code.value(f"zext i32 {found} to i64")
