"""Gives words numbers that hold across batches."""

from __future__ import annotations

from itertools import repeat
from typing import TYPE_CHECKING, Final

import numpy as np
from attrs import define, field
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goalposts.expressions.columns import Column
    from goalposts.scoring.arrays import Flags, Integers

Table = NDArray[np.int32]

_PYTHON_BYTES: Final = 120
_SAMPLE: Final = 1 << 16


@define(eq=False)
class Interned:
    """Words by number, in the order in which they are met; equal words get one number, however long they are.

    Attributes:
        words: the words.
        bytes: an estimate of their memory: each word, and 120 bytes of Python around it.
    """

    words: Sequence[str] = ()
    bytes: int = 0
    _numbers: dict[str, int] = field(factory=dict, repr=False)
    _seen: tuple[str, ...] | None = field(default=None, repr=False)
    _table: Table | None = field(default=None, repr=False)

    def table(self, words: tuple[str, ...]) -> Table | None:
        """The number of every word of a column, each different; None where codes are numbers already.

        Codes of the first column are taken for numbers as they are, so that a stream whose batches share one
        dictionary costs nothing.
        """
        if words is self._seen:
            return self._table
        if not self.words:
            self.words, self.bytes, self._table = words, _bytes(words), None
        else:
            if not self._numbers:
                self._numbers = {word: number for number, word in enumerate(self.words)}
                self.words = list(self.words)
            self._table = self._looked_up(words)
        self._seen = words
        return self._table

    def numbers(self, column: Column) -> Integers:
        """The numbers of a column's words, shape (rows,); anything where a cell is missing."""
        if not column.words:
            return np.zeros(column.values.shape, np.int64)
        table = self.table(column.words)
        numbers: Integers = (column.values if table is None else table[column.values]).astype(np.int64)
        return numbers

    def _looked_up(self, words: tuple[str, ...]) -> Table:
        assert isinstance(self.words, list)
        found = np.array(list(map(self._numbers.get, words, repeat(-1))), np.int32)
        places = np.flatnonzero(found < 0)
        if places.size:
            known, new = len(self.words), tuple(words[place] for place in places.tolist())
            found[places] = np.arange(known, known + places.size)
            self._numbers.update(zip(new, range(known, known + places.size), strict=True))
            self.words.extend(new)
            self.bytes += _bytes(new)
        return found

    def distinct_column_of(self, numbers: Integers) -> tuple[Table, tuple[str, ...]]:
        """Return codes and words of numbers of which no two are equal."""
        return np.arange(numbers.size, dtype=np.int32), tuple(map(self.words.__getitem__, numbers.tolist()))

    def column_of(self, numbers: Integers, valid: Flags | None) -> tuple[Table, tuple[str, ...]]:
        """Return codes and the words that they stand for, only those that occur."""
        numbers = numbers if valid is None else np.where(valid, numbers, 0)
        if not self.words:
            return np.zeros(numbers.size, np.int32), ("",)
        if len(self.words) > 4 * numbers.size:
            found, codes = np.unique(numbers, return_inverse=True)
            return codes.reshape(-1).astype(np.int32), tuple(self.words[number] for number in found.tolist())
        occurs = np.zeros(len(self.words), np.bool_)
        occurs[numbers] = True
        found = np.flatnonzero(occurs)
        places = np.zeros(occurs.size, np.int32)
        places[found] = np.arange(found.size, dtype=np.int32)
        return places[numbers], tuple(self.words[number] for number in found.tolist())


def _bytes(words: tuple[str, ...]) -> int:
    """Of a long dictionary every so many words are asked."""
    every = max(len(words) // _SAMPLE, 1)
    return _PYTHON_BYTES * len(words) + every * sum(map(len, words[::every]))
