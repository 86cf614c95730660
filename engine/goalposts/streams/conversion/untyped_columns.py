"""Columns of a source as conditions and formulas read them: words, and numbers where they are compared with one.

What a cell means is what it means to a field: an empty cell, or one that is among the words of `nulls`, is missing in
every format, and numbers are written the way that the source says.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from attrs import frozen
from numpy.typing import NDArray

from goalposts.errors import SourceError
from goalposts.expressions import ValueType
from goalposts.expressions.columns import Column
from goalposts.locale import Text
from goalposts.streams.batches.arrow_values import as_numpy, text_array
from goalposts.streams.batches.raw_text import WRITE_ANEW, as_text, as_words, blank_as_null, is_text, without_words
from goalposts.streams.conversion.numbers import read_numbers

Numbers = Callable[[tuple[str, ...]], NDArray[np.float64]]


@frozen
class Spelling:
    """How a source writes its cells.

    Attributes:
        nulls: words that mean no value.
        decimal: the decimal sign.
        thousands: the sign between groups of digits, beside spaces.
        currency: whose sign may stand beside an amount; empty where none may.
    """

    nulls: tuple[str, ...] = ()
    decimal: str = "."
    thousands: str = ""
    currency: str = ""


def untyped_column(cells: pa.Array, spelling: Spelling) -> Column:
    """Make an untyped column: the text of every cell, and what it is as a number.

    Raises:
        SourceError: a text that is not UTF-8.
    """
    try:
        codes, words, valid = as_words(as_text(cells))
    except UnicodeDecodeError as fault:
        problem = Text(en="a column that `where:` reads is not UTF-8", ru="столбец из условия `where:` не в UTF-8")
        raise SourceError(problem, hint=WRITE_ANEW) from fault
    if words:
        there = as_numpy(pc.is_valid(blank_as_null(without_words(text_array(words), spelling.nulls))))
        if not there.all():
            valid = there[codes] if valid is None else there[codes] & valid
    return Column(ValueType.RAW, codes, valid, words, _numbers(cells.type, spelling))


def _numbers(kind: pa.DataType, spelling: Spelling) -> Numbers:
    """How the words of a column are read as numbers; numbers that came as such are written in one way only."""
    if is_text(kind):
        return partial(_written_numbers, spelling)
    return _no_numbers if pa.types.is_temporal(kind) or pa.types.is_boolean(kind) else _plain_numbers


def _written_numbers(spelling: Spelling, words: tuple[str, ...]) -> NDArray[np.float64]:
    return read_numbers(text_array(words), spelling.decimal, spelling.thousands, spelling.currency)[0]


def _plain_numbers(words: tuple[str, ...]) -> NDArray[np.float64]:
    return read_numbers(text_array(words), ".")[0]


def _no_numbers(words: tuple[str, ...]) -> NDArray[np.float64]:
    """A time is no number, however it is stored, nor is a flag; so it is for fields."""
    return np.full(len(words), np.nan)
