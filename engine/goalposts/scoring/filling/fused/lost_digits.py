"""Whether second moments lost digits for values that lie far from the pivot that all cells share.

What rounding did to a cell counts beside the spread that cells usually have, and where it has many rows, beside its
own. A cell of few rows may by chance have a spread of next to nothing, and one whose values are all equal has none:
neither has digits to lose. One that holds an outlier has a spread in which whatever the others lost would vanish, so
the usual spread is a low one among those of all cells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from attrs import frozen

if TYPE_CHECKING:
    from goalposts.scoring.arrays import Flags, Floats, Integers

_FAR: Final = 1e2
"""How much larger than the second moment its square sum may be: the mean is then ten deviations from the pivot."""

_ROUNDING: Final = 2.0**-53
EXACT: Final = 2.0**53
"""Whole numbers below it are added and multiplied without rounding."""

_MANY_ROWS: Final = 5  # so many hardly lie next to each other by chance
_OF_ALL: Final = 1e-13
_OF_FEW: Final = 1e-10  # as much as a mean that lies a thousand deviations from the pivot loses
_LOW: Final = 0.1


@frozen
class Noise:
    """What rounding may have done to the second moments of cells.

    Attributes:
        variance: the most that it may have added to the variance of some cell.
        own: whether that shows beside the spread of a cell with many rows, or there were squares beyond all numbers.
    """

    variance: float = 0.0
    own: bool = False

    def __add__(self, other: Noise) -> Noise:
        """The same of more cells."""
        return Noise(max(self.variance, other.variance), self.own or other.own)

    def shows(self, second: Floats, n: Integers) -> bool:
        """Whether some second moment has lost digits.

        Args:
            second: centred second moments of all cells, shape (cells,).
            n: how many values they are of.
        """
        if not self.variance:
            return False
        varies = (n > 1) & (second > 0.0)
        freedom = n[varies] - 1
        if self.own or not freedom.size:
            return True
        usual = min(_OF_ALL * (second[varies].sum() / freedom.sum()), _OF_FEW * _low(second[varies] / freedom, freedom))
        return bool(self.variance > usual)


def noise_of(n: Integers, apart: Floats, squares: Floats, second: Floats) -> Noise:
    """What rounding may have done to cells, shapes (cells,).

    Args:
        n: how many values.
        apart: the sum of their distances from the pivot.
        squares: the sum of the squares of those.
        second: what is left around their own mean.
    """
    far = np.flatnonzero((n > 1) & (~(squares <= _FAR * second) | np.isinf(second)))
    count, square = n[far], squares[far]
    whole = _is_whole(apart[far]) & _is_whole(square) & (count * square < EXACT)  # nothing is rounded among those
    lost = np.where(whole, 0.0, square * _ROUNDING)
    own = (count >= _MANY_ROWS) & (lost > _OF_FEW * second[far])
    return Noise(float(np.fmax.reduce(lost / count, initial=0.0)), bool((own | np.isinf(second[far])).any()))


def _is_whole(sums: Floats) -> Flags:
    """Where sums are whole numbers, as those of fractions are by chance; their squares' hardly are at the same time."""
    return np.asarray(np.rint(sums) == sums)


def _low(variances: Floats, weights: Integers) -> float:
    """The variance below which a tenth of all degrees of freedom lies."""
    order = np.argsort(variances, kind="stable")
    reached = np.cumsum(weights[order])
    return float(variances[order[np.searchsorted(reached, _LOW * reached[-1])]])
