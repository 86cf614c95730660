"""From filled cells to the states of the cube."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
from attrs import field, frozen

from goalposts.scoring.filling.fused.heavy import SKETCH_PLACES, buckets_at
from goalposts.scoring.filling.fused.registers import NEVER
from goalposts.scoring.kernels.histogram import BUCKETS
from goalposts.scoring.kernels.moments import remainder
from goalposts.scoring.states.dense_states import summed
from goalposts.scoring.states.kinds import Counts, Histogram, Moments, Sketch, State, Sums

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from goalposts.scoring.arrays import Floats, Integers
    from goalposts.scoring.filling.fused.registers import Answer
    from goalposts.scoring.filling.fused.scan import Scan

_LOST_DIGITS: Final = 1e2
"""How much larger than the second moment its square sum may be: the mean is then ten deviations from the pivot."""

_ROUNDING: Final = 2.0**-53
_NEGLIGIBLE: Final = 1e-13


@frozen(eq=False)
class Lines:
    """Lines of a table of histograms (uint32) or sketches (uint8), without the places that none of them has filled.

    Attributes:
        table: shape (lines, places that are kept).
        first: the first of them.
        places: how many a whole line has.
    """

    table: NDArray[Any]
    first: int
    places: int

    @property
    def is_sketch(self) -> bool:
        """Whether it is of sketches."""
        return bool(self.table.dtype == np.uint8)

    def entries(self) -> tuple[Integers, Integers, Integers]:
        """The line and the place of everything that is there, and what it is."""
        found = np.flatnonzero(self.table)
        width = max(self.table.shape[1], 1)
        lines = np.repeat(np.arange(len(self.table)), np.count_nonzero(self.table, axis=1))
        return lines, found - lines * width + self.first, self.table.ravel()[found].astype(np.int64)


@frozen(eq=False)
class Harvest:
    """The statistics of cells.

    Attributes:
        sums: shape (sums, cells).
        counters: shape (conditions + 1, cells): rows that meet a condition, the last of all rows.
        pivots: of every sum of squares, shapes (cells,) or ().
        tables: of histograms, then of sketches; their lines are cells.
    """

    scan: Scan
    sums: Floats
    counters: Integers
    pivots: tuple[Floats, ...]
    tables: tuple[Lines, ...]
    _moments_of: dict[int, tuple[Floats, Floats, Floats, Floats]] = field(factory=dict, repr=False)

    @property
    def cells(self) -> int:
        """How many there are."""
        return int(self.counters.shape[1])

    def answers(self) -> Iterator[tuple[int, Answer]]:
        """Every tally of the scan, and where it finds its statistics."""
        return zip(self.scan.tallies, self.scan.answers, strict=True)

    def counted(self, condition: int) -> Integers:
        """How many rows of every cell meet a condition."""
        return np.zeros(self.cells, np.int64) if condition == NEVER else self.counters[condition].copy()

    def state(self, kind: str, answer: Answer) -> State:
        """The state of a tally, one value a cell."""
        n, unknown = self.counted(answer.n), self.counted(answer.unknown)
        match kind:
            case "counts":
                return Counts(n, self.counted(answer.k), unknown)
            case "sums":
                assert answer.y is not None
                return Sums(n, unknown, self._plain(answer.y))
            case "histogram":
                assert answer.heavy is not None
                return Histogram(unknown, *_buckets(self.tables[answer.heavy]))
            case "sketch":
                assert answer.heavy is not None
                lines, place, ranks = self.tables[self.scan.histograms + answer.heavy].entries()
                return Sketch(n, unknown, lines * SKETCH_PLACES + place, ranks)
        sum_y, low_y, apart_y, yy = self._moments(answer.y, n)
        sum_x, low_x, apart_x, xx = self._moments(answer.x, n)
        xy = (
            np.zeros(self.cells) if answer.xy is None else self._plain(answer.xy) - apart_x * apart_y / np.maximum(n, 1)
        )
        return Moments(n, unknown, sum_x, sum_y, xx, np.where(n > 1, xy, 0.0), yy, low_x, low_y)

    def doubtful(self, answer: Answer) -> bool:
        """Whether the values of some cell lie so far from the pivot that its second moment has lost two digits.

        What rounding may have done to a cell must show beside the spread that cells have usually: a cell whose values
        are all equal has no digits to lose.
        """
        n = self.counted(answer.n)
        for place in (answer.y, answer.x):
            if place is not None:
                *_, second = self._moments(place, n)
                squares, several = self._squares(place), n > 1
                usual = second.sum() / max(int((n[several] - 1).sum()), 1)
                blurred = squares * _ROUNDING > _NEGLIGIBLE * usual * n
                if bool((several & blurred & ~(squares <= _LOST_DIGITS * second)).any()):
                    return True
        return False

    def _moments(self, place: int | None, n: Integers) -> tuple[Floats, Floats, Floats, Floats]:
        """The sum, what its rounding left out, the sum of distances from the pivot, and the centred second moment."""
        if place is None:
            return n.astype(np.float64), np.zeros(self.cells), np.zeros(self.cells), np.zeros(self.cells)
        if place not in self._moments_of:
            apart = self.sums[self.scan.place_of("sum", place)]
            second = self._squares(place) - apart * apart / np.maximum(n, 1)
            second = np.where(n > 1, np.maximum(second, 0.0), 0.0)
            pivots = np.broadcast_to(self.pivots[place], apart.shape)
            whole = n * pivots
            total, lost = summed(whole, apart)
            self._moments_of[place] = total, lost - remainder(whole, n, pivots), apart, second
        return self._moments_of[place]

    def _squares(self, place: int) -> Floats:
        return np.asarray(self.sums[self.scan.place_of("square", place)])

    def _plain(self, place: int) -> Floats:
        return np.array(self.sums[self.scan.place_of("plain", place)])


def _buckets(lines: Lines) -> tuple[Integers, Integers]:
    """The keys of filled buckets, and what is in them."""
    cells, place, counts = lines.entries()
    kept = place < lines.places - 1  # what is not counted goes to the last place
    return cells[kept] * BUCKETS + buckets_at(place[kept], lines.places), counts[kept]
