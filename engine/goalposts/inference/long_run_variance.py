"""The long-run variance of regression errors from a few low-frequency cosines (EWC).

Equal-weighted cosines with t quantiles: Lazarus, Lewis, Stock and Watson 2018, JBES 36(4). Projecting the cosines off
the design is our addition: a go-live step is not a stationary regressor, and the plain form finds 20.7 % effects in
nothing at 182/28 days where the projected one finds 6.5 % (stats 1.2, step 4).
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from goalposts.inference.arrays import Floats

LEAST_COSINES = 3


def cosine_count(length: int) -> int:
    """Give the number of cosines, which is also the degrees of freedom: 0.4 T^(2/3), at least 3."""
    return max(LEAST_COSINES, round(0.4 * math.pow(length, 2 / 3)))


@lru_cache(maxsize=32)
def cosines(length: int) -> Floats:
    """Give the Type-II cosines sqrt(2) cos(pi j (t - 1/2) / T), j = 1.., shape (length, count)."""
    moments = (np.arange(length) + 0.5)[:, np.newaxis]
    waves: Floats = np.sqrt(2.0) * np.cos(np.pi * moments * np.arange(1, cosine_count(length) + 1) / length)
    waves.setflags(write=False)
    return waves


def long_run_variance(series: Floats, basis: Floats) -> float:
    """Average the squared weights of the series on cosines orthogonal to the design's orthonormal `basis` (T, k).

    The weights on orthonormalised cosines are never formed: their sum of squares is z' (W'W)^-1 z, with W the
    projected cosines and z = W' series.
    """
    waves = cosines(series.size)
    projected = waves - basis @ (basis.T @ waves)
    weights = projected.T @ series
    power = weights @ np.linalg.solve(projected.T @ projected, weights)
    return float(power) / weights.size
