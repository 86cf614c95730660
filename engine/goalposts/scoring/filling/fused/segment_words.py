"""The words that segment a stream's days, numbered in the order in which a lane meets them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final

import numpy as np
from attrs import define, field
from numpy.typing import NDArray

from goalposts.expressions.columns import Column

if TYPE_CHECKING:
    from typing import Self

    from goalposts.scoring.arrays import Flags

_HEAD_ROWS: Final = 1 << 14
"""Few words are all met in so many rows, and the others need not be looked at."""


@define(eq=False)
class SegmentWords:
    """Numbers words across batches.

    Attributes:
        words: by number.
    """

    words: list[str] = field(factory=list)
    _numbers: dict[str, int] = field(factory=dict, repr=False)
    _alike: tuple[str, ...] | None = None  # words whose codes are their numbers already

    @classmethod
    def of(cls, words: Iterable[str]) -> Self:
        """Words that have their numbers from the start; the empty one, which stands for missing ones, gets none."""
        named = [word for word in words if word]
        return cls(named, {word: number for number, word in enumerate(named)})

    def column(self, column: Column, planned: Callable[[], Flags]) -> Column:
        """The same column with the numbers in place of its codes; itself where they are the same.

        A cell with an empty word is a missing one. A word that no row of the planned days has gets no number: its rows
        are counted beside those days, whatever their word.

        Args:
            column: shape (rows,).
            planned: says which rows lie on planned days, shape (rows,); asked where there is a new word.
        """
        if not column.values.ndim:
            raise ValueError("a column of segments has a cell for every row")
        if column.words is self._alike:
            return column
        if "" in column.words:
            column = _only(column, column.values != column.words.index(""))
        self._meet(column, planned)
        numbers = np.array([self._numbers.get(word, 0) for word in column.words] or [0], np.int32)
        if bool((numbers == np.arange(numbers.size)).all()):
            self._alike = column.words if all(word in self._numbers for word in column.words) else None
            return column
        codes: NDArray[np.int32] = column.values if column.valid is None else np.where(column.valid, column.values, 0)
        return Column(column.type, numbers[codes], column.valid, tuple(self.words))

    def _meet(self, column: Column, planned: Callable[[], Flags]) -> None:
        fresh = [(code, word) for code, word in enumerate(column.words) if word not in self._numbers]
        if not fresh:
            return
        used = _used(column, _HEAD_ROWS)
        if not all(used[code] for code, _ in fresh):
            used = _used(column, column.values.size)
        if any(used[code] for code, _ in fresh) and not (inside := planned()).all():
            used = _used(_only(column, inside), column.values.size)
        for code, word in fresh:
            if used[code]:
                self._numbers[word] = len(self.words)
                self.words.append(word)


def _only(column: Column, rows: Flags) -> Column:
    valid = rows if column.valid is None else rows & column.valid
    return Column(column.type, column.values, valid, column.words)


def _used(column: Column, rows: int) -> NDArray[np.int64]:
    """How many of the first rows have each word."""
    codes = column.values[:rows]
    return np.bincount(codes if column.valid is None else codes[column.valid[:rows]], minlength=len(column.words))
