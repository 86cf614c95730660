"""Memory for packed rows that wait to be folded."""

from __future__ import annotations

from typing import Final

from attrs import define, field

from goalposts.scoring.folds.spare_memory import Bytes, spare_memory

_PIECE_BYTES: Final = 32 << 20


@define(eq=False)
class RowMemory:
    """Hands out memory for packed rows, in large pieces that are used again and again."""

    pieces: list[Bytes] = field(factory=list, repr=False)
    taken: int = 0
    _piece: int = 0
    _start: int = 0

    @property
    def bytes(self) -> int:
        """What it holds."""
        return sum(piece.nbytes for piece in self.pieces)

    def room(self, size: int, of: int) -> Bytes:
        """Return bytes that nobody else has until `clear`; memory comes in an eighth of what all may take."""
        while self._piece < len(self.pieces) and self._start + size > self.pieces[self._piece].size:
            self._piece, self._start = self._piece + 1, 0
        if self._piece == len(self.pieces):
            self.pieces.append(spare_memory().take(max(size, min(of // 8, _PIECE_BYTES))))
        start, self._start = self._start, self._start + size
        self.taken += size
        return self.pieces[self._piece][start : self._start]

    def clear(self) -> None:
        """Take all back, for the next rows."""
        self.taken = self._piece = self._start = 0

    def release(self) -> None:
        """Give all up."""
        self.clear()
        self.pieces.clear()
