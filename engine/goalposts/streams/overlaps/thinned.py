"""Keeps prints of rows in bounded memory: of very many rows a share, which the prints themselves decide."""

from __future__ import annotations

from typing import Final

import numpy as np
from attrs import define, field
from numpy.typing import NDArray

BUDGET_ROWS: Final = 1 << 22
"""Of so many rows all are kept: 100 MB with three numbers each."""


@define(eq=False)
class Thinned:
    """Rows of whole numbers by file, of which the first one is a print; equal prints are kept or dropped together.

    Attributes:
        budget: how many rows may be kept.
        halvings: how often the half of them was dropped; 0 where all are there.
    """

    budget: int = BUDGET_ROWS
    halvings: int = field(default=0, init=False)
    _kept: dict[int, list[NDArray[np.int64]]] = field(factory=dict, init=False)
    _rows: int = field(default=0, init=False)

    def add(self, file: int, rows: NDArray[np.int64]) -> None:
        """Take rows of a file: shape (rows, numbers)."""
        drawn = self._drawn(rows)
        self._kept.setdefault(file, []).append(drawn)
        self._rows += len(drawn)
        while self._rows > self.budget:
            self.halvings += 1
            self._kept = {known: [self._drawn(np.concatenate(parts))] for known, parts in self._kept.items()}
            self._rows = sum(len(part) for parts in self._kept.values() for part in parts)

    def of(self, file: int) -> NDArray[np.int64]:
        """The rows of a file that are kept; none of one that was never added to."""
        parts = self._kept.get(file)
        return np.concatenate(parts) if parts else np.zeros((0, 1), np.int64)

    @property
    def files(self) -> tuple[int, ...]:
        """Those of which rows were added."""
        return tuple(self._kept)

    def _drawn(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        return rows[rows[:, 0] & ((1 << self.halvings) - 1) == 0] if self.halvings else rows
