"""The states of many cells, made some segments at a time, so that what is calculated meanwhile stays in the cache.

Two threads over the same parts were measured too, and were no faster. How many segments are taken at a time depends on
the plan alone, and changes no byte of the states.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from goalposts.scoring.filling.fused.lost_digits import Noise
from goalposts.scoring.states.kinds import Moments, State, arrays_of, made_like

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from goalposts.scoring.filling.fused.filled_cells import FilledCells
    from goalposts.scoring.filling.fused.harvest import Harvest
    from goalposts.scoring.filling.fused.lane import Lane

_CELLS_AT_ONCE: Final = 1 << 13
_States = dict[int, State]
_Noises = dict[int, tuple[Noise, Noise]]


def states_of(cells: FilledCells, kept: Sequence[int], lane: Lane) -> tuple[_States, bool]:
    """The states of the planned days of some segments, segment by segment, by tally.

    Returns:
        The states, and whether some second moment has lost digits for a pivot that is not its cells' own.
    """
    step = len(kept) if cells.scan.heavy else max(_CELLS_AT_ONCE // cells.days, 1)  # tables are read in parts anyway
    states, noises = _states(cells.planned(kept[:step]), lane)
    if states and len(kept) > step:
        whole = _Room(states, len(kept) * cells.days)
        for first in range(step, len(kept), step):
            found, its = _states(cells.planned(kept[first : first + step]), lane)
            whole.put(found)
            noises = {tally: (y + its[tally][0], x + its[tally][1]) for tally, (y, x) in noises.items()}
        states = whole.states()
    return states, any(_shows(states[tally], *pair) for tally, pair in noises.items())


def _shows(state: State, y: Noise, x: Noise) -> bool:
    assert isinstance(state, Moments)
    return y.shows(state.yy, state.n) or x.shows(state.xx, state.n)


def _states(harvest: Harvest, lane: Lane) -> tuple[_States, _Noises]:
    pairs = lane.fitting.stream.pairs
    answers = [(tally, pairs[tally][1].kind, answer) for tally, answer in harvest.answers()]
    with np.errstate(all="ignore"):
        states = {tally: harvest.state(kind, answer) for tally, kind, answer in answers}
        moments = {tally: answer for tally, kind, answer in answers if kind == "moments" and lane.own_pivots is None}
        return states, {tally: harvest.noises(answer) for tally, answer in moments.items()}


class _Room:
    """One piece of memory for the arrays of all states: much cheaper to get than as many pieces.

    What states share among the first cells they share among all.
    """

    def __init__(self, first: _States, cells: int) -> None:
        self._like = first
        arrays = {id(array): array for array in _arrays(first)}
        places = {known: place for place, known in enumerate(arrays)}
        self._places = [places[id(array)] for array in _arrays(first)]
        room = np.empty((len(arrays), cells))
        self._wholes = [whole.view(array.dtype) for whole, array in zip(room, arrays.values(), strict=True)]
        self._filled = 0
        self.put(first)

    def put(self, states: _States) -> None:
        """Append the cells of states of the same kinds."""
        parts = dict(zip(self._places, _arrays(states), strict=True))
        end = self._filled + parts[0].size
        for place, part in parts.items():
            self._wholes[place][self._filled : end] = part
        self._filled = end

    def states(self) -> _States:
        """What has been put, as states."""
        arrays = iter([self._wholes[place] for place in self._places])
        return {
            tally: made_like(state, [next(arrays) for _ in arrays_of(state)]) for tally, state in self._like.items()
        }


def _arrays(states: _States) -> list[NDArray[Any]]:
    return [array for state in states.values() for array in arrays_of(state)]
