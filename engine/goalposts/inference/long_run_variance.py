"""The long-run variance of regression errors from a few low-frequency cosines (EWC).

Equal-weighted cosines with t quantiles: Lazarus, Lewis, Stock and Watson 2018, JBES 36(4). Projecting the cosines off
the design is our addition: a go-live step is not a stationary regressor, and the plain form finds 20.7 % effects in
nothing at 182/28 days where the projected one finds 6.5 % (stats 1.2, step 4).
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from goalposts.inference.arrays import Floats

LEAST_COSINES = 3


def cosine_count(length: int) -> int:
    """Give the number of cosines, which is also the degrees of freedom: 0.4 T^(2/3), at least 3."""
    return max(LEAST_COSINES, round(0.4 * length ** (2 / 3)))


@lru_cache(maxsize=16)
def cosines(length: int) -> Floats:
    """Give the Type-II cosines sqrt(2) cos(pi j (t - 1/2) / T), j = 1.., shape (length, count)."""
    moments = (np.arange(length) + 0.5)[:, np.newaxis]
    waves: Floats = np.sqrt(2.0) * np.cos(np.pi * moments * np.arange(1, cosine_count(length) + 1) / length)
    waves.setflags(write=False)
    return waves


def long_run_variance(series: Floats, basis: Floats) -> float:
    """Average the squared weights of the series on cosines orthogonal to the design's orthonormal `basis` (T, k)."""
    waves = cosines(series.size)
    directions, _ = np.linalg.qr(waves - basis @ (basis.T @ waves))
    projections = directions.T @ series
    return float(projections @ projections) / waves.shape[1]
