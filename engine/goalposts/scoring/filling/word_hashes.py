"""Numbers for words that are counted once: their hashes, the same in every process."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from attrs import define, field
from numpy.typing import NDArray

from goalposts.scoring.kernels.sketch import HASH_BITS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from goalposts.scoring.arrays import Floats

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
