"""What a cube says about one goal over one window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from goalposts.expressions import Quantile, Quotient, Survival
from goalposts.scoring.asked import requests_of
from goalposts.scoring.daily import Daily, daily_of, open_days_of, span_of
from goalposts.scoring.days import day_number
from goalposts.scoring.distinct import distinct_in
from goalposts.scoring.kernels.follow_up import STEP
from goalposts.scoring.kernels.histogram import BUCKETS
from goalposts.scoring.kernels.sketch import REGISTERS
from goalposts.scoring.observed import MISSING_FIELD, NO_DENOMINATOR, NO_EVENTS, Observed, divided
from goalposts.scoring.quantiles import locate
from goalposts.scoring.quotients import observe_quotient
from goalposts.scoring.states import Counts, FollowUp, Histogram, Moments, Sketch, Sums
from goalposts.scoring.survival import cohort, life_table, read_survival

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goalposts.model import ResolvedGoal, Window
    from goalposts.scoring.arrays import Floats, Integers
    from goalposts.scoring.cube import Cube


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
    instruments, missing = seen.instruments, seen.missing(request.needed)
    state = section.states[tally]
    if isinstance(state, FollowUp):
        last = section.seen_until(instruments, day_number(cube.plan.first_day)) if instruments else 0
        daily = _follow_up(state, goal, last, span)
    else:
        daily = _daily(state, goal, span, open_days)
    value, reason = _value(daily, missing=bool(missing), any_rows=bool(instruments))
    quantile = daily.quantile
    return Observed(
        value=value,
        reason=reason,
        n=int(daily.events.sum()),
        unknown=int(daily.unknown.sum()),
        days=int(np.count_nonzero(daily.events)),
        instruments=instruments,
        missing=missing,
        day=np.arange(day_number(window.start), day_number(window.end)),
        numerator=daily.numerator,
        denominator=daily.denominator,
        events=daily.events,
        stream_rows=seen.rows,
        level=None if quantile is None else quantile.level,
        density=None if quantile is None else quantile.density,
        immature=daily.immature,
        probability=goal.formula.q if isinstance(goal.formula, Quantile) else None,
    )


def _daily(
    state: Counts | Sums | Moments | Histogram | Sketch, goal: ResolvedGoal, span: slice, open_days: Floats
) -> Daily:
    """Take the numbers of open days; what happened on a closed day does not count."""
    match state:
        case Histogram():
            assert isinstance(goal.formula, Quantile)
            unknown = state.unknown[span] * open_days.astype(np.int64)
            return _quantile(state, goal.formula.q, span, open_days, unknown)
        case Sketch():
            return _distinct(state, open_days, span, state.unknown[span] * open_days.astype(np.int64))
        case _:
            return daily_of(state, span, open_days)


def _distinct(state: Sketch, open_days: Floats, span: slice, unknown: Integers) -> Daily:
    first, last = np.searchsorted(state.keys, (span.start * REGISTERS, span.stop * REGISTERS))
    keys, ranks = state.keys[first:last], state.ranks[first:last]
    kept = open_days[keys // REGISTERS - span.start] > 0
    whole, daily = distinct_in(keys[kept], ranks[kept], span.start, span.stop - span.start)
    n = state.n[span] * open_days.astype(np.int64)
    return Daily(daily.astype(np.float64), open_days, n, unknown, whole=float(whole))


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


def _quantile(state: Histogram, probability: float, span: slice, open_days: Floats, unknown: Integers) -> Daily:
    first, last = np.searchsorted(state.keys, (span.start * BUCKETS, span.stop * BUCKETS))
    days, buckets = np.divmod(state.keys[first:last], BUCKETS)
    kept = open_days[days - span.start] > 0
    days, buckets, counts = days[kept] - span.start, buckets[kept], state.counts[first:last][kept]
    size = span.stop - span.start
    events = np.bincount(days, weights=counts, minlength=size).astype(np.float64)
    found = locate(days, buckets, counts, size, probability) if counts.size else None
    below = np.zeros(size) if found is None else found.below
    return Daily(below, events, events.astype(np.int64), unknown, found)


def _value(daily: Daily, *, missing: bool, any_rows: bool) -> tuple[float | None, str]:
    if missing:
        return None, MISSING_FIELD
    if not any_rows:
        return None, NO_EVENTS
    if daily.quantile is not None:
        return daily.quantile.level, ""
    if daily.whole is not None or daily.unread:
        return daily.whole, "" if daily.whole is not None else NO_DENOMINATOR
    return divided(daily.numerator, daily.denominator)
