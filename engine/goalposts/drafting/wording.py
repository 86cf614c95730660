"""Targets and starts in the words of a sentence, in the language of the statement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from goalposts.expressions import Quantity, ValueType
from goalposts.locale import Text, duration, money, number, points
from goalposts.model import Direction, SaidKind, SaidTarget

if TYPE_CHECKING:
    from goalposts.model import Kpi

_FLOOR = Text(en="at least {size}", ru="не менее {size}")
_CEILING = Text(en="at most {size}", ru="не более {size}")
_LEVEL = Text(en="{size}", ru="{size}")
_RISE = Text(en="{size} more than today", ru="на {size} больше, чем сегодня")
_FALL = Text(en="{size} less than today", ru="на {size} меньше, чем сегодня")
_CHANGE = Text(en="{size} away from today", ru="на {size} иначе, чем сегодня")
_TIMES = Text(en="{size} times today's value", ru="{size} от сегодняшнего значения")
_SIDES: Final = {SaidKind.FLOOR: _FLOOR, SaidKind.CEILING: _CEILING, SaidKind.LEVEL: _LEVEL}
_CHANGES: Final = {Direction.UP: _RISE, Direction.DOWN: _FALL}


def target_text(target: SaidTarget, kpi: Kpi | None) -> str:
    """Return the promise as a project file writes it; empty where even the KPI leaves a side open."""
    if target.text or kpi is None or kpi.direction not in (Direction.UP, Direction.DOWN):
        return target.text
    if target.kind is SaidKind.LEVEL:
        return f"{'>=' if kpi.direction is Direction.UP else '<='} {target.quantity}"
    rises = kpi.direction is Direction.UP
    if target.kind is SaidKind.CHANGE:
        return f"{'+' if rises else '-'}{target.quantity}"
    return f"x {target.quantity.value if rises else 1 / target.quantity.value:.6g}"


def promised(target: SaidTarget, kpi: Kpi | None) -> Text:
    """Say a promise."""
    side = target.direction
    if side is Direction.NONE and kpi is not None:
        side = kpi.direction
    if target.kind is SaidKind.FACTOR:
        return _TIMES.fill(size=number(target.factor))
    size = shown(target.quantity)
    if target.kind is SaidKind.CHANGE:
        return _CHANGES.get(side, _CHANGE).fill(size=size)
    if target.kind is SaidKind.LEVEL:
        return {Direction.UP: _FLOOR, Direction.DOWN: _CEILING}.get(side, _LEVEL).fill(size=size)
    return _SIDES[target.kind].fill(size=size)


def shown(quantity: Quantity) -> Text:
    """Show a quantity in the unit in which it was said."""
    if quantity.unit == "%":
        size = number(quantity.value, _decimals(quantity.value))
        return Text(en=f"{size.en}%", ru=f"{size.ru}\N{NO-BREAK SPACE}%")
    if quantity.unit == "pp":
        return points(quantity.in_base_unit)
    if quantity.type is ValueType.MONEY:
        return money(quantity.value, quantity.unit)
    if quantity.type is ValueType.DURATION:
        size = number(quantity.value, _decimals(quantity.value))
        return _UNITS[quantity.unit].fill(size=size) if quantity.unit in _UNITS else duration(quantity.in_base_unit)
    return number(quantity.value, _decimals(quantity.value))


def _decimals(value: float) -> int:
    return 0 if value.is_integer() else 2


_UNITS: Final = {
    "s": Text(en="{size}\N{NO-BREAK SPACE}s", ru="{size}\N{NO-BREAK SPACE}с"),
    "min": Text(en="{size}\N{NO-BREAK SPACE}min", ru="{size}\N{NO-BREAK SPACE}мин"),
    "h": Text(en="{size}\N{NO-BREAK SPACE}h", ru="{size}\N{NO-BREAK SPACE}ч"),
    "d": Text(en="{size} days", ru="{size}\N{NO-BREAK SPACE}дн."),
}
