"""Kernel: events and hits a day, the state of a share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from goalposts.scoring.arrays import Flags, Integers


def count_hits(
    days: Integers, known: Flags, unknown: Flags, hit: Flags, n: Integers, k: Integers, unknowns: Integers
) -> None:
    """Count events, hits among them, and rows that cannot be judged. Exact.

    Args:
        days: shape (rows,), day codes in 0..days-1.
        known: shape (rows,), rows of the denominator.
        unknown: shape (rows,), rows that would belong to it if their cells were there; disjoint from `known`.
        hit: shape (rows,), rows of the numerator where `known`; anything elsewhere.
        n: out, shape (days,).
        k: out, shape (days,).
        unknowns: out, shape (days,).
    """
    n += np.bincount(days[known], minlength=n.size)
    k += np.bincount(days[known & hit], minlength=k.size)
    unknowns += np.bincount(days[unknown], minlength=unknowns.size)
