"""States of a few numbers a day, one value a day and array: of shares, totals, means and ratios."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from attrs import Factory, frozen

from goalposts.scoring.kernels.counts import count_hits
from goalposts.scoring.kernels.moments import accumulate_moments, remainder
from goalposts.scoring.kernels.sums import sum_values

if TYPE_CHECKING:
    from typing import Self

    from goalposts.scoring.arrays import Floats, Integers
    from goalposts.scoring.states.counted import Counted


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

    @np.errstate(over="ignore", invalid="ignore")  # as in the kernel of moments
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

    @np.errstate(over="ignore", invalid="ignore")  # as in the kernel of moments
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
