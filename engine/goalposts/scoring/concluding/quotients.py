"""A quotient of sums of several streams over one window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from attrs import frozen

from goalposts.scoring.concluding.observed import MISSING_FIELD, NO_EVENTS, Observed, divided
from goalposts.scoring.planning.asked import requests_of
from goalposts.scoring.planning.days import day_number
from goalposts.scoring.states.kinds import Sums

if TYPE_CHECKING:
    from collections.abc import Mapping

    from goalposts.expressions import Quotient, Sum, Weighted
    from goalposts.model import ResolvedGoal, Window
    from goalposts.scoring.arrays import Floats, Integers
    from goalposts.scoring.cube.cube import Cube
    from goalposts.scoring.planning.asked import Request
    from goalposts.scoring.states.presence import Seen


@frozen(eq=False)
class _Part:
    """One sum over a window, and what is known of its stream."""

    request: Request
    seen: Seen
    total: Floats
    events: Integers
    unknown: int

    @property
    def missing(self) -> tuple[str, ...]:
        """The fields that its stream lacks, each named with its event type."""
        return tuple(f"{self.request.event_type}.{name}" for name in self.seen.missing(self.request.needed))


def observe_quotient(
    cube: Cube, goal: ResolvedGoal, quotient: Quotient, window: Window, span: slice, open_days: Floats
) -> Observed:
    """Answer a quotient over a window: the quotient of the window's sums.

    A stream without a single row makes the value unknown, not zero. A day counts as a day of the KPI when an event of
    the denominator fell on it, or one of the numerator: money spent on nobody is still spent. `stream_rows` are those
    of the emptiest stream, so that coverage is demanded of every one.

    Args:
        cube: made by a plan that includes the goal.
        goal: what to compute.
        quotient: its formula.
        window: local days.
        span: the same days as positions in the cube.
        open_days: 1 on every day that counts, 0 on declared closed ones.
    """
    sums = zip(quotient.sums, requests_of(goal), strict=True)
    parts = {part: _part(cube, request, span, open_days) for part, request in sums}
    numerator, denominator = (_combined(side, parts) for side in (quotient.numerator, quotient.denominator))
    divided = _events(quotient.denominator, parts)
    events = np.where(divided > 0, divided, np.minimum(_events(quotient.numerator, parts), 1))
    missing = tuple(sorted({name for part in parts.values() for name in part.missing}))
    value, reason = _value(parts, numerator, denominator, missing)
    return Observed(
        value=value,
        reason=reason,
        n=int(divided.sum()),
        unknown=sum(part.unknown for part in parts.values()),
        days=int(np.count_nonzero(events)),
        instruments=tuple(sorted({name for part in parts.values() for name in part.seen.instruments})),
        missing=missing,
        day=np.arange(day_number(window.start), day_number(window.end)),
        numerator=numerator,
        denominator=denominator,
        events=events,
        stream_rows=np.minimum.reduce([part.seen.rows for part in parts.values()]),
    )


def _part(cube: Cube, request: Request, span: slice, open_days: Floats) -> _Part:
    stream, tally = cube.plan.find(request)
    section = cube.sections[stream]
    state = section.states[tally]
    assert isinstance(state, Sums)
    is_open = open_days.astype(np.int64)
    total = np.where(open_days > 0, state.total[span], 0.0)
    return _Part(
        request, section.seen(span), total, state.n[span] * is_open, int((state.unknown[span] * is_open).sum())
    )


def _combined(side: tuple[Weighted, ...], parts: Mapping[Sum, _Part]) -> Floats:
    combined: Floats = np.add.reduce([part.factor * parts[part.sum].total for part in side])
    return combined


def _events(side: tuple[Weighted, ...], parts: Mapping[Sum, _Part]) -> Integers:
    events: Integers = np.add.reduce([parts[found].events for found in dict.fromkeys(part.sum for part in side)])
    return events


def _value(
    parts: Mapping[Sum, _Part], numerator: Floats, denominator: Floats, missing: tuple[str, ...]
) -> tuple[float | None, str]:
    if missing:
        return None, MISSING_FIELD
    if not all(part.seen.instruments for part in parts.values()):
        return None, NO_EVENTS
    return divided(numerator, denominator)
