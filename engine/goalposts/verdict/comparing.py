"""Holds numbers against each other, and remembers what was held against what."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from goalposts.model.trace import Comparison

_SIGNS: Final[Mapping[str, Callable[[float, float], bool]]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def compared(of: str, value: float | None, sign: str, threshold: float | None) -> Comparison:
    """Compare; what is missing on either side does not hold.

    >>> compared("days_left", 3, ">", 0).holds
    True
    """
    holds = value is not None and threshold is not None and bool(_SIGNS[sign](value, threshold))
    return Comparison(of, value, sign, threshold, holds)


def missing(of: str, value: float | None) -> Comparison:
    """Ask whether there is no value."""
    return Comparison(of, value, "missing", None, value is None)


def present(of: str, value: float | None) -> Comparison:
    """Ask whether there is a value."""
    return Comparison(of, value, "present", None, value is not None)


def all_hold(comparisons: Iterable[Comparison]) -> bool:
    """Say whether every comparison holds; of none, they do."""
    return all(comparison.holds for comparison in comparisons)
