"""A compiled scan as text, with what one must know to call it and to read the cells that it fills.

A cell of the cube is a row of doubles: up to four sums and as many sums of squares, and so on; then plain sums; then
32-bit counters, one for every pattern of some conditions: one increment counts all of them. Histograms and sketches
have tables of their own beside it, with one line for every cell.
"""

from __future__ import annotations

from functools import cached_property
from typing import Final

from attrs import frozen

from goalposts.scoring.filling.fused.patterns import Patterns
from goalposts.scoring.filling.fused.registers import Answer
from goalposts.scoring.filling.fused.vector_code import LANES

BLOCK: Final = 64
ROOM: Final = BLOCK + LANES
"""The most rows that a block has, and one more."""


@frozen
class Pack:
    """Numbers that one vector adds to a cell.

    Attributes:
        first: the first of them.
        lanes: 1, 2 or 4; the last may stay unused.
        at: the place of their sums in the cell, in doubles; their squares follow, where they have any.
    """

    first: int
    lanes: int
    at: int


def packed(count: int, at: int, doubles: int) -> tuple[Pack, ...]:
    """Numbers in packs.

    Args:
        count: of numbers.
        at: where the first goes.
        doubles: that each number takes: a sum, or a sum and a square.
    """
    found: list[Pack] = []
    while count > 0:
        lanes = count if count in (1, 2) else 4
        first = 4 * len(found)
        found.append(Pack(first, lanes, at))
        at, count = at + doubles * lanes, count - lanes
    return tuple(found)


@frozen
class Scan:
    """A scan as text, and how to call it and to read what it leaves.

    Attributes:
        text: the module; its function `scan(table, first, end)` answers the row before which it stopped: `end`, or the
            first row of a block that asks for more care, of which nothing is in the cells.
        tallies: the positions of the tallies that it fills, in the stream's plan.
        words: column and word of every code argument.
        answers: one for every tally of `tallies`.
        squared: the slot of the expression of every sum of squares; its pivot is an argument.
        conditions, plain, histograms, sketches: how many there are.
        groups: the patterns of conditions.
    """

    text: str
    tallies: tuple[int, ...]
    answers: tuple[Answer, ...]
    words: tuple[tuple[str, str], ...]
    squared: tuple[int, ...]
    conditions: int
    plain: int
    histograms: int
    sketches: int
    groups: tuple[Patterns, ...]

    @cached_property
    def patterns(self) -> tuple[int, ...]:
        """How many counters every group of conditions has; at least one group, which counts all rows."""
        return tuple(group.counters for group in self.groups) or (1,)

    @cached_property
    def squared_packs(self) -> tuple[Pack, ...]:
        """The packs of the sums with squares."""
        return packed(len(self.squared), 0, 2)

    @cached_property
    def plain_packs(self) -> tuple[Pack, ...]:
        """The packs of the plain sums."""
        return packed(self.plain, sum(2 * pack.lanes for pack in self.squared_packs), 1)

    def place_of(self, pack_of: str, number: int) -> int:
        """Where a cell has a number: `sum` and `square` of the squared ones, or `plain`."""
        pack = (self.plain_packs if pack_of == "plain" else self.squared_packs)[number // 4]
        return pack.at + number % 4 + (pack.lanes if pack_of == "square" else 0)

    @cached_property
    def counters(self) -> int:
        """Where the counters of a cell begin, in doubles."""
        return sum(2 * pack.lanes for pack in self.squared_packs) + sum(pack.lanes for pack in self.plain_packs)

    @cached_property
    def width(self) -> int:
        """The doubles of a cell: whole cache lines."""
        return -(-(2 * self.counters + sum(self.patterns)) // 16) * 8

    @property
    def heavy(self) -> int:
        """How many tables of histograms and sketches there are."""
        return self.histograms + self.sketches

    @property
    def buffers(self) -> dict[str, int]:
        """What is kept of the rows of a block, with its doubles a row: cell, patterns, numbers, places in tables."""
        patterns = {f"pattern_{group}": 1 for group in range(len(self.patterns))}
        squared = {f"squared_{number}": pack.lanes for number, pack in enumerate(self.squared_packs)}
        plain = {f"plain_{number}": pack.lanes for number, pack in enumerate(self.plain_packs)}
        heavy = {f"heavy_{number}": 1 for number in range(self.heavy)}
        return {"place": 1, "number": 1, **patterns, **squared, **plain, **heavy}
