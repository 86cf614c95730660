"""Reads untyped source columns as numbers or flags; each distinct word is read once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from goalposts.expressions.columns import Column
from goalposts.expressions.types import ValueType

_NUMBER: Final = re.compile(r"\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*", re.ASCII)
FLAG_WORDS: Final[Mapping[str, bool]] = {
    **dict.fromkeys(("true", "1", "yes", "да"), True),
    **dict.fromkeys(("false", "0", "no", "нет"), False),
}


def as_numbers(column: Column) -> Column:
    """Read words as float64, the way the column says; an empty or unreadable one is missing."""
    read = _plain_numbers if column.numbers is None else column.numbers
    values = np.append(read(column.words), np.nan)[_codes(column)]
    return Column(ValueType.NUMBER, values, np.isfinite(values))


def as_flags(column: Column) -> Column:
    """Read words such as `true`, `0` or `да` as flags; an empty or unreadable one is missing."""
    flags = [FLAG_WORDS.get(word.strip().casefold()) for word in column.words]
    values = np.array([*(flag is True for flag in flags), False])[_codes(column)]
    return Column(ValueType.FLAG, values, np.array([*(flag is not None for flag in flags), False])[_codes(column)])


def _codes(column: Column) -> NDArray[Any]:
    return column.values if column.valid is None else np.where(column.valid, column.values, -1)


def _plain_numbers(words: tuple[str, ...]) -> NDArray[np.float64]:
    return np.array([float(word) if _NUMBER.fullmatch(word) else np.nan for word in words], np.float64)
