"""The time limit of a statement, as the 20 s of `answered within 20 s`: a parameter of what is measured, no promise."""

from __future__ import annotations

import re
from typing import Final

from goalposts.expressions import Quantity
from goalposts.statements.folding import folded
from goalposts.statements.numerals import NUMBER, number_of
from goalposts.statements.units import DURATIONS, UNIT, WEEK, unit_of

_LIMIT: Final = re.compile(rf"\b(?:within|in under|in|за|в течение) (?P<count>{NUMBER}) ?-?(?:{UNIT})")
_DAYS_OF_A_WEEK: Final = 7


def said_limit(statement: str) -> Quantity | None:
    """Return within how long a thing is to be done; None where the words do not say so, or say it twice.

    >>> str(said_limit("80 % вызовов приняты за 30 секунд к 1 марта 2027"))
    '30 s'
    """
    text = folded(statement)
    found = []
    for match in _LIMIT.finditer(text.text):
        groups = match.groupdict()
        count = number_of(str(groups.pop("count")), text.language)
        unit = unit_of(groups)
        if unit in DURATIONS:
            found.append(Quantity(count * _DAYS_OF_A_WEEK, "d") if unit == WEEK else Quantity(count, unit))
    return found[0] if len(found) == 1 else None
