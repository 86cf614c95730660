"""What a cube keeps of one goal by the words of a dimension, read over a window: every answer by word begins here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from attrs import frozen

from goalposts.expressions import Quotient
from goalposts.scoring.concluding.daily import Daily, daily_of, open_days_of, span_of
from goalposts.scoring.planning.asked import requests_of
from goalposts.scoring.states.kinds import Counts, Histogram, Moments, Sketch, Sums, arrays_of, made_like, merged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goalposts.model import ResolvedGoal, Window
    from goalposts.scoring.arrays import Floats, Integers
    from goalposts.scoring.cube.cube import Cube
    from goalposts.scoring.states.kinds import State
    from goalposts.scoring.states.presence import Seen
    from goalposts.scoring.states.section import Section


@frozen(eq=False)
class KeptWords:
    """The states of a goal by word.

    Attributes:
        dimension: whose words they are.
        words: ascending, the empty word for rows without one; one empty word for all rows where there were too many.
        too_many: whether there were too many words.
        most_words: with more words than this, a cube keeps nothing by word.
        needed: the fields without which the answer means nothing.
        sums: states of sums as tables, their arrays of shape (words, days), so that all words are read at once.
        sparse: of other states, one for every word.
    """

    cube: Cube
    goal: ResolvedGoal
    section: Section
    dimension: str
    words: tuple[str, ...]
    too_many: bool
    most_words: int
    needed: frozenset[str]
    sums: Counts | Sums | Moments | None
    sparse: tuple[Histogram | Sketch, ...]

    def over(self, window: Window, closed: Sequence[Window] = ()) -> WordReading:
        """Read a window without its declared closed days.

        Raises:
            ValueError: the cube does not have the whole of it.
        """
        span, open_days = span_of(self.cube, window), open_days_of(window, closed)
        states = self.sparse if self.sums is None else (self.sums,)
        days = tuple(daily_of(state, self.goal, span, open_days) for state in states)
        return WordReading(self, span, open_days, days, self.section.seen(span))


def kept_words(cube: Cube, goal: ResolvedGoal, dimension: str) -> KeptWords | None:
    """Find what a cube keeps of a goal by the words of a dimension.

    Returns:
        None where it keeps nothing: of times to event and quotients, of kinds that the plan had no memory for, of a
        dimension that it is not cut by.

    Raises:
        ValueError: the cube's plan does not include the goal.
    """
    if isinstance(goal.formula, Quotient):
        return None
    (request,) = requests_of(goal)
    stream, tally = cube.plan.find(request)
    planned, section = cube.plan.streams[stream], cube.sections[stream]
    if dimension not in planned.segments or not planned.by_word(tally):
        return None
    kept = section.segments[dimension]
    words = ("",) if kept.overflown else kept.words
    state: Any = kept.states[tally] if kept.words else section.states[tally]
    sums: Any = None
    sparse: Any = (state,)
    if isinstance(state, Counts | Sums | Moments):
        sums, sparse = made_like(state, [array.reshape(max(len(words), 1), -1) for array in arrays_of(state)]), ()
    elif kept.words:
        sparse = tuple(kept.state(tally, place) for place in range(len(words)))
    return KeptWords(
        cube, goal, section, dimension, words, kept.overflown, kept.most_words, request.needed, sums, sparse
    )


@frozen(eq=False)
class WordReading:
    """What is kept by word, over one window.

    Attributes:
        span: the days of the window, as positions in the cube.
        open_days: from `open_days_of`.
        days: the daily numbers, of all words as one table, or of every word.
        seen: who had rows of the stream.
    """

    kept: KeptWords
    span: slice
    open_days: Floats
    days: tuple[Daily, ...]
    seen: Seen

    @property
    def missing(self) -> bool:
        """Whether a source of the rows lacks a field that the goal needs."""
        return bool(self.seen.missing(self.kept.needed))

    @property
    def named(self) -> bool:
        """Whether every source of the rows has the dimension."""
        return not self.seen.missing(frozenset({self.kept.dimension}))

    def counts(self, name: str) -> Integers:
        """The `events` or `unknown` of every word."""
        if self.kept.sums is None:
            return np.array([getattr(daily, name).sum() for daily in self.days], np.int64)
        found: Integers = getattr(self.days[0], name).sum(axis=1)
        return found

    def daily(self, places: list[int]) -> Daily:
        """The daily numbers of some words together, by their places: a sum of states."""
        if self.kept.sums is None:
            if len(places) == 1:
                return self.days[places[0]]
            state: Any = _pooled([self.kept.sparse[place] for place in places])
            return daily_of(state, self.kept.goal, self.span, self.open_days)
        (all_words,) = self.days
        shared = isinstance(self.kept.sums, Sums)
        return Daily(
            all_words.numerator[places].sum(axis=0),
            all_words.denominator if shared else all_words.denominator[places].sum(axis=0),
            all_words.events[places].sum(axis=0),
            all_words.unknown[places].sum(axis=0),
        )


def _pooled(states: list[State]) -> State:
    """Add states, neighbours first, so that none is added to what all before it come to."""
    while len(states) > 1:
        odd = states[len(states) // 2 * 2 :]
        states = [merged(one, other) for one, other in zip(states[::2], states[1::2], strict=False)] + odd
    return states[0]
