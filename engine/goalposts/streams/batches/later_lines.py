"""Lines of rows whose place in the file is only looked for when somebody asks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, overload

import numpy as np
from attrs import frozen
from numpy.typing import NDArray


@frozen(eq=False)
class LaterLines:
    """The lines of the rows of a part of a file, counted from its own start.

    Attributes:
        places: within the part.
        before: counts the lines before it.

    >>> lines = LaterLines(np.arange(1, 4), lambda: 1000)
    >>> int(lines[0]), lines[np.array([True, False, True])].tolist()
    (1001, [1001, 1003])
    """

    places: NDArray[np.int64]
    before: Callable[[], int]

    @overload
    def __getitem__(self, rows: NDArray[Any]) -> LaterLines: ...
    @overload
    def __getitem__(self, rows: int | np.integer[Any]) -> int: ...
    def __getitem__(self, rows: Any) -> LaterLines | int:
        if isinstance(rows, np.ndarray):
            return LaterLines(self.places[rows], self.before)
        return int(self.places[rows]) + self.before()

    def tolist(self) -> list[int]:
        """All lines."""
        before = self.before() if len(self.places) else 0
        return [int(place) for place in self.places + before]
