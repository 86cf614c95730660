"""The unit that an axis speaks: seconds become minutes or hours, large amounts thousands or millions."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from attrs import frozen

from goalposts.locale import Text, currency_symbol

if TYPE_CHECKING:
    from collections.abc import Iterable

_DURATIONS = (
    (300, 1, Text(en="s", ru="с")),
    (7200, 60, Text(en="min", ru="мин")),
    (172800, 3600, Text(en="h", ru="ч")),
    (math.inf, 86400, Text(en="d", ru="дн.")),
)
_AMOUNTS = (
    (1e4, 1.0, Text(en="", ru="")),
    (1e6, 1e3, Text(en="thousand", ru="тыс.")),
    (1e9, 1e6, Text(en="million", ru="млн")),
    (math.inf, 1e9, Text(en="billion", ru="млрд")),
)


@frozen
class AxisUnit:
    """A KPI value times `factor` is what the axis shows, in the unit that `title` names."""

    factor: float
    title: Text


def axis_unit(unit: str, currency: str, values: Iterable[float], *, of_changes: bool = False) -> AxisUnit:
    """Choose the unit of an axis by the largest number on it; changes of shares are in percentage points."""
    largest = max((abs(value) for value in values), default=0.0)
    if unit == "%":
        return AxisUnit(100.0, Text(en="pp", ru="п. п.") if of_changes else Text.of("%"))
    if unit == "s":
        _, seconds, name = next(step for step in _DURATIONS if largest < step[0])
        return AxisUnit(1 / seconds, name)
    _, amount, name = next(step for step in _AMOUNTS if largest < step[0])
    return AxisUnit(1 / amount, _with_unit(name, unit, currency))


def _with_unit(name: Text, unit: str, currency: str) -> Text:
    symbol = currency_symbol(currency) if unit == "money" else unit
    return Text(en=f"{name.en} {symbol}".strip(), ru=f"{name.ru} {symbol}".strip())
