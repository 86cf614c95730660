"""Kernels: what the rows of one partition add to the state of its entities, one kernel for each kind of state.

A row is `width` int64 words: key, time, words of flags, values. A row counts for a reducer where its flag is set. The
state of an entity is a row of int64 words too; sums lie in them as the bits of float64. Rows are taken in order, so
every state, sums included, depends on the order of an entity's rows alone, and not on how they were cut.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from goalposts.scoring.arrays import Integers

_ROWS = "Array(int64, 1, 'C', readonly=True), int64, int64, int64"
_STATE = "Array(int32, 1, 'C', readonly=True), int64, int64[:, ::1]"
EDGE_SIGNATURE: Final = f"void({_ROWS}, int64, int64, int64, int64, int64, {_STATE})"
LEAST_SIGNATURE: Final = f"void({_ROWS}, int64, int64, int64, int64, {_STATE})"
SUM_SIGNATURE: Final = f"void({_ROWS}, int64, int64, int64, {_STATE})"
COUNT_SIGNATURE: Final = f"void({_ROWS}, int64, int64, {_STATE})"
FLAGS_SIGNATURE: Final = f"void({_ROWS}, int64, {_STATE})"


def keep_edge(
    rows: Integers,
    width: int,
    start: int,
    end: int,
    flags: int,
    bit: int,
    value: int,
    sign: int,
    later: int,
    numbers: Any,
    at: int,
    state: Integers,
) -> None:
    """Keep the value of the earliest row, or of the latest with `sign` -1 and `later` 1.

    Args:
        rows: shape (all rows * width,).
        width: words a row; the time is the second.
        start: the first row.
        end: the row after the last.
        flags: the word that holds the reducer's flag.
        bit: the flag.
        value: the word to keep.
        sign: times are multiplied by it.
        later: 1 if the later row of equal times wins, else 0.
        numbers: int32, shape (end - start,), the entity of every row.
        at: the state word of the signed time; the next is the value's.
        state: out, shape (entities, words).
    """
    for row in range(start, end):
        first = row * width
        if (rows[first + flags] >> bit) & 1:
            entity = numbers[row - start]
            time = sign * rows[first + 1]
            if time - later < state[entity, at]:
                state[entity, at] = time
                state[entity, at + 1] = rows[first + value]


def keep_least(
    rows: Integers,
    width: int,
    start: int,
    end: int,
    flags: int,
    bit: int,
    value: int,
    sign: int,
    numbers: Any,
    at: int,
    state: Integers,
) -> None:
    """Keep the least `sign * value`; arguments as in `keep_edge`."""
    for row in range(start, end):
        first = row * width
        if (rows[first + flags] >> bit) & 1:
            entity = numbers[row - start]
            state[entity, at] = min(state[entity, at], sign * rows[first + value])


def add_values(
    rows: Integers,
    width: int,
    start: int,
    end: int,
    flags: int,
    bit: int,
    value: int,
    numbers: Any,
    at: int,
    state: Integers,
) -> None:
    """Add float64 values; NaN is the sum of none. Arguments as in `keep_edge`."""
    amounts = rows.view(np.float64)
    sums = state.view(np.float64)
    for row in range(start, end):
        first = row * width
        if (rows[first + flags] >> bit) & 1:
            entity = numbers[row - start]
            before = sums[entity, at]
            sums[entity, at] = amounts[first + value] if np.isnan(before) else before + amounts[first + value]


def count_flagged(
    rows: Integers, width: int, start: int, end: int, flags: int, bit: int, numbers: Any, at: int, state: Integers
) -> None:
    """Count rows; arguments as in `keep_edge`."""
    for row in range(start, end):
        state[numbers[row - start], at] += (rows[row * width + flags] >> bit) & 1


def join_flags(
    rows: Integers, width: int, start: int, end: int, flags: int, numbers: Any, at: int, state: Integers
) -> None:
    """Join a whole word of flags by `or`: one pass for all of an entity's conditions. Arguments as in `keep_edge`."""
    for row in range(start, end):
        state[numbers[row - start], at] |= rows[row * width + flags]
