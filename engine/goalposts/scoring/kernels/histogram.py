"""Kernel: a logarithmic histogram a day, the state of a quantile.

The bucket of a value is the top of its bit pattern: exponent and the first six bits of the mantissa, so 64 buckets an
octave. Half a bucket is at most 1/128 = 0.78 % of any value in it: that is the error of a bucket's middle. It is the
partition that float32 bits >> 17 would give, without the rounding to float32.

Magnitudes from 2^-20 to 2^44 have buckets of their own (a microsecond to half a million years, in seconds), negative
ones mirrored below. Smaller magnitudes share the zero's bucket, whose middle is exactly 0; larger ones are counted in
the outermost bucket, where the error bound does not hold. Codes grow with the values.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from goalposts.scoring.arrays import Flags, Floats, Integers

BUCKETS_PER_OCTAVE: Final = 64
LOWEST_EXPONENT: Final = -20
HIGHEST_EXPONENT: Final = 44
ZERO: Final = (HIGHEST_EXPONENT - LOWEST_EXPONENT) * BUCKETS_PER_OCTAVE
BUCKETS: Final = 2 * ZERO + 1
DROPPED_BITS: Final = 46  # 52 bits of mantissa, of which 6 are kept
_LOWEST_PATTERN: Final = (1023 + LOWEST_EXPONENT) * BUCKETS_PER_OCTAVE


def count_buckets(
    days: Integers, known: Flags, unknown: Flags, y: Floats, unknowns: Integers, keys: Integers, counts: Integers
) -> int:
    """Count the known values by day and bucket, as a sparse list.

    Args:
        days: shape (rows,), day codes in 0..days-1.
        known: shape (rows,), rows that count.
        unknown: shape (rows,), rows that cannot be judged; disjoint from `known`.
        y: shape (rows,), finite where `known`.
        unknowns: out, shape (days,).
        keys: out, shape (rows,), not zeroed: `day * BUCKETS + bucket`, ascending and distinct.
        counts: out, shape (rows,), not zeroed: the number of values of every key.

    Returns:
        How many entries of `keys` and `counts` are filled.
    """
    unknowns += np.bincount(days[unknown], minlength=unknowns.size)
    y = y[known]
    patterns = np.abs(y).view(np.int64) >> DROPPED_BITS
    magnitudes = np.clip(patterns - (_LOWEST_PATTERN - 1), 0, ZERO)
    buckets = ZERO + np.where(y < 0, -magnitudes, magnitudes)
    found, numbers = np.unique(days[known] * BUCKETS + buckets, return_counts=True)
    keys[: found.size] = found
    counts[: found.size] = numbers
    return int(found.size)


def edges(bucket: int) -> tuple[float, float]:
    """The lower and upper bound of a bucket; the zero's bucket reaches as far on either side.

    >>> edges(ZERO + 1 + 20 * 64), edges(ZERO - 1 - 20 * 64)
    ((1.0, 1.015625), (-1.015625, -1.0))
    """
    magnitude = abs(bucket - ZERO)
    low, high = (_bound(magnitude - 1), _bound(magnitude)) if magnitude else (-_bound(0), _bound(0))
    return (low, high) if bucket >= ZERO else (-high, -low)


def _bound(steps: int) -> float:
    octave, step = divmod(steps, BUCKETS_PER_OCTAVE)
    return float(2.0 ** (LOWEST_EXPONENT + octave) * (1 + step / BUCKETS_PER_OCTAVE))
