"""Kernels: rows are put into 1024 partitions by the hash of their key, so that a partition's table fits the L2 cache.

Plain loops, compiled by numba when a fold is large (`compiling.py`). The hash is Fibonacci's: the key times 2^64
divided by the golden ratio; its top ten bits are the partition. A direct table with prefetching was measured to be two
to three times slower than partitioning first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from goalposts.scoring.arrays import Integers

PARTITIONS: Final = 1024
COUNT_SIGNATURE: Final = "void(Array(int64, 1, 'C', readonly=True), int64, int64, int64[::1])"
SCATTER_SIGNATURE: Final = "void(Array(int64, 2, 'C', readonly=True), int64, int64, int64, int64[::1], int64[::1])"

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(54)


def count_partitions(keys: Integers, start: int, end: int, counts: Integers) -> None:
    """Count the rows of every partition among `keys[start:end]`.

    Args:
        keys: shape (rows,), any int64.
        start: the first row.
        end: the row after the last.
        counts: out, shape (PARTITIONS,), added to.
    """
    for row in range(start, end):
        counts[(np.uint64(keys[row]) * _GOLDEN) >> _SHIFT] += 1


def scatter_rows(words: Integers, width: int, start: int, end: int, places: Integers, rows: Integers) -> None:
    """Copy rows from columns to their partitions, `width` words side by side, in their order.

    Args:
        words: shape (width, capacity), one column after the other; the first is the key.
        width: words a row.
        start: the first row.
        end: the row after the last.
        places: shape (PARTITIONS,), where the next row of each partition goes; moved on.
        rows: out, shape (rows * width,).
    """
    for row in range(start, end):
        partition = (np.uint64(words[0, row]) * _GOLDEN) >> _SHIFT
        place = places[partition]
        places[partition] = place + 1
        place *= width
        for word in range(width):
            rows[place + word] = words[word, row]
