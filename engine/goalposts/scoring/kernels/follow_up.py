"""Kernel: entries by day, outcome and age at the end, the state of a time to event.

Ages are whole calendar days, 0 for an end on the day of entry; longer ones than 16 383 days count as that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from goalposts.scoring.arrays import Flags, Floats, Integers

OPEN, REACHED, OTHER = 0, 1, 2
OUTCOMES: Final = 4
AGES: Final = 1 << 14
STEP: Final = AGES * OUTCOMES


def count_follow_up(
    days: Integers,
    known: Flags,
    unknown: Flags,
    reached: Flags,
    ages: Floats,
    unknowns: Integers,
    keys: Integers,
    counts: Integers,
) -> int:
    """Count the known entries by day, age and outcome, as a sparse list. Exact.

    Args:
        days: shape (rows,), day codes in 0..days-1.
        known: shape (rows,), entries that count.
        unknown: shape (rows,), rows that cannot be judged; disjoint from `known`.
        reached: shape (rows,), entries whose end is the event of interest; anything where still open.
        ages: shape (rows,), whole days from entry to end, not negative; nan where still open.
        unknowns: out, shape (days,).
        keys: out, shape (rows,), not zeroed: `day * STEP + age * OUTCOMES + outcome`, ascending and distinct.
        counts: out, shape (rows,), not zeroed: the number of entries of every key.

    Returns:
        How many entries of `keys` and `counts` are filled.
    """
    unknowns += np.bincount(days[unknown], minlength=unknowns.size)
    age = ages[known]
    ended = ~np.isnan(age)
    whole = np.clip(np.where(ended, age, 0), 0, AGES - 1).astype(np.int64)
    outcome = np.where(ended, np.where(reached[known], REACHED, OTHER), OPEN)
    found, numbers = np.unique(days[known] * STEP + whole * OUTCOMES + outcome, return_counts=True)
    keys[: found.size] = found
    counts[: found.size] = numbers
    return int(found.size)
