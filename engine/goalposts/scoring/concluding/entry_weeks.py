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
    from goalposts.scoring.arrays import Floats, Integers
    from goalposts.scoring.concluding.observed import Observed
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
class _Entries:
    """The entries of a window: day from its start, age and outcome as followed to a day, and how many of each."""

    day: Integers
    age: Integers
    outcome: Integers
    counts: Integers


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
    formula, span, seen = goal.formula, span_of(cube, window), observe(cube, goal, window)
    assert isinstance(formula, Survival)
    age = days_followed(formula, goal.params)
    assert age is not None
    if not seen.instruments:
        return seen, None
    last = (followed_until(cube, goal, seen.instruments, as_of) - cube.plan.first_day).days - 1
    (request,) = requests_of(goal)
    stream, tally = cube.plan.find(request)
    state = cube.sections[stream].states[tally]
    assert isinstance(state, FollowUp)
    first, end = np.searchsorted(state.keys, (span.start * STEP, span.stop * STEP))
    keys, counts = state.keys[first:end], state.counts[first:end]
    old_enough = keys // STEP <= last - age
    whole = read_survival(formula, goal.params, life_table(keys[old_enough], counts[old_enough], last))
    day, ages, outcomes = followed(keys, last)
    entries = _Entries(day - span.start, ages, outcomes, counts)
    young = entries.day > last - age - span.start
    daily = _daily(entries, young, age, window.days, state.unknown[span], whole)
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
    offset = window.days % DAYS_OF_WEEK if counted_back else 0
    return shown, _weeks(formula, age, entries, day_number(window.start), window.days, offset, last - span.start)


def _daily(entries: _Entries, young: Integers, age: int, days: int, unknown: Integers, whole: float | None) -> Daily:
    """A day's number is its entries that are old enough, of whom those with the event of interest by the age."""
    members = np.where(young, 0, entries.counts)
    hits = np.where((entries.outcome == REACHED) & (entries.age <= age), members, 0)
    denominator = np.bincount(entries.day, weights=members, minlength=days).astype(np.float64)
    return Daily(
        np.bincount(entries.day, weights=hits, minlength=days).astype(np.float64),
        denominator,
        denominator.astype(np.int64),
        unknown,
        whole=whole,
        unread=whole is None,
        immature=int(entries.counts.sum()) - int(members.sum()),
    )


def _weeks(
    formula: Survival, age: int, entries: _Entries, first_day: int, days: int, offset: int, last: int
) -> EntryWeeks:
    """Bring entries to complete weeks; `last` is the last day of follow-up, counted like the days of entry."""
    planned = (days - offset) // DAYS_OF_WEEK
    ends = offset + DAYS_OF_WEEK * np.arange(1, planned + 1) - 1
    mature = int(np.count_nonzero(ends <= last - age))
    week = (entries.day - offset) // DAYS_OF_WEEK
    kept = (entries.day >= offset) & (week < mature)
    tables = np.zeros((3, mature, max(int(entries.age[kept].max(initial=0)), age) + 2), np.int64)
    place = np.array([2, 0, 1])[entries.outcome[kept]]  # open, reached, other are 0, 1, 2 as outcomes
    np.add.at(tables, (place, week[kept], entries.age[kept]), entries.counts[kept])
    filled = tables.sum(axis=(0, 2)) > 0
    curves = Curves(*tables[:, filled])
    starts = first_day + offset + DAYS_OF_WEEK * np.flatnonzero(filled)
    found = influence_of(formula, age, curves) if starts.size else None
    return EntryWeeks(planned, mature, starts, curves.entries, found, _bounds(formula, age, entries))


def _bounds(formula: Survival, age: int, entries: _Entries) -> tuple[float, float] | None:
    """Between which shares the entries will come out: those that reached it surely, those still open perhaps."""
    if formula.give not in ("reached", "cohort") or not entries.counts.size:
        return None
    reached = entries.counts[(entries.outcome == REACHED) & (entries.age <= age)].sum()
    settled = (entries.outcome == OTHER) | ((entries.outcome != OPEN) & (entries.age > age))
    settled |= (entries.outcome == OPEN) & (entries.age >= age)
    everybody = entries.counts.sum()
    return float(reached / everybody), float(1 - entries.counts[settled].sum() / everybody)
