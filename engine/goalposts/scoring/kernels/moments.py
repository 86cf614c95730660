"""Kernel: sums and centred second moments a day, the state of means and ratios."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from goalposts.scoring.arrays import Flags, Floats, Integers


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
    """
    size = n.size
    chosen, x, y = days[known], x[known], y[known]
    n += np.bincount(chosen, minlength=size)
    unknowns += np.bincount(days[unknown], minlength=size)
    sum_x += np.bincount(chosen, weights=x, minlength=size)
    sum_y += np.bincount(chosen, weights=y, minlength=size)
    divisor = np.maximum(n, 1)
    x = x - (sum_x / divisor)[chosen]
    y = y - (sum_y / divisor)[chosen]
    rest_x = np.bincount(chosen, weights=x, minlength=size)
    rest_y = np.bincount(chosen, weights=y, minlength=size)
    xx += np.bincount(chosen, weights=x * x, minlength=size) - rest_x * rest_x / divisor
    xy += np.bincount(chosen, weights=x * y, minlength=size) - rest_x * rest_y / divisor
    yy += np.bincount(chosen, weights=y * y, minlength=size) - rest_y * rest_y / divisor
