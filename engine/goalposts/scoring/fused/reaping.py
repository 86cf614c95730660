"""Adds up the runs of several lanes, and cuts the planned days out of their cells."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np
from attrs import define, evolve, field

from goalposts.scoring.fused.harvest import Harvest, harvested
from goalposts.scoring.segmented import Segmented
from goalposts.scoring.states import Histogram, Sketch, State, arrays_of, made_like, merged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goalposts.scoring.arrays import Integers
    from goalposts.scoring.fused.lane import Lane
    from goalposts.scoring.fused.run import Run


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
        harvest = harvested([run for run, _ in runs], [its for _, its in runs], words if by_word else None)
        segments = len(words) + 1 if by_word else 1
        if by_word and found.segmented is not None:
            found.doubtful |= _doubted(harvest, lanes[0])
            found.segmented = found.segmented.merge(_segmented(harvest, lanes[0], words, days, most))
        if whole:
            _put(found, harvest.together(segments) if by_word else harvest, lanes[0], days)
    return found


def _alike(lanes: Sequence[Lane]) -> list[list[tuple[Run, tuple[str, ...]]]]:
    """The runs of all lanes, with their words: those together whose cells can be added as they are, one of a lane."""
    groups: dict[Any, list[tuple[Run, tuple[str, ...]]]] = {}
    for lane in lanes:
        before: Counter[Any] = Counter()
        for run in lane.runs:
            kind = evolve(run.layout, replicas=1, prefetch=False), run.scan.pattern_bits, run.pivots.tobytes()
            its = tuple(lane.words.words[: run.segments - 1])
            groups.setdefault((kind, before[kind]), []).append((run, its))
            before[kind] += 1
    return list(groups.values())


def _put(found: Reaped, harvest: Harvest, lane: Lane, days: int) -> None:
    found.rows += harvest.rows
    found.doubtful |= _doubted(harvest, lane)
    for tally, found_state in _states(harvest, lane):
        state = _planned(found_state, days)
        found.states[tally] = merged(found.states[tally], state) if tally in found.states else state


def _states(harvest: Harvest, lane: Lane) -> list[tuple[int, State]]:
    pairs = lane.fitting.stream.pairs
    answers = zip(harvest.scan.tallies, harvest.scan.answers, strict=True)
    with np.errstate(all="ignore"):
        return [(tally, harvest.state(pairs[tally][1].kind, answer)) for tally, answer in answers]


def _doubted(harvest: Harvest, lane: Lane) -> bool:
    if lane.own_pivots is not None:
        return False
    pairs = lane.fitting.stream.pairs
    answers = zip(harvest.scan.tallies, harvest.scan.answers, strict=True)
    with np.errstate(all="ignore"):
        return any(harvest.doubtful(answer) for tally, answer in answers if pairs[tally][1].kind == "moments")


def _planned(state: State, days: int) -> State:
    """The planned days of a state of the days as a whole."""
    inside = slice(1, days + 1)
    if not isinstance(state, Histogram | Sketch):
        return made_like(state, [array[inside].copy() for array in arrays_of(state)])
    line = state.line
    kept = (state.keys >= line) & (state.keys < (days + 1) * line)
    *dense, keys, values = arrays_of(state)
    return made_like(state, [*(array[inside].copy() for array in dense), keys[kept] - line, values[kept]])


def _segmented(harvest: Harvest, lane: Lane, words: tuple[str, ...], days: int, most: int) -> Segmented:
    """The states by word, words ascending, the missing one first; only words that have rows on planned days."""
    segments = len(words) + 1
    rows = harvest.rows[segments : -1 - segments].reshape(days, segments).sum(axis=0)
    named = sorted((word, place) for place, word in enumerate((*words, "")) if rows[place])
    kept = [place for _, place in named]
    states: list[State | None] = [None] * len(lane.fitting.stream.tallies)
    for tally, answer in zip(harvest.scan.tallies, harvest.scan.answers, strict=True):
        if lane.fitting.stream.by_word(tally):
            with np.errstate(all="ignore"):
                states[tally] = harvest.by_word(lane.fitting.stream.pairs[tally][1].kind, answer, days, kept)
    return Segmented(most, tuple(word for word, _ in named), tuple(states))
