"""What one batch gives to one stream: by the compiled scan where that is worthwhile, else by its NumPy twin."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from attrs import evolve

from goalposts.scoring.days import day_number
from goalposts.scoring.fused import WORTHWHILE_ROWS, Scanned, scanned
from goalposts.scoring.presence import Presence
from goalposts.scoring.states import State, arrays_of
from goalposts.scoring.twin import Twin

if TYPE_CHECKING:
    from typing import Any

    from goalposts.model import Batch
    from goalposts.scoring.arrays import Flags, Integers
    from goalposts.scoring.plan import Plan
    from goalposts.scoring.slots import StreamPlan

Filled = tuple[tuple[State, ...], Presence]


def filled(stream: StreamPlan, batch: Batch, midnights: Integers, rows_before: int, plan: Plan) -> Filled:
    """The states and the presence of one batch.

    Args:
        stream: what to fill.
        batch: any number of rows.
        midnights: from `local_midnights`.
        rows_before: how many rows of the stream were filled already; the compiler is not loaded for few.
        plan: which days there are, and on whose clock.
    """
    lacks = (stream.needed & batch.absent) | (stream.needed - batch.columns.keys())
    until = None if batch.observed_until is None else day_number(batch.observed_until)
    found = scanned(stream, batch, midnights) if rows_before + batch.rows >= WORTHWHILE_ROWS else None
    if found is None:
        twin = Twin.of(stream, batch, midnights, plan)
        states = tuple(twin.state(tally) for tally in range(len(stream.tallies)))
        presence = Presence.of(twin.days, twin.codes, twin.dated, lacks)
        return states, evolve(presence, observed_until=until)
    rows, undated = found.rows[1:-2], int(found.rows[-1])
    presence = Presence(rows.copy(), int(found.rows[0] + found.rows[-2]), undated, lacks, until)
    return _completed(found, stream, batch, midnights, plan), presence


def _completed(found: Scanned, stream: StreamPlan, batch: Batch, midnights: Integers, plan: Plan) -> tuple[State, ...]:
    """The scan's states of the planned days; the twin adds the tallies and the days that the scan cannot answer."""
    twin: Twin | None = None
    states: list[State] = []
    for tally in range(len(stream.tallies)):
        state, doubtful = found.states.get(tally, (None, np.ones(1, np.bool_)))
        doubtful = doubtful[1:-2] if state is not None else doubtful
        if state is not None:
            state = _made(state, [array[1:-2].copy() for array in arrays_of(state)])
        if doubtful.any():
            twin = twin or Twin.of(stream, batch, midnights, plan)
            state = twin.state(tally) if state is None else _mended(state, twin.state(tally, doubtful), doubtful)
        assert state is not None
        states.append(state)
    return tuple(states)


def _mended(state: State, exact: State, days: Flags) -> State:
    pairs = zip(arrays_of(state), arrays_of(exact), strict=True)
    return _made(state, [np.where(days, right, kept) for kept, right in pairs])


def _made(like: State, arrays: list[Any]) -> State:
    kind: Any = type(like)
    made: State = kind(*arrays)
    return made
