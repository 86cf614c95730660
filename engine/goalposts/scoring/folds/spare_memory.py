"""Large arrays whose memory is used again by later ones; between them the system may take it back whenever it needs it.

Fresh memory costs more than what a fold writes into it: the system clears every page, and a virtual machine asks its
host for each. Memory is mapped in large pages where the system has them, and marked as free, but kept, when the last
view of it is gone.
"""

from __future__ import annotations

import ctypes
import mmap
import os
import weakref
from collections import deque
from functools import cache
from typing import Any, Final

import numpy as np
from attrs import define, field
from numpy.typing import NDArray

LARGE_BYTES: Final = 4 << 20
"""Smaller arrays are the allocator's."""

_KEPT_BYTES: Final = 2 << 30
_PAGE_BYTES: Final = 2 << 20
_PRIVATE: Final[dict[str, int]] = {"flags": mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS} if os.name == "posix" else {}
"""What is shared, as is usual, neither comes in large pages nor can be marked as free."""

Bytes = NDArray[np.uint8]


@define(eq=False)
class SpareMemory:
    """Memory that nobody uses now, by size: whole powers of two, so that it fits again.

    There is no lock: memory comes back from wherever the last view of it is dropped.
    """

    _pieces: dict[int, deque[mmap.mmap]] = field(factory=dict, repr=False)
    _lent: dict[int, weakref.finalize[Any, Any]] = field(factory=dict, repr=False)

    @property
    def bytes(self) -> int:
        """What is kept."""
        return sum(size * len(pieces) for size, pieces in list(self._pieces.items()))

    def take(self, size: int) -> Bytes:
        """Return so many bytes, with anything in them."""
        if size < LARGE_BYTES:
            return np.empty(size, np.uint8)
        whole = 1 << (size - 1).bit_length()
        pieces = self._pieces.setdefault(whole, deque())
        try:
            piece = pieces.pop()
        except IndexError:
            piece = _mapped(whole)
        held = (ctypes.c_char * (whole + _PAGE_BYTES)).from_buffer(piece)
        room: Bytes = np.frombuffer(memoryview(held), np.uint8)
        start = -room.ctypes.data % _PAGE_BYTES
        address = room.ctypes.data + start
        self._lent[address] = weakref.finalize(held, self._give, piece, whole, address)
        self._lent[address].atexit = False
        return room[start : start + size]

    def discard(self, array: Bytes) -> None:
        """Do not keep the memory of an array that `take` gave, when its last view is gone."""
        kept = self._lent.pop(array.ctypes.data, None)
        if kept is not None:
            kept.detach()

    def _give(self, piece: mmap.mmap, whole: int, address: int) -> None:
        self._lent.pop(address, None)
        if self.bytes + whole <= _KEPT_BYTES:
            _advise(piece, "MADV_FREE")
            self._pieces[whole].append(piece)


@cache
def spare_memory() -> SpareMemory:
    """The spare memory of this process."""
    return SpareMemory()


def _mapped(size: int) -> mmap.mmap:
    made = mmap.mmap(-1, size + _PAGE_BYTES, **_PRIVATE)  # a page more, to begin with one
    _advise(made, "MADV_HUGEPAGE")
    return made


def _advise(piece: mmap.mmap, name: str) -> None:
    """Tell the system, if it is one that listens."""
    advice: Any = getattr(mmap, name, None)
    if advice is not None:
        try:
            piece.madvise(advice)
        except OSError:
            return
