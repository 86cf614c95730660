"""From filled cells to the states of the cube."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeVar

import numpy as np
from attrs import field, frozen

from goalposts.scoring.filling.fused.heavy import SKETCH_PLACES, buckets_at
from goalposts.scoring.filling.fused.lost_digits import EXACT, Noise, noise_of
from goalposts.scoring.filling.fused.registers import NEVER
from goalposts.scoring.kernels.histogram import BUCKETS
from goalposts.scoring.kernels.moments import remainder
from goalposts.scoring.states.dense_states import summed
from goalposts.scoring.states.kinds import Counts, Histogram, Moments, Sketch, State, Sums

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from goalposts.scoring.arrays import Floats, Integers
    from goalposts.scoring.filling.fused.registers import Answer
    from goalposts.scoring.filling.fused.scan import Scan

_Made = TypeVar("_Made")

_AT_ONCE: Final = 1 << 17  # places of a table: what is made of them fits the cache


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

    def entries(self, keys: Integers, line: int, end: int) -> tuple[Integers, Integers]:
        """The keys of everything that is there, line by line, and what it is.

        Some lines at a time, so that what lies between their cells and their entries stays in the cache.

        Args:
            keys: shape (places,), of the places of a line, ascending.
            line: how much larger the keys of the next line are.
            end: the place before which to stop.
        """
        width = max(min(self.first + self.table.shape[1], end) - self.first, 0)
        table, of_place = self.table[:, :width], keys[self.first : self.first + width]
        step = max(_AT_ONCE // max(width, 1), 1)
        parts = [(first, table[first : first + step]) for first in range(0, len(table), step)]
        ends = np.cumsum([0, *(np.count_nonzero(part) for _, part in parts)])
        found, values = np.empty(ends[-1], np.int64), np.empty(ends[-1], np.int64)
        for (first, part), start, stop in zip(parts, ends[:-1].tolist(), ends[1:].tolist(), strict=True):
            there = np.flatnonzero(part != 0)  # of truths they are found several times as fast as of numbers
            all_keys = np.arange(first, first + len(part))[:, None] * line + of_place
            np.take(all_keys.ravel(), there, out=found[start:stop], mode="clip")
            values[start:stop] = part.ravel()[there]
        return found, values


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
    _made: dict[tuple[str, int], Any] = field(factory=dict, repr=False)

    @property
    def cells(self) -> int:
        """How many there are."""
        return int(self.counters.shape[1])

    def answers(self) -> Iterator[tuple[int, Answer]]:
        """Every tally of the scan, and where it finds its statistics."""
        return zip(self.scan.tallies, self.scan.answers, strict=True)

    def counted(self, condition: int) -> Integers:
        """How many rows of every cell meet a condition."""
        return self._once("rows", condition, self._counted)

    def _counted(self, condition: int) -> Integers:
        return np.zeros(self.cells, np.int64) if condition == NEVER else self.counters[condition]

    def _numbers(self, condition: int) -> Floats:
        """The same as numbers: zeros of `NEVER`."""
        return self._once("numbers", condition, lambda known: self.counted(known).astype(np.float64))

    def _once(self, what: str, of: int, make: Callable[[int], _Made]) -> _Made:
        """States share what is the same for several, which takes less time and memory; nobody writes into them."""
        key = what, of
        if key not in self._made:
            self._made[key] = make(of)
        found: _Made = self._made[key]
        return found

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
                lines = self.tables[self.scan.histograms + answer.heavy]
                return Sketch(n, unknown, *lines.entries(np.arange(lines.places), SKETCH_PLACES, lines.places))
        sum_y, low_y, apart_y, yy = self._moments(answer.y, answer.n)
        sum_x, low_x, apart_x, xx = self._moments(answer.x, answer.n)
        xy = self._numbers(NEVER)
        if answer.xy is not None:
            xy = _around_means(self._plain(answer.xy), apart_x * apart_y, n)
        return Moments(n, unknown, sum_x, sum_y, xx, xy, yy, low_x, low_y)

    def noises(self, answer: Answer) -> tuple[Noise, Noise]:
        """What rounding may have done to the second moments of a tally: of its numerator, then of its denominator."""
        return self._noise(answer.y, answer.n), self._noise(answer.x, answer.n)

    def _noise(self, place: int | None, condition: int) -> Noise:
        if place is None:
            return Noise()
        _, _, apart, second = self._moments(place, condition)
        return noise_of(self.counted(condition), apart, self._squares(place), second)

    def _moments(self, place: int | None, condition: int) -> tuple[Floats, Floats, Floats, Floats]:
        """The sum, what its rounding left out, the sum of distances from the pivot, and the centred second moment."""
        if place is None:
            zeros = self._numbers(NEVER)
            return self._numbers(condition), zeros, zeros, zeros
        return self._once("moments", place, lambda known: self._summed(known, self.counted(condition)))

    def _summed(self, place: int, n: Integers) -> tuple[Floats, Floats, Floats, Floats]:
        apart = self.sums[self.scan.place_of("sum", place)]
        of_mean = apart * apart
        second = np.maximum(_around_means(self._squares(place), of_mean, n), 0.0)
        second[(n > 1) & ~np.isfinite(of_mean)] = np.inf  # the largest numbers have no square
        pivots = np.broadcast_to(self.pivots[place], apart.shape)
        whole = n * pivots
        total, lost = summed(whole, apart)
        return total, lost - remainder(whole, n, pivots), apart, second

    def _squares(self, place: int) -> Floats:
        return np.asarray(self.sums[self.scan.place_of("square", place)])

    def _plain(self, place: int) -> Floats:
        return np.array(self.sums[self.scan.place_of("plain", place)])


def _around_means(products: Floats, of_sums: Floats, n: Integers) -> Floats:
    """The sums of products of deviations from the means; those of whole numbers are rounded by one division only.

    Args:
        products: the sums of products of distances from the pivots.
        of_sums: the products of the sums of those distances.
        n: how many values.
    """
    times = np.maximum(n, 1)
    scaled = times * products
    exact = (np.abs(scaled) < EXACT) & (np.abs(of_sums) < EXACT)
    found: Floats = np.where(exact, (scaled - of_sums) / times, products - of_sums / times)
    return np.where(n > 1, found, 0.0)


def _buckets(lines: Lines) -> tuple[Integers, Integers]:
    """The keys of filled buckets, and what is in them."""
    keys = buckets_at(np.arange(lines.places), lines.places)
    return lines.entries(keys, BUCKETS, lines.places - 1)  # what is not counted goes to the last place
