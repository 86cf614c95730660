"""The two special functions that the models of buying need, without a library for them."""

from __future__ import annotations

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_TERMS_AT_MOST: Final = 200_000
_NEGLIGIBLE: Final = 1e-14


def log_gamma(values: Floats) -> Floats:
    """Take the logarithm of the gamma function of positive numbers, shape kept; quick where few of them differ.

    >>> log_gamma(np.array([1.0, 5.0])).round(6).tolist()
    [0.0, 3.178054]
    """
    distinct, places = np.unique(values, return_inverse=True)
    found = np.fromiter(map(math.lgamma, distinct.tolist()), np.float64, distinct.size)
    return found[places].reshape(values.shape)


def hypergeometric(a: Floats, b: Floats, c: float, z: Floats) -> Floats:
    """Sum the series of Gauss's 2F1(a, b; c; z) for positive a, b and c, and z from 0 to below 1, shape of z.

    >>> float(hypergeometric(np.array([1.0]), np.array([1.0]), 2.0, np.array([0.5]))[0].round(9))
    1.386294361

    Raises:
        ValueError: z is so near to 1 that the sum takes too long.
    """
    term, total = np.ones(z.shape), np.ones(z.shape)
    for place in range(_TERMS_AT_MOST):
        term = term * (a + place) * (b + place) / ((c + place) * (1 + place)) * z
        total += term
        # terms fall from some place on; until then the test does not hold
        if place > 10 and bool(np.all(term <= _NEGLIGIBLE * total)):
            return total
    raise ValueError(f"the series does not end at z = {float(np.max(z))}")
