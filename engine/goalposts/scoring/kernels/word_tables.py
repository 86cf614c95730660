"""Kernels: equal words of a long list are found, by their hash in tables that fit the L2 cache.

Plain loops, compiled by numba when an attribution is large (`compiling.py`). The hash is FNV-1a with 64 bits, of which
a multiplication makes the upper ones good. Words are compared afterwards, in the order in which they lie: where
they are looked up nearly every one is far away from the one before, which took as long as all the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from goalposts.scoring.arrays import Codes, Integers

HASH_SIGNATURE: Final = (
    "void(Array(uint8, 1, 'C', readonly=True), Array(int64, 1, 'C', readonly=True), int64, int64, int64, int32[::1], "
    "int64[::1])"
)
MATCH_SIGNATURE: Final = "void(int64[:, ::1], int32[::1], int32[::1])"
EQUAL_SIGNATURE: Final = (
    "boolean(Array(uint8, 1, 'C', readonly=True), Array(int64, 1, 'C', readonly=True), int64, int64, int32[::1])"
)
HASH_BITS: Final = 64

_BASIS = np.uint64(0xCBF29CE484222325)
_PRIME = np.uint64(0x100000001B3)
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_HALF = np.uint64(32)
_PLACE = (1 << 32) - 1
_BLOCK = 256
_LOWEST = 16  # the lower bits of a product are poor


def hash_words(data: Any, ends: Integers, start: int, end: int, shift: int, tables: Codes, hashes: Integers) -> None:
    """Hash some words.

    Args:
        data: bytes of all words, at least one.
        ends: shape (words + 1,), where each word begins and the last one ends.
        start: the first word.
        end: the word after the last.
        shift: bits of a hash that do not tell the table.
        tables: out, shape (words,).
        hashes: out, shape (words,).
    """
    for word in range(start, end):
        found = _BASIS
        for place in range(ends[word], ends[word + 1]):
            found = (found ^ np.uint64(data[place])) * _PRIME
        found = (found ^ (found >> _HALF)) * _GOLDEN
        hashes[word] = np.int64(found >> np.uint64(1))
        tables[word] = np.int32(found >> np.uint64(shift))


def match_hashes(rows: Integers, slots: Codes, firsts: Codes) -> None:
    """Find the first of equal hashes among those of one table.

    Args:
        rows: shape (words of the table, 2), ascending: hashes, and the words in the lower half.
        slots: room, a power of two and more than there are words, -1 before.
        firsts: out, shape (all words,): the first word whose hash is equal.
    """
    mask = slots.size - 1
    for row in range(rows.shape[0]):
        word = rows[row, 1] & _PLACE
        slot = (rows[row, 0] >> _LOWEST) & mask
        while slots[slot] >= 0 and rows[slots[slot], 0] != rows[row, 0]:
            slot = (slot + 1) & mask
        if slots[slot] < 0:
            slots[slot] = row
        firsts[word] = rows[slots[slot], 1] & _PLACE


def are_equal(data: Any, ends: Integers, start: int, end: int, firsts: Codes) -> bool:
    """Whether words are what their firsts are, byte by byte.

    Args:
        data: bytes of all words, at least one.
        ends: shape (words + 1,), where each word begins and the last one ends.
        start: the first word.
        end: the word after the last.
        firsts: shape (words,), from `match_hashes`.
    """
    others, differing, last = np.empty(_BLOCK, np.int64), 0, data.size - 1
    for low in range(start, end, _BLOCK):
        high = min(low + _BLOCK, end)
        # two loops that only look, so that the processor waits for many far words at once and not for one by one
        for word in range(low, high):
            others[word - low] = ends[firsts[word]]
            differing |= (ends[firsts[word] + 1] - others[word - low]) ^ (ends[word + 1] - ends[word])
        for word in range(low, high):
            differing |= data[min(ends[word], last)] ^ data[min(others[word - low], last)]
        if differing != 0:
            return False
        for word in range(low, high):
            begin, other = ends[word], others[word - low]
            for place in range(ends[word + 1] - begin):
                differing |= data[begin + place] ^ data[other + place]
    return differing == 0
