"""Keeps the course of a time to event for the reports: the share by age, before and after; nothing of it is judged.

At the age that a KPI looks at, share and interval are those of its value: the same weeks of entry, the same engine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from goalposts.expressions import Survival
from goalposts.inference import period_level
from goalposts.inference.weekdays import DAYS_OF_WEEK
from goalposts.model.follow_up import FollowedWindow, FollowUp
from goalposts.scoring import EntryCurve, observe_curve
from goalposts.verdict.in_periods import follows_entries, of_weekly_values

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from goalposts.model import ResolvedGoal
    from goalposts.scoring import Cube
    from goalposts.verdict.measured import Measured

MOST_POINTS: Final = 60
"""Ages that are kept, if there are more."""
_NEARLY_ALL: Final = 0.95
"""A curve without an age of its own is shown until it has risen so far of what it comes to."""


def follow_up_of(goal: ResolvedGoal, cube: Cube, before: Measured, after: Measured, as_of: date) -> FollowUp | None:
    """Follow both windows of a goal; None of other KPIs, and where nobody entered."""
    if not isinstance(goal.formula, Survival):
        return None
    curves = [_curve(goal, cube, measured, as_of) for measured in (before, after)]
    known = [curve for curve in curves if curve is not None]
    if not known:
        return None
    ages = _ages(known, named=goal.formula.by is not None)
    shown = [None if curve is None else _followed(curve, ages) for curve in curves]
    return FollowUp(tuple(ages), *shown)


def _curve(goal: ResolvedGoal, cube: Cube, measured: Measured, as_of: date) -> EntryCurve | None:
    if measured.seen is None or (measured.observed is not None and measured.observed.missing):
        return None
    counted_back = goal.sample is not None and measured.seen.start < goal.evaluation.start
    whole = not follows_entries(goal)
    return observe_curve(cube, goal, measured.seen, as_of, counted_back=counted_back, whole=whole)


def _ages(curves: list[EntryCurve], *, named: bool) -> list[int]:
    """The ages to keep: to the one that the KPI names, else as far as something happens."""
    last = curves[0].share.size - 1
    if not named:
        risen = (int(np.argmax(curve.share >= _NEARLY_ALL * curve.share[-1])) for curve in curves)
        last = min(last, max(DAYS_OF_WEEK, *(age + age // 4 for age in risen)))
    return sorted({round(age) for age in np.linspace(0, last, min(last, MOST_POINTS) + 1).tolist()})


def _followed(curve: EntryCurve, ages: list[int]) -> FollowedWindow:
    bands = [*_bands(curve, ages)]
    return FollowedWindow(
        tuple(curve.share[ages].tolist()),
        tuple(low for low, _ in bands),
        tuple(high for _, high in bands),
        tuple(curve.at_risk[ages].tolist()),
    )


def _bands(curve: EntryCurve, ages: list[int]) -> Iterator[tuple[float | None, float | None]]:
    for age in ages:
        values, share = curve.influences(age), float(curve.share[age])
        found = None
        if values is not None and np.ptp(values) > 0:
            found = period_level(of_weekly_values(curve.weeks, values, curve.entries, share))
        yield (None, None) if found is None else (found.low, found.high)
