"""Columns of values as NumPy arrays with their missing cells; what expressions are evaluated on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

from goalposts.expressions.types import ValueType


@frozen(eq=False)
class Column:
    """The cells of one column of one batch.

    Attributes:
        type: what the cells mean.
        values: shape (rows,), or () for a constant. float64 for numbers, durations (seconds) and money;
            int64 microseconds since 1970 UTC for timestamps; bool for flags; int32 codes into `words` for
            ids, categories, texts and untyped source columns (any code where a cell is missing).
        valid: shape as `values`, False where a cell is missing; None when none is.
        words: the distinct words that codes stand for.
        numbers: of an untyped column, how its source writes numbers: reads words as float64 of the same length, NaN
            where they are none; None for plain numbers with a decimal point.
    """

    type: ValueType
    values: NDArray[Any]
    valid: NDArray[np.bool_] | None = None
    words: tuple[str, ...] = field(default=(), repr=False)
    numbers: Callable[[tuple[str, ...]], NDArray[np.float64]] | None = field(default=None, repr=False)

    def __len__(self) -> int:
        return int(self.values.shape[0]) if self.values.ndim else 1
