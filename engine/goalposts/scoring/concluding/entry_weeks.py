"""A time to event over one window as its weeks of entry tell it: only entries that were followed to the age count.

Baseline and evaluation are followed for the same time, whatever the clock's day. Younger entries are left out and
counted; which they are is decided by days alone, never by how they ended.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from attrs import evolve, frozen

from goalposts.expressions import Survival
from goalposts.model.maturity import days_followed
from goalposts.scoring.concluding.daily import Daily, span_of, value_of
from goalposts.scoring.concluding.follow_up_end import followed_until
from goalposts.scoring.concluding.influence import Curves, Influence, influence_of
from goalposts.scoring.concluding.survival import followed, life_table, read_survival
from goalposts.scoring.concluding.windows import observe
from goalposts.scoring.kernels.follow_up import OPEN, OTHER, REACHED, STEP
from goalposts.scoring.planning.asked import requests_of
from goalposts.scoring.planning.days import day_number
from goalposts.scoring.states.kinds import FollowUp

if TYPE_CHECKING:
    from datetime import date

    from goalposts.model import ResolvedGoal, Window
    from goalposts.scoring.arrays import Flags, Floats, Integers
    from goalposts.scoring.concluding.observed import Observed
    from goalposts.scoring.concluding.survival import LifeTable
    from goalposts.scoring.cube.cube import Cube

DAYS_OF_WEEK: Final = 7


@frozen(eq=False)
class EntryWeeks:
    """The weeks of entry of a window.

    Attributes:
        planned: complete weeks of the window.
        mature: those whose last day was followed to the age.
        days: shape (weeks,), the first day of each week with entries, in days since 1970-01-01.
        entries: shape (weeks,), entries of each.
        influence: the window's reading with one value a week; None where there is none.
        bounds: the least and the largest share that the entries seen so far can come to, young ones included.
    """

    planned: int
    mature: int
    days: Integers
    entries: Floats
    influence: Influence | None
    bounds: tuple[float, float] | None


@frozen(eq=False)
class Entries:
    """The entries of a window as followed to a day; arrays have one entry a day of entry, age and outcome.

    Attributes:
        formula: the time to event that is asked for.
        age: the age to which it looks, in days.
        keys, counts: as the kernel counted them.
        last: the last day of follow-up, as a position in the cube.
        day, ages, outcome: the day of entry from the window's start; how old they were, and what became of them.
        last_day: the last day of follow-up, counted like the days of entry.
        unknown: rows left out because a condition or operand was null, a day.
    """

    formula: Survival
    age: int
    keys: Integers
    counts: Integers
    last: int
    day: Integers
    ages: Integers
    outcome: Integers
    last_day: int
    unknown: Integers

    @property
    def old_enough(self) -> Flags:
        """Those that were followed to the age."""
        return self.day <= self.last_day - self.age

    def table(self, members: Flags) -> LifeTable:
        """Some of them by age."""
        return life_table(self.keys[members], self.counts[members], self.last)


def observe_entries(
    cube: Cube, goal: ResolvedGoal, window: Window, as_of: date, *, counted_back: bool
) -> tuple[Observed, EntryWeeks | None]:
    """Answer a time to event over a window by its entries that were followed to the age.

    Args:
        cube: made by a plan that includes the goal and the window.
        goal: its formula is a time to event.
        window: local days.
        as_of: nothing of this day or a later one is seen.
        counted_back: whether weeks end with the window, or start with it.

    Raises:
        ValueError: the cube's plan does not include the goal, or not the whole window.
    """
    seen = observe(cube, goal, window)
    if not seen.instruments:
        return seen, None
    entered = entries_of(cube, goal, window, seen.instruments, as_of)
    whole = read_survival(entered.formula, goal.params, entered.table(entered.old_enough))
    daily = _daily(entered, window.days, whole)
    value, reason = value_of(daily, missing=bool(seen.missing), any_rows=True)
    shown = evolve(
        seen,
        value=value,
        reason=reason,
        n=int(daily.events.sum()),
        days=int(np.count_nonzero(daily.events)),
        numerator=daily.numerator,
        denominator=daily.denominator,
        events=daily.events,
        immature=daily.immature,
    )
    return shown, _weeks(entered, window, counted_back=counted_back)


def entries_of(cube: Cube, goal: ResolvedGoal, window: Window, instruments: tuple[str, ...], as_of: date) -> Entries:
    """Find the entries of a window, followed as far as its instruments saw and the clock allows.

    Args:
        cube: made by a plan that includes the goal and the window.
        goal: its formula is a time to event.
        window: local days.
        instruments: those with rows in the window.
        as_of: nothing of this day or a later one is seen.
    """
    formula, span = goal.formula, span_of(cube, window)
    assert isinstance(formula, Survival)
    age = days_followed(formula, goal.params)
    assert age is not None
    last = (followed_until(cube, goal, instruments, as_of) - cube.plan.first_day).days - 1
    (request,) = requests_of(goal)
    stream, tally = cube.plan.find(request)
    state = cube.sections[stream].states[tally]
    assert isinstance(state, FollowUp)
    first, end = np.searchsorted(state.keys, (span.start * STEP, span.stop * STEP))
    keys, counts = state.keys[first:end], state.counts[first:end]
    day, ages, outcomes = followed(keys, last)
    return Entries(
        formula, age, keys, counts, last, day - span.start, ages, outcomes, last - span.start, state.unknown[span]
    )


def _daily(entries: Entries, days: int, whole: float | None) -> Daily:
    """A day's number is its entries that are old enough, of whom those with the event of interest by the age."""
    members = np.where(entries.old_enough, entries.counts, 0)
    hits = np.where((entries.outcome == REACHED) & (entries.ages <= entries.age), members, 0)
    denominator = np.bincount(entries.day, weights=members, minlength=days).astype(np.float64)
    return Daily(
        np.bincount(entries.day, weights=hits, minlength=days).astype(np.float64),
        denominator,
        denominator.astype(np.int64),
        entries.unknown,
        whole=whole,
        unread=whole is None,
        immature=int(entries.counts.sum()) - int(members.sum()),
    )


@frozen(eq=False)
class WeekTables:
    """Entries by their weeks, those that were followed to the age.

    Attributes:
        planned, mature: as of `EntryWeeks`.
        days: shape (weeks,), the first day of each week with entries, in days since 1970-01-01.
        curves: their tables, shape (weeks, ages) with more ages than the age.
    """

    planned: int
    mature: int
    days: Integers
    curves: Curves


def week_tables(entries: Entries, window: Window, *, counted_back: bool) -> WeekTables:
    """Bring the entries of a window to complete weeks, which end with the window or start with it."""
    age, offset = entries.age, window.days % DAYS_OF_WEEK if counted_back else 0
    planned = (window.days - offset) // DAYS_OF_WEEK
    ends = offset + DAYS_OF_WEEK * np.arange(1, planned + 1) - 1
    mature = int(np.count_nonzero(ends <= entries.last_day - age))
    week = (entries.day - offset) // DAYS_OF_WEEK
    kept = (entries.day >= offset) & (week < mature)
    tables = np.zeros((3, mature, max(int(entries.ages[kept].max(initial=0)), age) + 2), np.int64)
    place = np.array([2, 0, 1])[entries.outcome[kept]]  # open, reached, other are 0, 1, 2 as outcomes
    np.add.at(tables, (place, week[kept], entries.ages[kept]), entries.counts[kept])
    filled = tables.sum(axis=(0, 2)) > 0
    starts = day_number(window.start) + offset + DAYS_OF_WEEK * np.flatnonzero(filled)
    return WeekTables(planned, mature, starts, Curves(*tables[:, filled]))


def _weeks(entries: Entries, window: Window, *, counted_back: bool) -> EntryWeeks:
    made = week_tables(entries, window, counted_back=counted_back)
    found = influence_of(entries.formula, entries.age, made.curves) if made.days.size else None
    return EntryWeeks(made.planned, made.mature, made.days, made.curves.entries, found, _bounds(entries))


def _bounds(entries: Entries) -> tuple[float, float] | None:
    """Between which shares the entries will come out: those that reached it surely, those still open perhaps."""
    age = entries.age
    if entries.formula.give not in ("reached", "cohort") or not entries.counts.size:
        return None
    reached = entries.counts[(entries.outcome == REACHED) & (entries.ages <= age)].sum()
    settled = (entries.outcome == OTHER) | ((entries.outcome != OPEN) & (entries.ages > age))
    settled |= (entries.outcome == OPEN) & (entries.ages >= age)
    everybody = entries.counts.sum()
    return float(reached / everybody), float(1 - entries.counts[settled].sum() / everybody)
