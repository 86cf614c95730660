"""Kernels: a hash table from keys to entity numbers, open addressing with linear probing, at most half full.

Slots hold entity numbers, not keys, so that every int64 is a key and no value means "empty". Numbers are given in the
order in which keys are met: they depend on the order of rows alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from goalposts.scoring.arrays import Integers

EMPTY: Final = -1
NUMBER_SIGNATURE: Final = (
    "int64(Array(int64, 1, 'C', readonly=True), int64, int64, int64, int64[::1], int32[::1], int64[::1], int32[::1])"
)
INDEX_SIGNATURE: Final = "void(Array(int64, 1, 'C', readonly=True), int64, int32[::1])"

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(23)  # below the nine bits that chose the partition come 32 that choose the slot
_ONE = np.uint64(1)


def number_entities(
    rows: Integers, width: int, start: int, end: int, keys: Integers, slots: Any, known: Integers, numbers: Any
) -> int:
    """Find or give the entity number of every row, until a new key finds no room.

    Args:
        rows: shape (all rows * width,), the key is the first of `width` words.
        width: words a row.
        start: the first row.
        end: the row after the last.
        keys: out, shape (capacity,), the key of every entity.
        slots: out, int32, shape (a power of two, at least 2 * capacity,), entity numbers or EMPTY.
        known: out, shape (1,), how many entities there are.
        numbers: out, int32, shape (end - start or more,), the entity of every row from `start` on.

    Returns:
        The row after the last that was numbered; less than `end` when `keys` is full.
    """
    mask = np.uint64(slots.size - 1)
    count = known[0]
    row = start
    while row < end:
        key = rows[row * width]
        slot = ((np.uint64(key) * _GOLDEN) >> _SHIFT) & mask
        entity = np.int64(slots[slot])
        while entity >= 0 and keys[entity] != key:
            slot = (slot + _ONE) & mask
            entity = np.int64(slots[slot])
        if entity < 0:
            if count == keys.size:
                break
            entity = count
            keys[entity] = key
            slots[slot] = entity
            count += 1
        numbers[row - start] = entity
        row += 1
    known[0] = count
    return row


def index_entities(keys: Integers, known: int, slots: Any) -> None:
    """Fill the slots of a larger table.

    Args:
        keys: shape (capacity,), distinct in the first `known`.
        known: how many entities there are.
        slots: out, int32, all EMPTY, shape (a power of two, at least 2 * known,).
    """
    mask = np.uint64(slots.size - 1)
    for entity in range(known):
        slot = ((np.uint64(keys[entity]) * _GOLDEN) >> _SHIFT) & mask
        while slots[slot] >= 0:
            slot = (slot + _ONE) & mask
        slots[slot] = entity
