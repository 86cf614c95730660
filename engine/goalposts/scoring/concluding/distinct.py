"""Reads the number of distinct values of a window from the daily sketches.

Ertl's improved raw estimator (2017, algorithm 6) needs no table of corrections and has no jump between small and large
numbers; its standard error is 1.04 / sqrt(4096) = 1.6 % of the number, and less than one for a few dozen values.
"""

from __future__ import annotations

from math import inf, log, sqrt
from typing import TYPE_CHECKING, Final

import numpy as np
from attrs import define, field
from numpy.typing import NDArray

from goalposts.scoring.kernels.sketch import HASH_BITS, RANK_BITS, REGISTERS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from goalposts.scoring.arrays import Floats, Integers

_EIGHT: Final = 8
_HALF: Final = np.uint64(33)
_ALL: Final = np.uint64(2**64 - 1)
_GOLDEN: Final = np.uint64(0x9E3779B97F4A7C15)
_FACTORS: Final = (np.uint64(0xFF51AFD7ED558CCD), np.uint64(0xC4CEB9FE1A85EC53))


def hashes_of(words: Iterable[str]) -> Floats:
    """The hash of every word: a whole number below 2^52, which a float holds exactly; the same in every process.

    The bytes of UTF-8, eight at a time, each eight mixed into the hash by the finaliser of MurmurHash3 (Appleby 2011).
    """
    written = [word.encode("utf-8", "surrogatepass") for word in words]
    lengths = np.fromiter(map(len, written), np.int64, len(written))
    text = np.frombuffer(b"".join((*written, bytes(_EIGHT))), np.uint8)
    # eight bytes from every place on, whatever their alignment
    eights = np.ndarray(max(text.size - _EIGHT + 1, 0), "<u8", text.data, strides=(1,))
    starts = np.cumsum(lengths) - lengths
    found = _mixed(lengths.astype(np.uint64) + _GOLDEN)
    for place in range(0, int(lengths.max(initial=0)), _EIGHT):
        longer = np.flatnonzero(lengths > place)
        rest = np.minimum(lengths[longer] - place, _EIGHT)
        taken = eights[starts[longer] + place] & (_ALL >> (8 * (_EIGHT - rest)).astype(np.uint64))
        found[longer] = _mixed(found[longer] ^ _mixed(taken + _GOLDEN))
    return (found >> np.uint64(64 - HASH_BITS)).astype(np.float64)


def _mixed(bits: NDArray[np.uint64]) -> NDArray[np.uint64]:
    for factor in _FACTORS:
        bits = (bits ^ (bits >> _HALF)) * factor
    return bits ^ (bits >> _HALF)


@define(eq=False)
class WordHashes:
    """Remembers the hashes of the words that were asked for last; parts of a batch have the same words."""

    _words: tuple[str, ...] | None = None
    _hashes: Floats = field(factory=lambda: np.zeros(0))

    def of(self, words: tuple[str, ...]) -> Floats:
        """The hash of every word, and one more for cells without any."""
        if words is not self._words:
            self._words, self._hashes = words, np.append(hashes_of(words), 0.0)
        return self._hashes


def distinct_in(keys: Integers, ranks: Integers, first_day: int, days: int) -> tuple[int, Integers]:
    """Estimate how many distinct values a window has, and every one of its days.

    Args:
        keys: shape (entries,), `day * REGISTERS + register`, ascending, of the window only.
        ranks: shape (entries,), the rank of every key.
        first_day: the window's first day code.
        days: its number of days.
    """
    day, register = np.divmod(keys, REGISTERS)
    day = day - first_day
    merged = np.zeros(REGISTERS, np.int64)
    np.maximum.at(merged, register, ranks)
    daily = np.zeros(days, np.int64)
    starts = np.searchsorted(day, np.arange(days + 1))
    for place in range(days):
        of_day = ranks[starts[place] : starts[place + 1]]
        daily[place] = _estimate(of_day, REGISTERS - of_day.size)
    filled = merged[merged > 0]
    return _estimate(filled, REGISTERS - filled.size), daily


def _estimate(ranks: Integers, empty: int) -> int:
    counts = np.bincount(ranks, minlength=RANK_BITS + 2).tolist()
    z = REGISTERS * _tau(1 - counts[RANK_BITS + 1] / REGISTERS)
    for rank in range(RANK_BITS, 0, -1):
        z = 0.5 * (z + counts[rank])
    z += REGISTERS * _sigma(empty / REGISTERS)
    return round(REGISTERS * REGISTERS / (2 * log(2) * z))


def _sigma(x: float) -> float:
    if x == 1:
        return inf
    step, total, before = 1.0, x, -1.0
    while total != before:
        before, x = total, x * x
        total += x * step
        step += step
    return total


def _tau(x: float) -> float:
    if x in (0, 1):
        return 0.0
    step, total, before = 1.0, 1 - x, -1.0
    while total != before:
        before, x, step = total, sqrt(x), step / 2
        total -= (1 - x) ** 2 * step
    return total / 3
