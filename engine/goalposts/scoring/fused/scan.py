"""A compiled scan as text, with what one must know to call it and to read the cells that it fills.

A cell of the cube is a row of doubles: four sums, their four sums of squares, and so on; then plain sums, four by four;
then 32-bit counters, one for every pattern of up to five conditions: one increment counts all of them. Histograms and
sketches have tables of their own beside it, with one line for every cell.
"""

from __future__ import annotations

from typing import Final

from attrs import frozen

from goalposts.scoring.fused.registers import Answer
from goalposts.scoring.fused.vector_code import LANES

BLOCK: Final = 1024
PATTERN_BITS: Final = 5
ROOM: Final = BLOCK + LANES
"""The most rows that a block has, and one more."""


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

    @property
    def patterns(self) -> tuple[int, ...]:
        """How many patterns every group of conditions has; at least one group, which counts all rows."""
        full, rest = divmod(self.conditions, PATTERN_BITS)
        sizes = (1 << PATTERN_BITS,) * full + ((1 << rest,) if rest else ())
        return sizes or (1,)

    @property
    def counters(self) -> int:
        """Where the counters of a cell begin, in doubles."""
        return 8 * fours(len(self.squared)) + 4 * fours(self.plain)

    @property
    def width(self) -> int:
        """The doubles of a cell: whole cache lines."""
        return -(-(2 * self.counters + sum(self.patterns)) // 16) * 8

    @property
    def heavy(self) -> int:
        """How many tables of histograms and sketches there are."""
        return self.histograms + self.sketches

    @property
    def buffers(self) -> tuple[str, ...]:
        """The names of what is kept of the rows of a block: cell, patterns, numbers, places in heavy tables."""
        patterns = (f"pattern_{group}" for group in range(len(self.patterns)))
        squared = (f"squared_{place}" for place in range(len(self.squared)))
        plain = (f"plain_{place}" for place in range(self.plain))
        heavy = (f"heavy_{place}" for place in range(self.heavy))
        return ("place", "number", *patterns, *squared, *plain, *heavy)


def fours(count: int) -> int:
    """How many vectors of four numbers hold so many."""
    return -(-count // 4)
