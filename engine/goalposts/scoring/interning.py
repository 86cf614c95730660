"""Gives words numbers that hold across batches."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from attrs import define, field
from numpy.typing import NDArray

if TYPE_CHECKING:
    from goalposts.expressions.columns import Column
    from goalposts.scoring.arrays import Flags, Integers


@define(eq=False)
class Interned:
    """Words by number, in the order in which they are met; equal words get one number, however long they are.

    Attributes:
        bytes: an estimate of their memory: each word, and 120 bytes of Python around it.
    """

    words: list[str] = field(factory=list)
    bytes: int = 0
    _numbers: dict[str, int] = field(factory=dict, repr=False)

    def numbers(self, column: Column) -> Integers:
        """The numbers of a column's words, shape (rows,); anything where a cell is missing."""
        if not column.words:
            return np.zeros(column.values.shape, np.int64)
        numbers: Integers = np.array([self._number(word) for word in column.words], np.int64)[column.values]
        return numbers

    def _number(self, word: str) -> int:
        number = self._numbers.setdefault(word, len(self.words))
        if number == len(self.words):
            self.words.append(word)
            self.bytes += 120 + len(word)
        return number

    def column_of(self, numbers: Integers, valid: Flags | None) -> tuple[NDArray[np.int32], tuple[str, ...]]:
        """Return codes and the words that they stand for, only those that occur."""
        numbers = numbers if valid is None else np.where(valid, numbers, 0)
        if not self.words:
            return np.zeros(numbers.size, np.int32), ("",)
        found, codes = np.unique(numbers, return_inverse=True)
        return codes.reshape(-1).astype(np.int32), tuple(self.words[number] for number in found)
