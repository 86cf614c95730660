"""The whole course of a time to event over one window: which share of the entries had the event by which age."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from attrs import frozen

from goalposts.scoring.concluding.daily import span_of
from goalposts.scoring.concluding.entry_weeks import entries_of, week_tables
from goalposts.scoring.concluding.influence import influences_of
from goalposts.scoring.planning.asked import requests_of

if TYPE_CHECKING:
    from datetime import date

    from goalposts.model import ResolvedGoal, Window
    from goalposts.scoring.arrays import Floats, Integers
    from goalposts.scoring.concluding.influence import Curves
    from goalposts.scoring.cube.cube import Cube


@frozen(eq=False)
class EntryCurve:
    """The entries of a window by age, from 0 to the age that the KPI looks at.

    Attributes:
        share: shape (ages,), those that had the event of interest by each age; of a mean time, any end.
        at_risk: shape (ages,), entries that had neither ended nor been lost from sight before each age.
        weeks: shape (weeks,), the first day of each complete week of entry, in days since 1970-01-01.
        entries: shape (weeks,), entries of each.
        tables: what becomes of those.
        any_end: whether it is about any end, as a mean time is, not only about the event of interest.
    """

    share: Floats
    at_risk: Integers
    weeks: Integers
    entries: Floats
    tables: Curves
    any_end: bool

    def influences(self, age: int) -> Floats | None:
        """One value a week whose mean is the share at an age; None under two weeks."""
        return influences_of(self.tables, age, any_end=self.any_end)


def observe_curve(
    cube: Cube, goal: ResolvedGoal, window: Window, as_of: date, *, counted_back: bool, whole: bool = False
) -> EntryCurve | None:
    """Follow the entries of a window.

    Args:
        cube: made by a plan that includes the goal and the window.
        goal: its formula is a time to event.
        window: local days.
        as_of: nothing of this day or a later one is seen.
        counted_back: whether weeks end with the window, or start with it.
        whole: whether entries count that were not followed to the age, as of a time that is only reported.

    Returns:
        None where nobody entered.

    Raises:
        ValueError: the cube's plan does not include the goal, or not the whole window.
    """
    (request,) = requests_of(goal)
    stream, _ = cube.plan.find(request)
    instruments = cube.sections[stream].seen(span_of(cube, window)).instruments
    if not instruments:
        return None
    entries = entries_of(cube, goal, window, instruments, as_of)
    table = entries.table(np.ones_like(entries.old_enough) if whole else entries.old_enough)
    ages, any_end = entries.age + 1, entries.formula.give == "mean"
    if not table.at_risk[0]:
        return None
    made = week_tables(entries, window, counted_back=counted_back)
    share = 1 - table.survival if any_end else table.incidence
    return EntryCurve(share[:ages], table.at_risk[:ages], made.days, made.curves.entries, made.curves, any_end)
