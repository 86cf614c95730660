"""The interval of a share of trials (Wilson 1927), which also holds for few trials and for shares near 0 and 1."""

from __future__ import annotations

import math

from goalposts.inference.student import normal_quantile


def wilson_interval(share: float, trials: float) -> tuple[float, float]:
    """Give the 95 % interval of the true share behind one that was found in some trials.

    >>> tuple(round(end, 3) for end in wilson_interval(0.05, 200))
    (0.027, 0.09)
    """
    quantile = normal_quantile(0.975)
    square = quantile * quantile / trials
    middle = (share + square / 2) / (1 + square)
    half = quantile * math.sqrt(share * (1 - share) / trials + square / (4 * trials)) / (1 + square)
    return max(0.0, middle - half), min(1.0, middle + half)
