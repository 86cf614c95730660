"""Adds up the runs of several lanes, and cuts the planned days out of their cells."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np
from attrs import define, field

from goalposts.scoring.filling.fused.filled_cells import FilledCells, added_up
from goalposts.scoring.filling.fused.filled_states import states_of
from goalposts.scoring.states.kinds import State, merged
from goalposts.scoring.states.segmented import Segmented

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goalposts.scoring.arrays import Integers
    from goalposts.scoring.filling.fused.lane import Lane
    from goalposts.scoring.filling.fused.run import Run


@define(eq=False)
class Reaped:
    """What the lanes of one dimension come to.

    Attributes:
        rows: shape (days + 3,): rows before the first day, of every day, after the last, and without time.
        states: of the days as a whole, by tally.
        segmented: the same by word of the dimension, if there is one.
        doubtful: whether some second moment has lost digits for lying far from the pivot.
    """

    rows: Integers
    dimension: str | None = None
    states: dict[int, State] = field(factory=dict)
    segmented: Segmented | None = None
    doubtful: bool = False


def reaped(lanes: Sequence[Lane], days: int, *, whole: bool) -> Reaped:
    """Add up the runs of lanes that have the same plan and the same dimension.

    Args:
        lanes: in their order.
        days: how many are planned.
        whole: whether the days as a whole are asked for.
    """
    most = lanes[0].most_words
    overflown = any(lane.overflown for lane in lanes)
    words = () if overflown else tuple(dict.fromkeys(word for lane in lanes for word in lane.words.words))
    overflown |= len(words) > most
    found = Reaped(np.zeros(days + 3, np.int64), lanes[0].dimension)
    if lanes[0].dimension is not None:
        found.segmented = Segmented(most, overflown=overflown)
    if overflown:
        for lane in lanes:
            lane.stop_segmenting()
    for runs in _alike(lanes):
        by_word = runs[0][0].layout.by is not None
        cells = added_up([run for run, _ in runs], [its for _, its in runs], words if by_word else None)
        if by_word and found.segmented is not None:
            segmented, doubtful = _segmented(cells, lanes[0], words)
            found.segmented, found.doubtful = found.segmented.merge(segmented), found.doubtful or doubtful
        if whole:
            _put(found, cells.together() if by_word else cells, lanes[0])
    return found


def _alike(lanes: Sequence[Lane]) -> list[list[tuple[Run, tuple[str, ...]]]]:
    """The runs of all lanes, with their words: those together whose cells can be added as they are, one of a lane."""
    groups: dict[Any, list[tuple[Run, tuple[str, ...]]]] = {}
    for lane in lanes:
        before: Counter[Any] = Counter()
        for run in lane.runs:
            kind = run.layout.as_given, run.scan.groups, run.pivots.tobytes()
            its = tuple(lane.words.words[: run.segments - 1])
            groups.setdefault((kind, before[kind]), []).append((run, its))
            before[kind] += 1
    return list(groups.values())


def _put(found: Reaped, cells: FilledCells, lane: Lane) -> None:
    found.rows += cells.rows
    states, doubtful = states_of(cells, (0,), lane)
    found.doubtful |= doubtful
    for tally, state in states.items():
        found.states[tally] = merged(found.states[tally], state) if tally in found.states else state


def _segmented(cells: FilledCells, lane: Lane, words: tuple[str, ...]) -> tuple[Segmented, bool]:
    """The states by word, words ascending, the missing one first; only words that have rows on planned days."""
    there = cells.there
    named = sorted((word, place) for place, word in enumerate((*words, "")) if there[place])
    if not named:
        return Segmented(lane.most_words), False
    states, doubtful = states_of(cells, [place for _, place in named], lane)
    stream = lane.fitting.stream
    kept = (states.get(tally) if stream.by_word(tally) else None for tally in range(len(stream.tallies)))
    return Segmented(lane.most_words, tuple(word for word, _ in named), tuple(kept)), doubtful
