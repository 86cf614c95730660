"""States that are a table a day, kept as a sparse list of entries: of quantiles, distinct words, times to event."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import numpy as np
from attrs import frozen

from goalposts.scoring.kernels.follow_up import count_follow_up
from goalposts.scoring.kernels.histogram import BUCKETS, count_buckets
from goalposts.scoring.kernels.sketch import REGISTERS, sketch_values

if TYPE_CHECKING:
    from typing import Self

    from goalposts.scoring.arrays import Integers
    from goalposts.scoring.states.counted import Counted


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
        return type(self)(
            self.unknown + other.unknown, *_joined(np.add, self.keys, self.counts, other.keys, other.counts)
        )


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
        keys, ranks = _joined(np.maximum, self.keys, self.ranks, other.keys, other.ranks)
        return type(self)(self.n + other.n, self.unknown + other.unknown, keys, ranks)


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
        return type(self)(
            self.unknown + other.unknown, *_joined(np.add, self.keys, self.counts, other.keys, other.counts)
        )


def _joined(
    become: np.ufunc, keys: Integers, numbers: Integers, its_keys: Integers, its_numbers: Integers
) -> tuple[Integers, Integers]:
    """Join two sparse lists; the numbers of a key in both become one."""
    joined = np.concatenate((keys, its_keys))
    order = np.argsort(joined, kind="stable")  # two ascending runs: merged in linear time
    joined, both = joined[order], np.concatenate((numbers, its_numbers))[order]
    first = np.flatnonzero(np.diff(joined, prepend=-1))
    return joined[first], become.reduceat(both, first) if first.size else both


def _integers(size: int) -> Integers:
    return np.zeros(size, np.int64)
