"""The upper tail of the chi-squared distribution, for whole degrees of freedom.

Both cases are finite sums of positive terms (Abramowitz and Stegun 26.4.4, 26.4.5), so no digit is lost; scipy has it
too, but takes a fifth of a second to import.
"""

from __future__ import annotations

import math


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
