"""What a cube says about one goal by the words of a dimension."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from attrs import frozen

from goalposts.expressions import Distinct, Quotient, Total
from goalposts.scoring.concluding.daily import Daily, daily_of, open_days_of, span_of, value_of
from goalposts.scoring.planning.asked import requests_of
from goalposts.scoring.states.kinds import Counts, Histogram, Moments, Sketch, Sums, arrays_of, made_like, merged

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from goalposts.model import ResolvedGoal, Window
    from goalposts.scoring.arrays import Floats, Integers
    from goalposts.scoring.cube.cube import Cube
    from goalposts.scoring.states.kinds import State
    from goalposts.scoring.states.section import Section
    from goalposts.scoring.states.segmented import Segmented

MOST_WORDS_SHOWN: Final = 200
"""The words that have a line of their own; the rest is `other`."""

TOO_MANY_WORDS: Final = "too_many_words"
NOT_BY_SEGMENT: Final = "not_by_segment"


@frozen
class WordValue:
    """A goal over one window, of the rows of one word or of several together.

    Attributes:
        value: as `observe` gives it; None where it cannot be computed.
        n: events in the denominator.
        days: days with such events.
        unknown: rows left out because a condition or operand was null.
        numerator: the sum behind the value.
    """

    value: float | None
    n: int
    days: int
    unknown: int
    numerator: float


@frozen
class WordLine:
    """One line of a table by word.

    Attributes:
        word: empty for rows without one, and for `other`.
        windows: one for every window that was asked for; None for one that there is not.
        other: whether it stands for the words that have no line of their own.
    """

    word: str
    windows: tuple[WordValue | None, ...]
    other: bool = False


@frozen
class ByWord:
    """A goal by word: the largest words, then `other`, then the rows without a word.

    Attributes:
        reason: why words have no lines: `too_many_words` (one line is given, of all rows), or `not_by_segment` (times
            to event and quotients never are; quantiles and distinct words only where the plan has the memory).
        most_words: with more words than this, a cube keeps nothing by word.
    """

    lines: tuple[WordLine, ...]
    reason: str = ""
    most_words: int = 0


def observe_by_word(
    cube: Cube,
    goal: ResolvedGoal,
    windows: Sequence[Window | None],
    dimension: str,
    closed: Sequence[Window] = (),
    most: int = MOST_WORDS_SHOWN,
) -> ByWord | None:
    """Answer a goal by the words of a dimension, each word over the same windows.

    Words are ranked by their events over all windows; words of which the windows have no row are left out. Days are
    left out, and a total is divided, as `observe` does.

    Args:
        cube: made by a plan that includes the goal and the windows.
        goal: what to compute.
        windows: local days; None for a window that there is not.
        dimension: a field or dimension of words.
        closed: days declared closed.
        most: how many words have a line of their own.

    Returns:
        None when the cube was not cut by the dimension.

    Raises:
        ValueError: the cube's plan does not include the goal, or not the whole of a window.
    """
    requests = requests_of(goal)
    places = [cube.plan.find(request) for request in requests]
    if not any(dimension in cube.plan.streams[stream].segments for stream, _ in places):
        return None
    by_word = all(cube.plan.streams[stream].by_word(tally) for stream, tally in places)
    if isinstance(goal.formula, Quotient) or not by_word:
        return ByWord((), NOT_BY_SEGMENT)
    ((stream, tally),) = places
    section = cube.sections[stream]
    kept = section.segments[dimension]
    if not kept.words and not kept.overflown:
        return ByWord((), "", kept.most_words)
    table = _table(section, tally, kept)
    reader = partial(_Read.of, goal, section, table, frozenset({dimension}), requests[0].needed)
    read = [
        None if window is None else reader(span_of(cube, window), open_days_of(window, closed)) for window in windows
    ]
    if kept.overflown:
        return ByWord((WordLine("", _values([0], read, of_words=False), other=True),), TOO_MANY_WORDS, kept.most_words)
    return ByWord(tuple(_lines(kept.words, read, most)), "", kept.most_words)


def read_words(
    cube: Cube, goal: ResolvedGoal, spans: Sequence[slice], dimension: str, open_days: Sequence[Floats]
) -> tuple[tuple[str, ...], tuple[_Read, ...], Section] | None:
    """Read the words of a dimension over some days of a cube: the words, one reading a span, and their section.

    None where nothing is kept by these words.
    """
    requests = requests_of(goal)
    stream, tally = cube.plan.find(requests[0])
    planned = cube.plan.streams[stream]
    if isinstance(goal.formula, Quotient) or dimension not in planned.segments or not planned.by_word(tally):
        return None
    section = cube.sections[stream]
    kept = section.segments[dimension]
    if kept.overflown or not kept.words:
        return None
    table = _table(section, tally, kept)
    asked = zip(spans, open_days, strict=True)
    read = tuple(
        _Read.of(goal, section, table, frozenset({dimension}), requests[0].needed, span, days) for span, days in asked
    )
    return kept.words, read, section


@frozen(eq=False)
class _Table:
    """The states of a tally by word; those of sums as tables of words by days, so that they are read at once."""

    words: int
    sums: Counts | Sums | Moments | None = None
    sparse: tuple[Histogram | Sketch, ...] = ()

    def days(self, goal: ResolvedGoal, span: slice, open_days: Floats) -> tuple[Daily, ...]:
        """The daily numbers, of all words as one table, or of every word."""
        found = self.sparse if self.sums is None else (self.sums,)
        return tuple(daily_of(state, goal, span, open_days) for state in found)


def _table(section: Section, tally: int, kept: Segmented) -> _Table:
    whole, words = section.states[tally], 1 if kept.overflown else len(kept.words)
    state = whole if kept.overflown else kept.states[tally]
    if isinstance(state, Counts | Sums | Moments):
        made: Any = made_like(state, [array.reshape(words, -1) for array in arrays_of(state)])
        return _Table(words, made)
    each: Any = (whole,) if kept.overflown else tuple(kept.state(tally, place) for place in range(words))
    return _Table(words, sparse=each)


@frozen(eq=False)
class _Read:
    """What is read of one window.

    Attributes:
        days: from `_Table.days`.
        any_rows: whether the stream has rows.
        missing: whether a source of them lacks a field that the goal needs.
        named: whether every source of them has the dimension.
    """

    goal: ResolvedGoal
    table: _Table
    span: slice
    open_days: Floats
    days: tuple[Daily, ...]
    any_rows: bool
    missing: bool
    named: bool

    @classmethod
    def of(
        cls,
        goal: ResolvedGoal,
        section: Section,
        table: _Table,
        dimension: frozenset[str],
        needed: frozenset[str],
        span: slice,
        open_days: Floats,
    ) -> _Read:
        """Read a window, by the days of a cube that it has and those that are open."""
        seen, days = section.seen(span), table.days(goal, span, open_days)
        missing, named = bool(seen.missing(needed)), not seen.missing(dimension)
        return cls(goal, table, span, open_days, days, bool(seen.instruments), missing, named)

    def counts(self, name: str) -> Integers:
        """The `events` or `unknown` of every word."""
        if self.table.sums is None:
            return np.array([getattr(daily, name).sum() for daily in self.days], np.int64)
        found: Integers = getattr(self.days[0], name).sum(axis=1)
        return found

    def daily(self, places: list[int]) -> Daily:
        """The daily numbers of some words together: a sum of states."""
        if self.table.sums is None:
            if len(places) == 1:
                return self.days[places[0]]
            state: Any = _pooled([self.table.sparse[place] for place in places])
            return daily_of(state, self.goal, self.span, self.open_days)
        (all_words,) = self.days
        shared = isinstance(self.table.sums, Sums)
        return Daily(
            all_words.numerator[places].sum(axis=0),
            all_words.denominator if shared else all_words.denominator[places].sum(axis=0),
            all_words.events[places].sum(axis=0),
            all_words.unknown[places].sum(axis=0),
        )

    def value(self, places: list[int], *, of_words: bool) -> WordValue:
        """What the rows of some words come to.

        What grows with the rows is unknown for words where a source does not say the word: what it would add is
        missing, not zero.
        """
        daily = self.daily(places)
        value, _ = value_of(daily, missing=self.missing, any_rows=self.any_rows)
        known = self.named or not of_words or not isinstance(self.goal.formula, Total | Distinct)
        return WordValue(
            value=value if known else None,
            n=int(daily.events.sum()),
            days=int(np.count_nonzero(daily.events)),
            unknown=int(daily.unknown.sum()),
            numerator=float(daily.numerator.sum()),
        )


def _pooled(states: list[State]) -> State:
    """Add states, neighbours first, so that none is added to what all before it come to."""
    while len(states) > 1:
        odd = states[len(states) // 2 * 2 :]
        states = [merged(one, other) for one, other in zip(states[::2], states[1::2], strict=False)] + odd
    return states[0]


def _lines(words: Sequence[str], read: Sequence[_Read | None], most: int) -> Iterator[WordLine]:
    there = [found for found in read if found is not None]
    zeros = np.zeros(len(words), np.int64)
    n = sum((found.counts("events") for found in there), zeros)
    rows = sum((found.counts("unknown") for found in there), n)
    named = [place for place, word in enumerate(words) if word and rows[place]]
    ranked = sorted(named, key=lambda place: (-n[place], words[place]))
    for place in ranked[:most]:
        yield WordLine(words[place], _values([place], read, of_words=True))
    if ranked[most:]:
        yield WordLine("", _values(ranked[most:], read, of_words=True), other=True)
    if words and not words[0] and rows[0]:
        yield WordLine("", _values([0], read, of_words=False))


def _values(places: list[int], read: Sequence[_Read | None], *, of_words: bool) -> tuple[WordValue | None, ...]:
    return tuple(None if found is None else found.value(places, of_words=of_words) for found in read)
