"""What a cube says about one goal over one window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from goalposts.expressions import Quotient, Survival
from goalposts.scoring.concluding.daily import Daily, daily_of, observed_of, open_days_of, span_of
from goalposts.scoring.concluding.quotients import observe_quotient
from goalposts.scoring.concluding.survival import cohort, life_table, read_survival
from goalposts.scoring.kernels.follow_up import STEP
from goalposts.scoring.planning.asked import requests_of
from goalposts.scoring.planning.days import day_number
from goalposts.scoring.states.kinds import FollowUp

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goalposts.model import ResolvedGoal, Window
    from goalposts.scoring.concluding.observed import Observed
    from goalposts.scoring.cube.cube import Cube


def observe(cube: Cube, goal: ResolvedGoal, window: Window, closed: Sequence[Window] = ()) -> Observed:
    """Answer a goal over a window.

    Declared closed days are left out (of a time to event they are days like any other); a total's value is the sum
    divided by the calendar days that remain. What is given are copies: nothing that is done to them changes the cube.

    Args:
        cube: made by a plan that includes the goal and the window.
        goal: what to compute.
        window: local days.
        closed: days declared closed.

    Raises:
        ValueError: the cube's plan does not include the goal, or not the whole window.
    """
    span, open_days = span_of(cube, window), open_days_of(window, closed)
    if isinstance(goal.formula, Quotient):
        return observe_quotient(cube, goal, goal.formula, window, span, open_days)
    (request,) = requests_of(goal)
    stream, tally = cube.plan.find(request)
    section = cube.sections[stream]
    seen = section.seen(span)
    state = section.states[tally]
    if isinstance(state, FollowUp):
        there = seen.instruments
        last = section.seen_until(there, day_number(cube.plan.first_day)) if there else 0
        daily = _follow_up(state, goal, last, span)
    else:
        daily = daily_of(state, goal, span, open_days)
    return observed_of(daily, goal, window, seen, request.needed)


def _follow_up(state: FollowUp, goal: ResolvedGoal, last: int, span: slice) -> Daily:
    """Read a time to event; a day's number is its entries, of whom those with the event of interest seen."""
    assert isinstance(goal.formula, Survival)
    first, end = np.searchsorted(state.keys, (span.start * STEP, span.stop * STEP))
    keys, counts, size = state.keys[first:end], state.counts[first:end], span.stop - span.start
    found = cohort(goal.formula, goal.params, keys, last)
    days, members = keys // STEP - span.start, counts * found.members
    # the entries of a cohort were all followed to the age, so their table has no loss before it
    whole = read_survival(goal.formula, goal.params, life_table(keys[found.members], counts[found.members], last))
    entries = np.bincount(days, weights=members, minlength=size).astype(np.float64)
    reached = np.bincount(days, weights=counts * found.reached, minlength=size).astype(np.float64)
    immature = int(counts.sum()) - int(members.sum())
    events, unknown = entries.astype(np.int64), state.unknown[span]
    return Daily(reached, entries, events, unknown, whole=whole, unread=whole is None, immature=immature)
