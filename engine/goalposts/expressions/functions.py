"""The functions of the language, and what they take and give."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from attrs import frozen

from goalposts.expressions.types import ValueType


@frozen
class Function:
    """A function.

    Attributes:
        takes: the type of the first argument; None for any that can be summed.
        gives: the type of the result; None for that of the argument.
        more: the types of the further arguments.
        by_business_hours: it counts by the business hours of the project, or by those in a text as its last argument.
    """

    takes: ValueType | None
    gives: ValueType | None
    more: tuple[ValueType, ...] = ()
    by_business_hours: bool = False

    @property
    def arguments(self) -> int:
        """How many arguments it must have."""
        return 1 + len(self.more)


_NUMBER_OF_TIME: Final = Function(ValueType.TIMESTAMP, ValueType.NUMBER)

FUNCTIONS: Final[Mapping[str, Function]] = {
    "abs": Function(None, None),
    "weekday": _NUMBER_OF_TIME,
    "hour": _NUMBER_OF_TIME,
    "day_of_month": _NUMBER_OF_TIME,
    "month": _NUMBER_OF_TIME,
    "year": _NUMBER_OF_TIME,
    "is_weekend": Function(ValueType.TIMESTAMP, ValueType.FLAG),
    "in_business_hours": Function(ValueType.TIMESTAMP, ValueType.FLAG, by_business_hours=True),
    "business_time": Function(
        ValueType.TIMESTAMP, ValueType.DURATION, more=(ValueType.TIMESTAMP,), by_business_hours=True
    ),
}
"""By name. Calendar parts are read on the wall clock of the project's zone: Monday is weekday 1, January month 1."""
