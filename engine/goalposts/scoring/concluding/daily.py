"""The numbers of the open days of a window; what happened on a declared closed day does not count."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from attrs import frozen

from goalposts.expressions import Quantile
from goalposts.scoring.concluding.distinct import distinct_in
from goalposts.scoring.concluding.observed import MISSING_FIELD, NO_DENOMINATOR, NO_EVENTS, Observed, divided
from goalposts.scoring.concluding.quantiles import Located, locate
from goalposts.scoring.kernels.histogram import BUCKETS
from goalposts.scoring.kernels.sketch import REGISTERS
from goalposts.scoring.planning.days import day_number
from goalposts.scoring.states.kinds import Counts, Histogram, Moments, Sketch, Sums

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goalposts.model import ResolvedGoal, Window
    from goalposts.scoring.arrays import Floats, Integers
    from goalposts.scoring.cube.cube import Cube
    from goalposts.scoring.states.presence import Seen


@frozen(eq=False)
class Daily:
    """The daily numbers of a state over a window; what a quantile adds; the value where it is none of sums."""

    numerator: Floats
    denominator: Floats
    events: Integers
    unknown: Integers
    quantile: Located | None = None
    whole: float | None = None
    unread: bool = False
    immature: int = 0


def span_of(cube: Cube, window: Window) -> slice:
    """The days of a window as positions in a cube.

    Raises:
        ValueError: the cube does not have all of them.
    """
    if window.start < cube.plan.first_day or window.end > cube.plan.end_day:
        raise ValueError(
            f"window {window.start} to {window.end}: the cube has {cube.plan.first_day} to {cube.plan.end_day} only"
        )
    first = (window.start - cube.plan.first_day).days
    return slice(first, first + window.days)


def open_days_of(window: Window, closed: Sequence[Window]) -> Floats:
    """One on every day of a window that counts, zero on declared closed ones."""
    return np.array([not any(day in shut for shut in closed) for day in window.dates()], np.float64)


def daily_of(
    state: Counts | Sums | Moments | Histogram | Sketch, goal: ResolvedGoal, span: slice, open_days: Floats
) -> Daily:
    """Take the numbers of open days.

    Args:
        state: its arrays have one value a day; of a state of sums they may be tables of segments by days.
        goal: whose state it is.
        span: the days of the window.
        open_days: from `open_days_of`; of a total they are the denominator, which segments share.
    """
    is_open = open_days.astype(np.int64)
    unknown = state.unknown[..., span] * is_open
    match state:
        case Counts():
            n = state.n[..., span] * is_open
            return Daily(state.k[..., span] * open_days, n.astype(np.float64), n, unknown)
        case Sums():
            numerator = _opened(state.total[..., span], open_days)
            return Daily(numerator, open_days, state.n[..., span] * is_open, unknown)
        case Moments():
            # x is 1 in a mean, so its sum is the number of events
            numerator, denominator = (_opened(sums[..., span], open_days) for sums in (state.sum_y, state.sum_x))
            return Daily(numerator, denominator, state.n[..., span] * is_open, unknown)
        case Histogram():
            assert isinstance(goal.formula, Quantile)
            return _quantile(state, goal.formula.q, span, open_days, unknown)
        case Sketch():
            return _distinct(state, open_days, span, unknown)


def _distinct(state: Sketch, open_days: Floats, span: slice, unknown: Integers) -> Daily:
    first, last = np.searchsorted(state.keys, (span.start * REGISTERS, span.stop * REGISTERS))
    keys, ranks = state.keys[first:last], state.ranks[first:last]
    kept = open_days[keys // REGISTERS - span.start] > 0
    whole, daily = distinct_in(keys[kept], ranks[kept], span.start, span.stop - span.start)
    n = state.n[span] * open_days.astype(np.int64)
    return Daily(daily.astype(np.float64), open_days, n, unknown, whole=float(whole))


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


def _opened(sums: Floats, open_days: Floats) -> Floats:
    return np.where(open_days > 0, sums, 0.0)


def value_of(daily: Daily, *, missing: bool, any_rows: bool) -> tuple[float | None, str]:
    """The value of a window, or why there is none; see `Observed`.

    Args:
        daily: its numbers, one a day.
        missing: whether a source of its rows lacks a needed field.
        any_rows: whether the stream has rows at all.
    """
    if missing:
        return None, MISSING_FIELD
    if not any_rows:
        return None, NO_EVENTS
    if daily.quantile is not None:
        return daily.quantile.level, ""
    if daily.whole is not None or daily.unread:
        return daily.whole, "" if daily.whole is not None else NO_DENOMINATOR
    return divided(daily.numerator, daily.denominator)


def observed_of(daily: Daily, goal: ResolvedGoal, window: Window, seen: Seen, needed: frozenset[str]) -> Observed:
    """Make an answer of the daily numbers of a window.

    Args:
        daily: its numbers.
        goal: whose they are.
        window: local days.
        seen: who had rows of the stream on them.
        needed: the fields without which the answer means nothing.
    """
    missing, quantile = seen.missing(needed), daily.quantile
    value, reason = value_of(daily, missing=bool(missing), any_rows=bool(seen.instruments))
    return Observed(
        value=value,
        reason=reason,
        n=int(daily.events.sum()),
        unknown=int(daily.unknown.sum()),
        days=int(np.count_nonzero(daily.events)),
        instruments=seen.instruments,
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
