"""Mergeable states, one value a day and array: what a cube holds of every tally.

Integers of merged states do not depend on how rows were cut or ordered; sums of whole numbers neither, below 2^53, or
below 2^43 in moments whose first rows were fractions. Other sums agree within (rows + merges) * 2^-53 of the sum of
magnitudes. Behind the sums of moments stands what their rounding left out, so that a merge knows the difference of two
means to 2^-53 of the deviations, not of the means: second moments keep their digits however large the mean is, and
however often they are merged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, TypeAlias

import numpy as np
from attrs import Factory, fields, frozen

from goalposts.scoring.kernels.counts import count_hits
from goalposts.scoring.kernels.follow_up import count_follow_up
from goalposts.scoring.kernels.histogram import BUCKETS, count_buckets
from goalposts.scoring.kernels.moments import accumulate_moments, remainder
from goalposts.scoring.kernels.sketch import REGISTERS, sketch_values
from goalposts.scoring.kernels.sums import sum_values

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any, Self

    from numpy.typing import NDArray

    from goalposts.scoring.arrays import Floats, Integers
    from goalposts.scoring.cells import Counted


@frozen(eq=False)
class Counts:
    """Of a share: rows in the denominator, rows in the numerator, rows that cannot be judged."""

    n: Integers
    k: Integers
    unknown: Integers

    @classmethod
    def empty(cls, days: int) -> Self:
        """No rows on any day."""
        return cls(_integers(days), _integers(days), _integers(days))

    @classmethod
    def of(cls, days: int, codes: Integers, rows: Counted) -> Self:
        """Count the rows of one batch."""
        made = cls.empty(days)
        count_hits(codes, rows.known, rows.unknown, rows.y != 0.0, made.n, made.k, made.unknown)
        return made

    def merge(self, other: Self) -> Self:
        """Add two states."""
        return type(self)(self.n + other.n, self.k + other.k, self.unknown + other.unknown)


@frozen(eq=False)
class Sums:
    """Of a total: rows, rows that cannot be judged, the sum of their values."""

    n: Integers
    unknown: Integers
    total: Floats

    @classmethod
    def empty(cls, days: int) -> Self:
        """No rows on any day."""
        return cls(_integers(days), _integers(days), np.zeros(days))

    @classmethod
    def of(cls, days: int, codes: Integers, rows: Counted) -> Self:
        """Sum the rows of one batch."""
        made = cls.empty(days)
        sum_values(codes, rows.known, rows.unknown, rows.y, made.n, made.unknown, made.total)
        return made

    def merge(self, other: Self) -> Self:
        """Add two states."""
        return type(self)(self.n + other.n, self.unknown + other.unknown, self.total + other.total)


@frozen(eq=False)
class Moments:
    """Of a mean or ratio: rows, sums and centred second moments of the denominator x and the numerator y.

    Means are kept as sums, which are exact for whole numbers; `xx`, `xy`, `yy` are sums of products of deviations
    from the means of the day. `low_x` and `low_y` are what the rounding of the sums left out; only merges look at
    them, and who does not know them may leave them out.
    """

    n: Integers
    unknown: Integers
    sum_x: Floats
    sum_y: Floats
    xx: Floats
    xy: Floats
    yy: Floats
    low_x: Floats = Factory(lambda self: np.zeros(self.n.size), takes_self=True)
    low_y: Floats = Factory(lambda self: np.zeros(self.n.size), takes_self=True)

    @classmethod
    def empty(cls, days: int) -> Self:
        """No rows on any day."""
        return cls(_integers(days), _integers(days), *(np.zeros(days) for _ in range(5)))

    @classmethod
    def of(cls, days: int, codes: Integers, rows: Counted) -> Self:
        """Accumulate the rows of one batch."""
        made = cls.empty(days)
        sums = (made.sum_x, made.sum_y, made.xx, made.xy, made.yy, made.low_x, made.low_y)
        accumulate_moments(codes, rows.known, rows.unknown, rows.x, rows.y, made.n, made.unknown, *sums)
        return made

    @np.errstate(over="ignore", invalid="ignore")  # as in the kernel
    def merge(self, other: Self) -> Self:
        """Add two states; the second moments by Chan, Golub and LeVeque 1983."""
        n = self.n + other.n
        apart_x = _apart((self.n, self.sum_x, self.low_x), (other.n, other.sum_x, other.low_x))
        apart_y = _apart((self.n, self.sum_y, self.low_y), (other.n, other.sum_y, other.low_y))
        weight = self.n * other.n / np.maximum(n, 1)
        (sum_x, lost_x), (sum_y, lost_y) = summed(self.sum_x, other.sum_x), summed(self.sum_y, other.sum_y)
        return type(self)(
            n,
            self.unknown + other.unknown,
            sum_x,
            sum_y,
            self.xx + other.xx + apart_x * apart_x * weight,
            self.xy + other.xy + apart_x * apart_y * weight,
            self.yy + other.yy + apart_y * apart_y * weight,
            self.low_x + other.low_x + lost_x,
            self.low_y + other.low_y + lost_y,
        )


@frozen(eq=False)
class Histogram:
    """Of a quantile: rows that cannot be judged, and the filled buckets as a sparse list.

    Attributes:
        unknown: shape (days,).
        keys: shape (filled buckets,), `day * BUCKETS + bucket`, ascending and distinct.
        counts: shape (filled buckets,), rows in each.
    """

    line: ClassVar[int] = BUCKETS
    unknown: Integers
    keys: Integers
    counts: Integers

    @classmethod
    def empty(cls, days: int) -> Self:
        """No rows on any day."""
        return cls(_integers(days), _integers(0), _integers(0))

    @classmethod
    def of(cls, days: int, codes: Integers, rows: Counted) -> Self:
        """Count the rows of one batch."""
        unknown, keys, counts = _integers(days), _integers(codes.size), _integers(codes.size)
        used = count_buckets(codes, rows.known, rows.unknown, rows.y, unknown, keys, counts)
        return cls(unknown, keys[:used].copy(), counts[:used].copy())

    def merge(self, other: Self) -> Self:
        """Add two states."""
        return type(self)(self.unknown + other.unknown, *_added(self.keys, self.counts, other.keys, other.counts))


@frozen(eq=False)
class Sketch:
    """Of a number of distinct values: rows, rows that cannot be judged, and the filled registers as a sparse list.

    Attributes:
        n, unknown: shape (days,).
        keys: shape (filled registers,), `day * REGISTERS + register`, ascending and distinct.
        ranks: shape (filled registers,), the largest rank seen.
    """

    line: ClassVar[int] = REGISTERS
    n: Integers
    unknown: Integers
    keys: Integers
    ranks: Integers

    @classmethod
    def empty(cls, days: int) -> Self:
        """No rows on any day."""
        return cls(_integers(days), _integers(days), _integers(0), _integers(0))

    @classmethod
    def of(cls, days: int, codes: Integers, rows: Counted) -> Self:
        """Sketch the rows of one batch."""
        n, unknown, keys, ranks = _integers(days), _integers(days), _integers(codes.size), _integers(codes.size)
        used = sketch_values(codes, rows.known, rows.unknown, rows.y, n, unknown, keys, ranks)
        return cls(n, unknown, keys[:used].copy(), ranks[:used].copy())

    def merge(self, other: Self) -> Self:
        """Add two states: the larger of two ranks."""
        keys = np.concatenate((self.keys, other.keys))
        order = np.argsort(keys, kind="stable")
        keys, ranks = keys[order], np.concatenate((self.ranks, other.ranks))[order]
        first = np.flatnonzero(np.diff(keys, prepend=-1))
        largest = np.maximum.reduceat(ranks, first) if first.size else ranks
        return type(self)(self.n + other.n, self.unknown + other.unknown, keys[first], largest)


@frozen(eq=False)
class FollowUp:
    """Of a time to event: rows that cannot be judged, and entries by age and outcome as a sparse list.

    Attributes:
        unknown: shape (days,).
        keys: shape (entries,), as `kernels.follow_up` writes them, ascending and distinct.
        counts: shape (entries,), rows of each.
    """

    unknown: Integers
    keys: Integers
    counts: Integers

    @classmethod
    def empty(cls, days: int) -> Self:
        """No rows on any day."""
        return cls(_integers(days), _integers(0), _integers(0))

    @classmethod
    def of(cls, days: int, codes: Integers, rows: Counted) -> Self:
        """Count the entries of one batch; one that ended before it began cannot be judged."""
        made = cls(_integers(days), _integers(codes.size), _integers(codes.size))
        ages = rows.x - codes
        known = rows.known & ~(ages < 0)
        unknown = rows.unknown | (rows.known & (ages < 0))
        used = count_follow_up(codes, known, unknown, rows.y != 0.0, ages, made.unknown, made.keys, made.counts)
        return cls(made.unknown, made.keys[:used].copy(), made.counts[:used].copy())

    def merge(self, other: Self) -> Self:
        """Add two states."""
        return type(self)(self.unknown + other.unknown, *_added(self.keys, self.counts, other.keys, other.counts))


State: TypeAlias = Counts | Sums | Moments | Histogram | Sketch | FollowUp

STATES: Final[dict[str, type[State]]] = {
    "counts": Counts,
    "sums": Sums,
    "moments": Moments,
    "histogram": Histogram,
    "sketch": Sketch,
    "follow_up": FollowUp,
}
"""The state of every kind of measure."""


def arrays_of(state: State) -> tuple[Integers | Floats, ...]:
    """The arrays of a state, in the order in which its class takes them."""
    return tuple(getattr(state, attribute.name) for attribute in fields(type(state)))


def made_like(state: State, arrays: Sequence[NDArray[Any]]) -> State:
    """A state of the same kind from its arrays, in the order of `arrays_of`."""
    kind: Any = type(state)
    made: State = kind(*arrays)
    return made


def merged(mine: State, its: State) -> State:
    """Add two states of the same kind."""
    return mine.merge(its)  # type: ignore[arg-type]  # a plan gives both sides the same kinds in the same order


def _added(keys: Integers, counts: Integers, other: Integers, others: Integers) -> tuple[Integers, Integers]:
    """Add two sparse lists."""
    joined = np.concatenate((keys, other))
    order = np.argsort(joined, kind="stable")  # two ascending runs: merged in linear time
    joined, numbers = joined[order], np.concatenate((counts, others))[order]
    first = np.flatnonzero(np.diff(joined, prepend=-1))
    return joined[first], np.add.reduceat(numbers, first) if first.size else numbers


def _apart(mine: tuple[Integers, Floats, Floats], its: tuple[Integers, Floats, Floats]) -> Floats:
    """The difference of two means, each as a number of rows, a sum, and what its rounding left out."""
    (large, small), (its_large, its_small) = _mean(*mine), _mean(*its)
    return (large - its_large) + (small - its_small)


def _mean(n: Integers, total: Floats, low: Floats) -> tuple[Floats, Floats]:
    """A mean, and what its rounding left out."""
    divisor = np.maximum(n, 1)
    mean = total / divisor
    return mean, (remainder(total, divisor, mean) + low) / divisor


def summed(one: Floats, other: Floats) -> tuple[Floats, Floats]:
    """A sum, and what its rounding left out (Knuth 1969)."""
    total = one + other
    second = total - one
    return total, (one - (total - second)) + (other - second)


def _integers(size: int) -> Integers:
    return np.zeros(size, np.int64)
