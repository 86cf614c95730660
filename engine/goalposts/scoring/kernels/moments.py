"""Kernel: sums and centred second moments a day, the state of means and ratios."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from goalposts.scoring.arrays import Flags, Floats, Integers

_SPLIT: Final = float((1 << 27) + 1)


@np.errstate(over="ignore", invalid="ignore")  # squares of numbers beyond 1e154 are no numbers, and nobody's fault
def accumulate_moments(
    days: Integers,
    known: Flags,
    unknown: Flags,
    x: Floats,
    y: Floats,
    n: Integers,
    unknowns: Integers,
    sum_x: Floats,
    sum_y: Floats,
    xx: Floats,
    xy: Floats,
    yy: Floats,
    low_x: Floats,
    low_y: Floats,
) -> None:
    """Fill the moments of every day in two passes: the means first, then the deviations from them.

    Raw sums of squares lose every digit where the mean is large against the spread (NIST NumAcc4 comes out with a
    negative variance). The rounding of the means themselves is taken out by the sums of the deviations (Chan, Golub
    and LeVeque 1983, the corrected two-pass algorithm).

    Args:
        days: shape (rows,), day codes in 0..days-1.
        known: shape (rows,), rows that count.
        unknown: shape (rows,), rows that cannot be judged; disjoint from `known`.
        x: shape (rows,), the denominator's values, finite where `known`.
        y: shape (rows,), the numerator's values, finite where `known`.
        n: out, shape (days,).
        unknowns: out, shape (days,).
        sum_x: out, shape (days,).
        sum_y: out, shape (days,).
        xx: out, shape (days,), the sum of squared deviations of x from its mean of the day.
        xy: out, shape (days,), the sum of products of deviations.
        yy: out, shape (days,), the sum of squared deviations of y.
        low_x: out, shape (days,), what the rounding of `sum_x` left out.
        low_y: out, shape (days,), what the rounding of `sum_y` left out.
    """
    size = n.size
    chosen, x, y = days[known], x[known], y[known]
    n += np.bincount(chosen, minlength=size)
    unknowns += np.bincount(days[unknown], minlength=size)
    sum_x += np.bincount(chosen, weights=x, minlength=size)
    sum_y += np.bincount(chosen, weights=y, minlength=size)
    divisor = np.maximum(n, 1)
    mean_x, mean_y = sum_x / divisor, sum_y / divisor
    x = x - mean_x[chosen]
    y = y - mean_y[chosen]
    rest_x = np.bincount(chosen, weights=x, minlength=size)
    rest_y = np.bincount(chosen, weights=y, minlength=size)
    xx += np.bincount(chosen, weights=x * x, minlength=size) - rest_x * rest_x / divisor
    xy += np.bincount(chosen, weights=x * y, minlength=size) - rest_x * rest_y / divisor
    yy += np.bincount(chosen, weights=y * y, minlength=size) - rest_y * rest_y / divisor
    low_x += rest_x - remainder(sum_x, n, mean_x)
    low_y += rest_y - remainder(sum_y, n, mean_y)


def remainder(total: Floats, n: Integers, mean: Floats) -> Floats:
    """What is left of a total when n times its rounded mean is taken away; exact for n up to 2^27.

    The mean is taken in two halves of 26 bits (Veltkamp 1968), whose products with n are exact; so is the first
    difference, of numbers that are almost equal (Sterbenz 1974).

    Args:
        total: shape (days,).
        n: shape (days,), positive where the total is not 0.
        mean: shape (days,), `total / n` as rounded.
    """
    spread = mean * _SPLIT
    high = spread - (spread - mean)
    return (total - n * high) - n * (mean - high)
