"""Quantiles of chi-square, for the upper bound of a variance; from the incomplete gamma function as in student.py."""

from __future__ import annotations

import math
from functools import cache
from typing import Final

_MOST_TERMS: Final = 10_000
_HALVINGS: Final = 200


@cache
def chi_square_quantile(probability: float, degrees_of_freedom: int) -> float:
    """Give the value that a chi-square does not exceed with this probability.

    By halving, since the distribution function only rises: it is asked a few times a plan, not a million times.

    >>> round(chi_square_quantile(0.2, 6), 4)
    3.0701
    """
    low, high = 0.0, float(degrees_of_freedom)
    while chi_square_probability(high, degrees_of_freedom) < probability:
        high *= 2
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if chi_square_probability(middle, degrees_of_freedom) < probability:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def chi_square_probability(value: float, degrees_of_freedom: int) -> float:
    """Give the probability of a chi-square at most so large (series of the incomplete gamma, DLMF 8.11.4)."""
    if value <= 0:
        return 0.0
    half, shape = value / 2, degrees_of_freedom / 2
    term = total = 1.0 / shape
    for step in range(1, _MOST_TERMS):
        term *= half / (shape + step)
        total += term
        if term <= total * 1e-17:
            break
    return min(1.0, total * math.exp(-half + shape * math.log(half) - math.lgamma(shape)))
