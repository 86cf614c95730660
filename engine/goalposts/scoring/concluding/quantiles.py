"""Reads a quantile of a window from the daily histograms."""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, Final

import numpy as np
from attrs import frozen

from goalposts.scoring.kernels.histogram import BUCKETS, edges

if TYPE_CHECKING:
    from goalposts.scoring.arrays import Floats, Integers

_DENSITY_BUCKETS: Final = 8
"""Buckets on either side over which the density at a quantile is taken."""


@frozen(eq=False)
class Located:
    """A quantile of a window.

    Attributes:
        level: the middle of the bucket that holds the nearest-rank quantile: within 1 % of it, exact at zero.
        anchor: the quantile when the values of its bucket are taken to lie evenly in it; what `below` counts up to.
        density: share of the values per unit, around the quantile.
        below: shape (days,), values at or below the quantile a day; those of the quantile's own bucket count with
            the one fraction that makes the window's sum equal to the probability times its number of values, so
            that the linearised daily series has the anchor as its mean.
    """

    level: float
    anchor: float
    density: float
    below: Floats


def locate(days: Integers, buckets: Integers, counts: Integers, window_days: int, probability: float) -> Located:
    """Find the ceil(q n)-th smallest value of a window.

    Args:
        days: shape (entries,), 0-based day in the window of every filled bucket.
        buckets: shape (entries,), its bucket.
        counts: shape (entries,), values in it; at least one entry.
        window_days: number of days of the window.
        probability: q, between 0 and 1, taken as the decimal that it was written as (0.07 of 100 is the 7th value).
    """
    merged = np.zeros(BUCKETS, np.int64)
    np.add.at(merged, buckets, counts)
    n, share = int(merged.sum()), Fraction(str(probability))
    up_to = np.cumsum(merged)
    found = int(np.searchsorted(up_to, ceil(share * n)))
    fraction = float((share * n - int(up_to[found] - merged[found])) / int(merged[found]))
    weights = counts * np.where(buckets < found, 1.0, np.where(buckets == found, fraction, 0.0))
    low, high = edges(found)
    below = np.bincount(days, weights=weights, minlength=window_days).astype(np.float64)
    return Located((low + high) / 2, low + fraction * (high - low), _density(merged, found) / n, below)


def _density(merged: Integers, found: int) -> float:
    first, last = max(found - _DENSITY_BUCKETS, 0), min(found + _DENSITY_BUCKETS, BUCKETS - 1)
    return int(merged[first : last + 1].sum()) / (edges(last)[1] - edges(first)[0])
