"""How long after the last day of a window its KPI is still moving: until then nothing can be said of that day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from goalposts.expressions import Formula, Quantity, Survival
from goalposts.expressions.nodes import Number, Param
from goalposts.model.resolved import ResolvedGoal

FOLLOWED_FOR_A_QUANTILE: Final = 180
"""Days that entries are followed for a median or another quantile of a time to event, which names no age itself."""
LEAST_ENTRY_WEEKS: Final = 4
"""Weeks of entry that must be followed to the age before a time to event is judged."""

_DAY_SECONDS: Final = 86_400


def days_followed(formula: Formula, params: Mapping[str, Quantity]) -> int | None:
    """The age in days to which a time to event follows its entries, never chosen from the data; None of other KPIs."""
    if not isinstance(formula, Survival):
        return None
    if formula.by is None:
        return FOLLOWED_FOR_A_QUANTILE
    assert isinstance(formula.by, Number | Param)
    quantity = formula.by.quantity if isinstance(formula.by, Number) else params[formula.by.name]
    return int(quantity.in_base_unit // _DAY_SECONDS)


def lag_days(goal: ResolvedGoal) -> int:
    """The days after a window until which its sources must have been followed; none for most KPIs."""
    stated = goal.kpi.settles_after(goal.params)
    # a goal may set the parameter to half a day; it waits for the whole one
    by_kpi = 0 if stated is None else int(-(-stated.in_base_unit // _DAY_SECONDS))
    return max(by_kpi, days_followed(goal.formula, goal.params) or 0)


def due_day(goal: ResolvedGoal) -> date:
    """The first day on which a goal can be judged, if its sources are followed to it.

    With a maturity that the KPI states, so long after the evaluation's end. A time to event needs only its first
    weeks of entry to be followed to its age; younger ones are left out.
    """
    window = goal.evaluation
    if goal.kpi.maturity is not None:
        return window.end + timedelta(days=lag_days(goal))
    age = days_followed(goal.formula, goal.params)
    if age is None:
        return window.end
    return max(window.end, window.start + timedelta(days=7 * LEAST_ENTRY_WEEKS + age))
