"""How far a goal looks back at earlier events of the same customer, case or other key.

The first days of an export know of none: who was there before looks new, and who came again seems to come first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import ceil
from typing import TYPE_CHECKING, Final

from goalposts.expressions import Expression, Quantity, ValueType, names
from goalposts.expressions.formula import parts
from goalposts.expressions.nodes import Call, Number, Param, children

if TYPE_CHECKING:
    from goalposts.model.resolved import ResolvedGoal

_EARLIER: Final = frozenset({"number", "previous_at", "first_at"})
_DAY: Final = 86_400
_UNSTATED: Final = 28
"""Days asked for where a formula has no time: to have been here before has no term."""


def looks_back(goal: ResolvedGoal) -> int:
    """How many days before its baseline a goal's events should begin; 0 where its KPI does not look back.

    A day is too little to bend a trend, and so is what a calendar part asks for: the first event of a month needs no
    other month.
    """
    if not any(kind.history is not None for kind in goal.kpi.reads(goal.variant)):
        return 0
    asking = [*parts(goal.formula).values(), *(() if goal.where is None else (goal.where,))]
    asking = [part for part in asking if names(part) & _EARLIER and not _asks_the_calendar(part)]
    if not asking:
        return 0
    times = [seconds for part in asking for seconds in _durations(part, goal.params)]
    days = ceil(max(times) / _DAY) if times else _UNSTATED
    return days if days > 1 else 0


def _asks_the_calendar(part: Expression) -> bool:
    own = isinstance(part, Call) and bool(names(part) & _EARLIER)
    return own or any(_asks_the_calendar(child) for child in children(part))


def _durations(part: Expression, params: Mapping[str, Quantity]) -> Iterator[float]:
    found = part.quantity if isinstance(part, Number) else params.get(part.name) if isinstance(part, Param) else None
    if found is not None and found.type is ValueType.DURATION:
        yield abs(found.in_base_unit)
    for child in children(part):
        yield from _durations(child, params)
