"""The states of a stream by the words of one dimension."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from attrs import frozen

from goalposts.scoring.states.kinds import Histogram, Sketch, State, arrays_of, made_like, merged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goalposts.scoring.planning.slots import StreamPlan


@frozen(eq=False)
class Segmented:
    """The states of some tallies, one value for every word and day.

    Attributes:
        most_words: with more words than this, the empty one not counted, nothing is kept by segment.
        words: ascending; the empty word stands for rows without one.
        states: arrays of shape (words * days,), word by word; None for a tally that is not kept by segment.
        overflown: whether there were too many words; then there are neither words nor states.
    """

    most_words: int
    words: tuple[str, ...] = ()
    states: tuple[State | None, ...] = ()
    overflown: bool = False

    @classmethod
    def without_words(cls, stream: StreamPlan, states: Sequence[State]) -> Segmented:
        """What all rows that lack the word come to; nothing when there are no rows.

        Args:
            stream: the plan.
            states: of the days as a whole, or none.
        """
        kept = tuple(state if stream.by_word(tally) else None for tally, state in enumerate(states))
        return cls(stream.most_words, ("",) if kept else (), kept)

    def fits(self, most: int) -> bool:
        """Whether it would be kept if so many words were allowed."""
        return not self.overflown and not too_many(self.words, most)

    def state(self, tally: int, place: int) -> State | None:
        """The state of a tally for the word at a place, one value a day."""
        state = self.states[tally]
        if state is None:
            return None
        days = len(arrays_of(state)[0]) // len(self.words)
        first, end = place * days, (place + 1) * days
        if not isinstance(state, Histogram | Sketch):
            return made_like(state, [array[first:end] for array in arrays_of(state)])
        *dense, keys, values = arrays_of(state)
        kept = slice(*np.searchsorted(keys, (first * state.line, end * state.line)))
        return made_like(state, [*(array[first:end] for array in dense), keys[kept] - first * state.line, values[kept]])

    def merge(self, other: Segmented) -> Segmented:
        """Add the rows of two parts; too many words in one, or in both together, are too many."""
        words = tuple(sorted({*self.words, *other.words}))
        if self.overflown or other.overflown or too_many(words, self.most_words):
            return Segmented(self.most_words, overflown=True)
        if not self.words or not other.words:
            return self if self.words else other
        pairs = zip(self.with_words(words).states, other.with_words(words).states, strict=True)
        states = tuple(None if a is None or b is None else merged(a, b) for a, b in pairs)
        return Segmented(self.most_words, words, states)

    def with_words(self, words: tuple[str, ...]) -> Segmented:
        """The same with a place for every one of some words, its own among them."""
        if words == self.words:
            return self
        places = _found(self.words, words)
        old, new = len(self.words), len(words)
        states = tuple(None if state is None else _spread(state, places, old, new) for state in self.states)
        return Segmented(self.most_words, words, states)


def too_many(words: Sequence[str], most: int) -> bool:
    """Whether words are more than allowed; for rows without one there is always room."""
    return len(words) - ("" in words) > most


def _found(words: Sequence[str], among: Sequence[str]) -> list[int]:
    place = {word: number for number, word in enumerate(among)}
    return [place[word] for word in words]


def _spread(state: State, places: list[int], old: int, new: int) -> State:
    dense, sparse = list(arrays_of(state)), []
    if isinstance(state, Histogram | Sketch):
        *dense, keys, values = dense
        line = state.line * (dense[0].size // old)
        moved = (np.array(places, np.int64) - np.arange(old)) * line
        sparse = [keys + moved[keys // line], values]
    made = []
    for array in dense:
        wide = np.zeros((new, array.size // old), array.dtype)
        wide[places] = array.reshape(old, -1)
        made.append(wide.ravel())
    return made_like(state, [*made, *sparse])
