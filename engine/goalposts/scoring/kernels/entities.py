"""Kernel: the rows of one partition become entities; a hash table with linear probing, at most half full.

Slots hold entity numbers, not keys, so that every int64 is a key and no value means "empty". Entities are numbered as
their keys are met, and rows are taken in order: every state, sums included, depends on the order of an entity's rows
alone, and not on how they were cut. One pass with the steps inside was measured to be three times as fast as one pass
a step, because an entity's state then lies in one cache line that is touched once a row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from goalposts.scoring.arrays import Integers

EMPTY: Final = -1
FLAGS, LEAST, EDGE, SUM, COUNT = range(5)
"""What a step does: joins a word of flags, keeps a least value, keeps the value at an edge of time, sums, counts."""

FOLD_SIGNATURE: Final = (
    "int64(Array(int64, 1, 'C', readonly=True), int64, int64, int64, Array(int64, 2, 'C', readonly=True), "
    "Array(int64, 1, 'C', readonly=True), int64[::1], int32[::1], int64[::1], int64[:, ::1])"
)
INDEX_SIGNATURE: Final = "void(Array(int64, 1, 'C', readonly=True), int64, int32[::1])"

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(22)  # below the ten bits that chose the partition come those that choose the slot
_ONE = np.uint64(1)


def fold_rows(  # noqa: C901  # one loop over rows: a kernel calls no kernel
    rows: Integers,
    width: int,
    start: int,
    end: int,
    steps: Integers,
    initial: Integers,
    keys: Integers,
    slots: Any,
    known: Integers,
    state: Integers,
) -> int:
    """Fold rows until a new key finds no room.

    Args:
        rows: shape (all rows * width,); a row is key, time, words of flags, values.
        width: words a row.
        start: the first row.
        end: the row after the last.
        steps: shape (steps, 7): kind, word of its flags, bit of its flag, word of its value, sign (-1 for the last and
            the greatest), 1 if the later row of equal times wins, first word of the state. A row counts where its
            flag is set. An edge keeps the signed time and the value; sums are float64 bits, NaN the sum of none.
        initial: shape (words,), the state of an entity without rows.
        keys: out, shape (capacity,), the key of every entity.
        slots: out, int32, shape (a power of two, at least 2 * capacity,), entity numbers or EMPTY.
        known: out, shape (1,), how many entities there are.
        state: out, shape (capacity, words).

    Returns:
        The row after the last that was folded; less than `end` when `keys` is full.
    """
    mask, amounts, sums = np.uint64(slots.size - 1), rows.view(np.float64), state.view(np.float64)
    for row in range(start, end):
        base = np.uint64(row) * np.uint64(width)
        key = rows[base]
        slot = ((np.uint64(key) * _GOLDEN) >> _SHIFT) & mask
        found = slots[slot]
        while found >= 0 and keys[np.uint64(found)] != key:
            slot = (slot + _ONE) & mask
            found = slots[slot]
        if found < 0:
            found = known[0]
            if found == keys.size:
                return row
            keys[found], slots[slot], known[0] = key, found, found + 1
            state[found] = initial
        entity = np.uint64(found)
        for step in range(steps.shape[0]):
            kind, flags, at = steps[step, 0], rows[base + np.uint64(steps[step, 1])], np.uint64(steps[step, 6])
            if kind == FLAGS:
                state[entity, at] |= flags
            elif (flags >> steps[step, 2]) & 1:
                value = base + np.uint64(steps[step, 3])
                if kind == LEAST:
                    state[entity, at] = min(state[entity, at], steps[step, 4] * rows[value])
                elif kind == EDGE:
                    time = steps[step, 4] * rows[base + _ONE]
                    if time - steps[step, 5] < state[entity, at]:
                        state[entity, at], state[entity, at + _ONE] = time, rows[value]
                elif kind == SUM:
                    sums[entity, at] = amounts[value] + (0.0 if np.isnan(sums[entity, at]) else sums[entity, at])
                else:
                    state[entity, at] += 1
    return end


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
