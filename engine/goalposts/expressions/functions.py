"""The functions of the language, all of one argument, and what they take and give."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from attrs import frozen

from goalposts.expressions.types import ValueType


@frozen
class Function:
    """A function of one argument.

    Attributes:
        takes: the type of the argument; None for any that can be summed.
        gives: the type of the result; None for that of the argument.
    """

    takes: ValueType | None
    gives: ValueType | None


_NUMBER_OF_TIME: Final = Function(ValueType.TIMESTAMP, ValueType.NUMBER)

FUNCTIONS: Final[Mapping[str, Function]] = {
    "abs": Function(None, None),
    "weekday": _NUMBER_OF_TIME,
    "hour": _NUMBER_OF_TIME,
    "day_of_month": _NUMBER_OF_TIME,
    "month": _NUMBER_OF_TIME,
    "is_weekend": Function(ValueType.TIMESTAMP, ValueType.FLAG),
}
"""By name. Calendar parts are read on the wall clock of the project's zone: Monday is weekday 1, January month 1."""
