"""Kernel: a HyperLogLog sketch a day, the state of a number of distinct values (Flajolet and others 2007).

The first 12 bits of a value's 52-bit hash choose a register, the position of the first set bit of the other 40 is its
rank; a register keeps the largest. Taking the larger of two is commutative, associative and idempotent, so that states
do not depend on how rows were cut, ordered or repeated.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from goalposts.scoring.arrays import Flags, Floats, Integers

REGISTER_BITS: Final = 12
REGISTERS: Final = 1 << REGISTER_BITS
RANK_BITS: Final = 40
HASH_BITS: Final = REGISTER_BITS + RANK_BITS


def sketch_values(
    days: Integers,
    known: Flags,
    unknown: Flags,
    hashes: Floats,
    n: Integers,
    unknowns: Integers,
    keys: Integers,
    ranks: Integers,
) -> int:
    """Keep the largest rank of every day and register, as a sparse list.

    Args:
        days: shape (rows,), day codes in 0..days-1.
        known: shape (rows,), rows that count.
        unknown: shape (rows,), rows that cannot be judged; disjoint from `known`.
        hashes: shape (rows,), whole numbers below 2^52 where `known`.
        n: out, shape (days,), rows.
        unknowns: out, shape (days,).
        keys: out, shape (rows,), not zeroed: `day * REGISTERS + register`, ascending and distinct.
        ranks: out, shape (rows,), not zeroed: the largest rank of every key, 1 to RANK_BITS + 1.

    Returns:
        How many entries of `keys` and `ranks` are filled.
    """
    chosen = days[known]
    n += np.bincount(chosen, minlength=n.size)
    unknowns += np.bincount(days[unknown], minlength=unknowns.size)
    whole = hashes[known].astype(np.int64)
    rest = whole & ((1 << RANK_BITS) - 1)
    bits = np.frexp(rest.astype(np.float64))[1].astype(np.int64)  # exact below 2^53: the number of bits of the rest
    found, first = _sorted(chosen * REGISTERS + (whole >> RANK_BITS), RANK_BITS + 1 - bits)
    keys[: first.size] = found[0][first]
    ranks[: first.size] = np.maximum.reduceat(found[1], first) if first.size else 0
    return int(first.size)


def _sorted(keys: Integers, ranks: Integers) -> tuple[tuple[Integers, Integers], Integers]:
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    return (keys, ranks[order]), np.flatnonzero(np.diff(keys, prepend=-1))
