"""From the cells that a scan filled to the states of the cube."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
from attrs import define

from goalposts.scoring.fused.registers import ALWAYS, NEVER
from goalposts.scoring.fused.scan import PATTERN_BITS, fours
from goalposts.scoring.states import Counts, Moments, State, Sums

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from goalposts.scoring.arrays import Flags, Floats, Integers
    from goalposts.scoring.fused.registers import Answer
    from goalposts.scoring.fused.scan import Scan
    from goalposts.scoring.slots import StreamPlan

_LOST_DIGITS: Final = 1e6
"""How much larger than the second moment its square sum may be: the mean is then 1000 deviations from the pivot."""


def merged(scan: Scan, cubes: Sequence[Floats], replicas: int) -> tuple[Floats, Floats]:
    """Add up the shards of a scan in their order, and the replicas of every cell in theirs.

    Returns:
        Sums and counters, shapes (cells, sums) and (cells, patterns); counters are whole numbers.
    """
    sums: Any = 0.0
    counters: Any = 0.0
    for cube in cubes:
        parts = cube.reshape(-1, replicas, scan.width)
        for replica in range(replicas):
            cells = parts[:, replica]
            sums = sums + cells[:, : scan.counters]
            patterns = cells[:, scan.counters :].view(np.uint32)[:, : sum(scan.patterns)]
            counters = counters + patterns.astype(np.float64)
    return sums, counters


@define
class Harvest:
    """The statistics of all cells of a scan.

    Attributes:
        sums: shape (cells, sums).
        counters: shape (cells, patterns).
        pivots: by slot of an expression.
    """

    scan: Scan
    sums: Floats
    counters: Floats
    pivots: dict[int, float]

    def counted(self, condition: int) -> Integers:
        """How many rows of every cell meet a condition."""
        if condition == NEVER:
            return np.zeros(len(self.counters), np.int64)
        group, bit = divmod(max(condition, 0), PATTERN_BITS)
        first, size = sum(self.scan.patterns[:group]), self.scan.patterns[group]
        holds = np.ones(size) if condition == ALWAYS else (np.arange(size) >> bit & 1).astype(np.float64)
        return np.asarray(self.counters[:, first : first + size] @ holds, np.int64)

    def rows(self) -> Integers:
        """How many rows every cell has."""
        return self.counted(ALWAYS)

    def state(self, kind: str, answer: Answer) -> State:
        """The state of a tally, one value a cell."""
        n, unknown = self.counted(answer.n), self.counted(answer.unknown)
        if kind == "counts":
            return Counts(n, self.counted(answer.k), unknown)
        if kind == "sums":
            assert answer.y is not None
            return Sums(n, unknown, self._plain(answer.y))
        sum_y, apart_y, yy = self._moments(answer.y, n)
        sum_x, apart_x, xx = self._moments(answer.x, n)
        xy = np.zeros(len(n)) if answer.xy is None else self._plain(answer.xy) - apart_x * apart_y / np.maximum(n, 1)
        return Moments(n, unknown, sum_x, sum_y, xx, np.where(n > 1, xy, 0.0), yy)

    def doubtful(self, kind: str, answer: Answer) -> Flags:
        """The cells whose values lie so far from the pivot that their second moment has lost six digits."""
        found = np.zeros(len(self.counters), np.bool_)
        if kind == "moments":
            several = self.counted(answer.n) > 1
            for place in (answer.y, answer.x):
                if place is not None:
                    _, apart, second = self._moments(place, self.counted(answer.n))
                    found |= several & ~(self._squares(place) <= _LOST_DIGITS * second) & (apart != 0.0)
        return found

    def _moments(self, place: int | None, n: Integers) -> tuple[Floats, Floats, Floats]:
        """The sum, the sum of distances from the pivot, and the centred second moment."""
        if place is None:
            return n.astype(np.float64), np.zeros(len(n)), np.zeros(len(n))
        group, lane = divmod(place, 4)
        apart = self.sums[:, 8 * group + lane]
        second = self._squares(place) - apart * apart / np.maximum(n, 1)
        second = np.where(n > 1, np.maximum(second, 0.0), 0.0)
        return n * self.pivots[self.scan.squared[place]] + apart, apart, second

    def _squares(self, place: int) -> Floats:
        group, lane = divmod(place, 4)
        return np.ascontiguousarray(self.sums[:, 8 * group + 4 + lane])

    def _plain(self, place: int) -> Floats:
        return np.ascontiguousarray(self.sums[:, self.scan.counters - 4 * fours(self.scan.plain) + place])


def states(harvest: Harvest, stream: StreamPlan) -> list[tuple[State, NDArray[np.bool_]]]:
    """The state of every tally of the scan over all cells, and the cells in which it is doubtful."""
    kinds = [stream.pairs[tally][1].kind for tally in harvest.scan.tallies]
    found = zip(kinds, harvest.scan.answers, strict=True)
    with np.errstate(all="ignore"):
        return [(harvest.state(kind, answer), harvest.doubtful(kind, answer)) for kind, answer in found]
