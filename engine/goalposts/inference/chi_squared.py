"""The chi-squared distribution for whole degrees of freedom: its upper tail, and its quantiles.

Both cases of the tail are finite sums of positive terms (Abramowitz and Stegun 26.4.4, 26.4.5), so no digit is lost;
scipy has it too, but takes a fifth of a second to import.
"""

from __future__ import annotations

import math
from functools import cache
from typing import Final

_HALVINGS: Final = 200


def chi_squared_tail(value: float, degrees_of_freedom: int) -> float:
    """Give the probability of a chi-squared at least so large.

    >>> round(chi_squared_tail(3.841458820694124, 1), 12)
    0.05
    """
    half = value / 2
    if half <= 0:
        return 1.0
    odd = degrees_of_freedom % 2
    power = 0.5 if odd else 0.0
    terms = []
    while power + 1 <= degrees_of_freedom / 2:
        terms.append(math.exp(power * math.log(half) - half - math.lgamma(power + 1)))
        power += 1.0
    return math.fsum([math.erfc(math.sqrt(half)) if odd else 0.0, *terms])


@cache
def chi_squared_quantile(probability: float, degrees_of_freedom: int) -> float:
    """Give the value that a chi-squared does not exceed with this probability, for the upper bound of a variance.

    By halving, since the tail only falls: it is asked a few times a plan, not a million times.

    >>> round(chi_squared_quantile(0.2, 6), 4)
    3.0701
    """
    low, high = 0.0, float(degrees_of_freedom)
    while chi_squared_tail(high, degrees_of_freedom) > 1 - probability:
        high *= 2
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if chi_squared_tail(middle, degrees_of_freedom) > 1 - probability:
            low = middle
        else:
            high = middle
    return (low + high) / 2
