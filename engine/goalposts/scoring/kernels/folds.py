"""Kernels: rows become entities, by NumPy: specification and oracle of the code of folds, and the way of small inputs.

The code is written in `scoring/folds/fold_code/`. Both ways give the same states; entities come out ordered by key
here, and by partition there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from goalposts.scoring.arrays import Integers


def number_keys(keys: Integers) -> tuple[Integers, Integers]:
    """Return the distinct keys, ascending, and the position among them of every row's key."""
    found, numbers = np.unique(keys, return_inverse=True)
    return found, numbers.reshape(-1)


def keep_edges(
    numbers: Integers, times: Integers, values: Integers, later: int, best: Integers, kept: Integers
) -> None:
    """Keep the value at the least time of every entity; of equal times the first row's, or the last's if `later`.

    Args:
        numbers: shape (rows,), the entity of every row.
        times: shape (rows,), signed times.
        values: shape (rows,).
        later: 0 or 1.
        best: out, shape (entities,), the least time so far; rows at that very time win only if `later`.
        kept: out, shape (entities,), its value.
    """
    places = np.arange(numbers.size) * (-1 if later else 1)
    order = np.lexsort((places, times, numbers))
    entities, firsts = np.unique(numbers[order], return_index=True)
    chosen = order[firsts]
    wins = times[chosen] - later < best[entities]
    best[entities[wins]] = times[chosen[wins]]
    kept[entities[wins]] = values[chosen[wins]]


def keep_least(numbers: Integers, values: Integers, least: Integers) -> None:
    """Lower `least`, shape (entities,), to the values of its rows."""
    np.minimum.at(least, numbers, values)


def add_values(numbers: Integers, values: Integers, sums: Integers) -> None:
    """Add float64 values, given as their bits, to sums that are kept so too, row by row; NaN is the sum of none."""
    totals = sums.view(np.float64)
    totals[numbers[np.isnan(totals[numbers])]] = 0.0
    np.add.at(totals, numbers, values.view(np.float64))


def count_rows(numbers: Integers, counts: Integers) -> None:
    """Add the rows of every entity to `counts`, shape (entities,)."""
    counts += np.bincount(numbers, minlength=counts.size)


def join_flags(numbers: Integers, flags: Integers, joined: Integers) -> None:
    """Join the flags of every entity's rows into `joined`, shape (entities,), by `or`."""
    np.bitwise_or.at(joined, numbers, flags)
