"""The words that segment a stream's days, numbered in the order in which a lane meets them."""

from __future__ import annotations

import numpy as np
from attrs import define, field
from numpy.typing import NDArray

from goalposts.expressions.columns import Column


@define(eq=False)
class SegmentWords:
    """Numbers words across batches.

    Attributes:
        words: by number.
    """

    words: list[str] = field(factory=list)
    _numbers: dict[str, int] = field(factory=dict, repr=False)

    def column(self, column: Column) -> Column:
        """The same column with the numbers in place of its codes; itself where they are the same.

        A cell with an empty word is a missing one.
        """
        if "" in column.words:
            there = column.values != column.words.index("")
            valid = there if column.valid is None else column.valid & there
            column = Column(column.type, column.values, valid, column.words)
        for word in column.words:
            if word not in self._numbers:
                self._numbers[word] = len(self.words)
                self.words.append(word)
        numbers = np.array([self._numbers[word] for word in column.words] or [0], np.int32)
        if bool((numbers == np.arange(numbers.size)).all()):
            return column
        codes: NDArray[np.int32] = column.values if column.valid is None else np.where(column.valid, column.values, 0)
        return Column(column.type, numbers[codes], column.valid, tuple(self.words))
