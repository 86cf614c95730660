"""The numbers of the open days of a window; what happened on a declared closed day does not count."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from attrs import frozen

from goalposts.scoring.states import Counts, Moments, Sums

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goalposts.model import Window
    from goalposts.scoring.arrays import Floats, Integers
    from goalposts.scoring.cube import Cube
    from goalposts.scoring.quantiles import Located


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


def daily_of(state: Counts | Sums | Moments, span: slice, open_days: Floats) -> Daily:
    """Take the numbers of a state of sums.

    Args:
        state: its arrays have days last; before them may stand segments.
        span: the days of the window.
        open_days: from `open_days_of`; of a total they are the denominator, which segments share.
    """
    is_open = open_days.astype(np.int64)
    events, unknown = state.n[..., span] * is_open, state.unknown[..., span] * is_open
    match state:
        case Counts():
            return Daily(state.k[..., span] * open_days, events.astype(np.float64), events, unknown)
        case Sums():
            return Daily(opened(state.total[..., span], open_days), open_days, events, unknown)
        case Moments():
            # x is 1 in a mean, so its sum is the number of events
            numerator, denominator = (opened(sums[..., span], open_days) for sums in (state.sum_y, state.sum_x))
            return Daily(numerator, denominator, events, unknown)


def opened(sums: Floats, open_days: Floats) -> Floats:
    """Sums of open days, zero on closed ones whatever they hold."""
    return np.where(open_days > 0, sums, 0.0)
