"""The types of values, and the quantities with units that people write."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Final

from attrs import field, frozen


class ValueType(Enum):
    """What a field, or an expression, holds; the values are the words of error messages and of `events`."""

    ID = "id"
    CATEGORY = "category"
    TIMESTAMP = "timestamp"
    DURATION = "duration"
    MONEY = "money"
    NUMBER = "number"
    FLAG = "flag"
    TEXT = "text"
    RAW = "source column"

    @property
    def is_words(self) -> bool:
        """Whether values are words that can only be compared for equality."""
        return self in (ValueType.ID, ValueType.CATEGORY, ValueType.TEXT)

    @property
    def is_numeric(self) -> bool:
        """Whether values can be summed."""
        return self in (ValueType.DURATION, ValueType.MONEY, ValueType.NUMBER)


SECONDS: Final[Mapping[str, float]] = {"ms": 0.001, "s": 1.0, "min": 60.0, "h": 3600.0, "d": 86400.0}


def as_float(value: float) -> float:
    """Convert to float; of `float` itself attrs would ask the signature, which takes ten milliseconds to find out."""
    return float(value)


@frozen
class Quantity:
    """A number with the unit that it was written with; `unit` is empty for a plain number.

    >>> Quantity(20.0, "min").in_base_unit
    1200.0
    """

    value: float = field(converter=as_float)
    unit: str = ""

    @property
    def in_base_unit(self) -> float:
        """The value in seconds, as a fraction, or as it is."""
        if self.unit in ("%", "pp"):
            return self.value / 100
        return self.value * SECONDS.get(self.unit, 1.0)

    @property
    def type(self) -> ValueType:
        """What the quantity can be compared with."""
        if self.unit in SECONDS:
            return ValueType.DURATION
        return ValueType.NUMBER if self.unit in ("", "%", "pp") else ValueType.MONEY

    def __rmul__(self, factor: float) -> Quantity:
        return Quantity(self.value * factor, self.unit)

    def __str__(self) -> str:
        shown = repr(int(self.value)) if self.value.is_integer() and abs(self.value) < 1e15 else repr(self.value)
        return f"{shown} {self.unit}".rstrip()


SECOND: Final = Quantity(1, "s")
MINUTE: Final = Quantity(1, "min")
HOUR: Final = Quantity(1, "h")
DAY: Final = Quantity(1, "d")
