"""Kernel: how many chosen rows each day has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from goalposts.scoring.arrays import Flags, Integers


def count_rows(days: Integers, chosen: Flags, rows: Integers) -> None:
    """Add the chosen rows of every day to `rows`.

    Args:
        days: shape (rows,), day codes in 0..days-1.
        chosen: shape (rows,).
        rows: out, shape (days,).
    """
    rows += np.bincount(days[chosen], minlength=rows.size)
