"""What a cube says about one goal over one window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from attrs import frozen

from goalposts.expressions import Quantile, Quotient, Survival
from goalposts.scoring.asked import requests_of
from goalposts.scoring.days import day_number
from goalposts.scoring.distinct import distinct_in
from goalposts.scoring.kernels.follow_up import STEP
from goalposts.scoring.kernels.histogram import BUCKETS
from goalposts.scoring.kernels.sketch import REGISTERS
from goalposts.scoring.observed import MISSING_FIELD, NO_DENOMINATOR, NO_EVENTS, Observed
from goalposts.scoring.quantiles import Located, locate
from goalposts.scoring.quotients import observe_quotient
from goalposts.scoring.states import Counts, FollowUp, Histogram, Moments, Sketch, Sums
from goalposts.scoring.survival import cohort, life_table, read_survival

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goalposts.model import ResolvedGoal, Window
    from goalposts.scoring.arrays import Floats, Integers
    from goalposts.scoring.cube import Cube


@frozen(eq=False)
class _Daily:
    """The daily numbers of a state over a window; what a quantile adds; the value where it is none of sums."""

    numerator: Floats
    denominator: Floats
    events: Integers
    unknown: Integers
    quantile: Located | None = None
    whole: float | None = None
    unread: bool = False
    immature: int = 0


def observe(cube: Cube, goal: ResolvedGoal, window: Window, closed: Sequence[Window] = ()) -> Observed:
    """Answer a goal over a window.

    A total's value is the sum over the window divided by its calendar days that are not declared closed. What is
    given are copies: nothing that is done to them changes the cube.

    Args:
        cube: made by a plan that includes the goal and the window.
        goal: what to compute.
        window: local days.
        closed: days declared closed.

    Raises:
        ValueError: the cube's plan does not include the goal, or not the whole window.
    """
    span = _span(cube, window)
    if isinstance(goal.formula, Quotient):
        return observe_quotient(cube, goal, goal.formula, window, span)
    (request,) = requests_of(goal)
    stream, tally = cube.plan.find(request)
    section = cube.sections[stream]
    open_days = np.array([not any(day in shut for shut in closed) for day in window.dates()], np.float64)
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


def _span(cube: Cube, window: Window) -> slice:
    if window.start < cube.plan.first_day or window.end > cube.plan.end_day:
        raise ValueError(
            f"window {window.start} to {window.end}: the cube has {cube.plan.first_day} to {cube.plan.end_day} only"
        )
    first = (window.start - cube.plan.first_day).days
    return slice(first, first + window.days)


def _daily(
    state: Counts | Sums | Moments | Histogram | Sketch, goal: ResolvedGoal, span: slice, open_days: Floats
) -> _Daily:
    match state:
        case Counts():
            n = state.n[span].copy()
            return _Daily(state.k[span].astype(np.float64), n.astype(np.float64), n, state.unknown[span])
        case Sums():
            return _Daily(state.total[span].copy(), open_days, state.n[span].copy(), state.unknown[span])
        case Moments():
            # x is 1 in a mean, so its sum is the number of events
            return _Daily(state.sum_y[span].copy(), state.sum_x[span].copy(), state.n[span].copy(), state.unknown[span])
        case Histogram():
            assert isinstance(goal.formula, Quantile)
            return _quantile(state, goal.formula.q, span)
        case Sketch():
            return _distinct(state, open_days, span)


def _distinct(state: Sketch, open_days: Floats, span: slice) -> _Daily:
    first, last = np.searchsorted(state.keys, (span.start * REGISTERS, span.stop * REGISTERS))
    chosen = slice(int(first), int(last))
    whole, daily = distinct_in(state.keys[chosen], state.ranks[chosen], span.start, span.stop - span.start)
    n = state.n[span].copy()
    return _Daily(daily.astype(np.float64), open_days, n, state.unknown[span], whole=float(whole))


def _follow_up(state: FollowUp, goal: ResolvedGoal, last: int, span: slice) -> _Daily:
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
    return _Daily(reached, entries, events, unknown, whole=whole, unread=whole is None, immature=immature)


def _quantile(state: Histogram, probability: float, span: slice) -> _Daily:
    first, last = np.searchsorted(state.keys, (span.start * BUCKETS, span.stop * BUCKETS))
    days, buckets = np.divmod(state.keys[first:last], BUCKETS)
    days, counts, size = days - span.start, state.counts[first:last], span.stop - span.start
    events = np.bincount(days, weights=counts, minlength=size).astype(np.float64)
    found = locate(days, buckets, counts, size, probability) if counts.size else None
    below = np.zeros(size) if found is None else found.below
    return _Daily(below, events, events.astype(np.int64), state.unknown[span], found)


def _value(daily: _Daily, *, missing: bool, any_rows: bool) -> tuple[float | None, str]:
    if missing:
        return None, MISSING_FIELD
    if not any_rows:
        return None, NO_EVENTS
    if daily.quantile is not None:
        return daily.quantile.level, ""
    if daily.whole is not None or daily.unread:
        return daily.whole, "" if daily.whole is not None else NO_DENOMINATOR
    denominator = float(daily.denominator.sum())
    return (float(daily.numerator.sum()) / denominator, "") if denominator else (None, NO_DENOMINATOR)
