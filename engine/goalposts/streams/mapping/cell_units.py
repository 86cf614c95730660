"""The units in which cells may be written, beside the base unit of their field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from goalposts.expressions import SECONDS, ValueType

CLOCK_UNITS: Final = ("hh:mm:ss", "mm:ss")
"""Durations as a clock shows them."""
DURATION_UNITS: Final[Mapping[str, float]] = {**SECONDS, "us": 1e-6}
"""By what a number in this unit is multiplied to be seconds."""
NUMBER_UNITS: Final[Mapping[str, float]] = {"%": 100.0, "cents": 100.0, "micros": 1e6}
"""By what a number in this unit is divided."""
UNITS: Final[Mapping[ValueType, tuple[str, ...]]] = {
    ValueType.DURATION: (*DURATION_UNITS, *CLOCK_UNITS),
    ValueType.NUMBER: tuple(NUMBER_UNITS),
    ValueType.MONEY: tuple(NUMBER_UNITS),
}
"""By type of a field those that its rule may name; times have their own, see `TIME_UNITS`."""
