"""What a KPI is over some days and branches, by what is expected of each; the counterparts of the kinds of KPIs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from goalposts.model.stream_model import ValueIn
    from goalposts.simulating.arrays import Flags, Floats
    from goalposts.simulating.days import SimulatedDays

_STEPS: Final = 60


def ratio(numerator: Floats, denominator: Floats) -> ValueIn:
    """The quotient of sums: a share, a mean, a ratio or a quotient of streams.

    Args:
        numerator: what is expected of each day and branch, shape (days, branches).
        denominator: likewise.
    """

    def value(mask: Flags) -> float | None:
        below = float(np.broadcast_to(denominator, mask.shape)[mask].sum())
        return float(np.broadcast_to(numerator, mask.shape)[mask].sum()) / below if below else None

    return value


def per_day(days: SimulatedDays, expected: Floats) -> ValueIn:
    """A sum per day with business; branches share the days.

    Args:
        days: which of them are open.
        expected: of each day and branch, shape (days, branches).
    """

    def value(mask: Flags) -> float | None:
        counted = int((mask.any(axis=1) & days.is_open).sum())
        return float(np.broadcast_to(expected, mask.shape)[mask].sum()) / counted if counted else None

    return value


def level(
    weights: Floats, share_up_to: Callable[[float], Floats], probability: float, *, low: float, high: float
) -> ValueIn:
    """The level that a share of all events does not exceed, found by halving.

    Args:
        weights: how many events are expected of each day and branch.
        share_up_to: of a number, the share of each day's and branch's events that do not exceed it.
        probability: the share.
        low: a number below it.
        high: a number above it.
    """

    def value(mask: Flags) -> float | None:
        wanted = probability * float(weights[mask].sum())
        if not wanted:
            return None
        below, above = low, high
        for _ in range(_STEPS):
            middle = (below + above) / 2
            reached = float((weights * share_up_to(middle))[mask].sum()) >= wanted
            below, above = (below, middle) if reached else (middle, above)
        return above

    return value
