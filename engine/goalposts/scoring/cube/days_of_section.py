"""A section for more or fewer planned days."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from attrs import evolve

from goalposts.scoring.states.kinds import FollowUp, Histogram, Sketch, State, arrays_of, made_like

if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

    from goalposts.scoring.states.section import Section


def with_days(section: Section, old: int, new: int) -> Section:
    """The same rows in a section that ends with another day: further days are empty, days that go have no rows.

    Args:
        section: of a stream.
        old: its planned days.
        new: those wanted; the first day stays.
    """
    if old == new:
        return section
    there = {name: evolve(part, rows=_dense(part.rows, 1, new)) for name, part in section.instruments.items()}
    segments = {
        name: evolve(parts, states=tuple(state and _state(state, len(parts.words), old, new) for state in parts.states))
        for name, parts in section.segments.items()
    }
    return evolve(
        section,
        states=tuple(_state(state, 1, old, new) for state in section.states),
        instruments=there,
        segments=segments,
    )


def _state(state: State, words: int, old: int, new: int) -> State:
    if not isinstance(state, Histogram | Sketch | FollowUp):
        return made_like(state, [_dense(array, words, new) for array in arrays_of(state)])
    *dense, keys, values = arrays_of(state)
    if words > 1:
        assert not isinstance(state, FollowUp), "it is kept for whole days only"
        keys = keys + keys // (old * state.line) * ((new - old) * state.line)
    return made_like(state, [*(_dense(array, words, new) for array in dense), keys, values])


def _dense(array: NDArray[Any], words: int, days: int) -> NDArray[Any]:
    table = array.reshape(words, -1)
    wide = np.zeros((words, days), array.dtype)
    shared = min(days, table.shape[1])
    wide[:, :shared] = table[:, :shared]
    return wide.ravel()
