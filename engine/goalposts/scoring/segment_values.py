"""What a cube says about one goal by the words of a dimension."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, TypeAlias

import numpy as np
from attrs import frozen

from goalposts.expressions import Quotient
from goalposts.scoring.asked import requests_of
from goalposts.scoring.daily import Daily, daily_of, open_days_of, span_of
from goalposts.scoring.observed import divided
from goalposts.scoring.states import Counts, Moments, Sums, arrays_of, made_like

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from goalposts.model import ResolvedGoal, Window
    from goalposts.scoring.arrays import Floats
    from goalposts.scoring.cube import Cube
    from goalposts.scoring.section import Section

MOST_WORDS_SHOWN: Final = 200
"""The words that have a line of their own; the rest is `other`."""

TOO_MANY_WORDS: Final = "too_many_words"
NOT_BY_SEGMENT: Final = "not_by_segment"

Light: TypeAlias = Counts | Sums | Moments


@frozen
class WordValue:
    """A goal over one window, of the rows of one word or of several together.

    Attributes:
        value: a ratio of sums, or a total per open day; None where it cannot be computed.
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
        reason: why words have no lines: `too_many_words` (one line is given, of all rows), or `not_by_segment` (the
            cube keeps only sums of one stream by word).
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
    if isinstance(goal.formula, Quotient):
        return ByWord((), NOT_BY_SEGMENT)
    ((stream, tally),) = places
    section = cube.sections[stream]
    kept = section.segments[dimension]
    state = section.states[tally]
    if not isinstance(state, Light):
        return ByWord((), NOT_BY_SEGMENT)
    if not kept.words and not kept.overflown:
        return ByWord((), "", kept.most_words)
    words, by_word = (("",), state) if kept.overflown else (kept.words, kept.states[tally])
    assert isinstance(by_word, Light), "every light state is kept by word"
    table = _table(by_word, len(words))
    reader = partial(_read, section, frozenset({dimension}), requests[0].needed, table)
    read = [
        None if window is None else reader(span_of(cube, window), open_days_of(window, closed)) for window in windows
    ]
    if kept.overflown:
        return ByWord((WordLine("", _values([0], read, of_words=False), other=True),), TOO_MANY_WORDS, kept.most_words)
    return ByWord(tuple(_lines(words, read, most)), "", kept.most_words)


@frozen(eq=False)
class _Read:
    """What is read of one window.

    Attributes:
        daily: its arrays have shape (words, days), but the denominator of a total, which is that of the days.
        readable: whether there are rows, and no source of them lacks a field that the goal needs.
        named: whether every source of the rows has the dimension.
    """

    daily: Daily
    readable: bool
    named: bool

    def value(self, places: list[int], *, of_words: bool) -> WordValue:
        """What the rows of some words come to.

        A total of words is unknown where a source does not say the word: what it would add is missing, not zero.
        """
        daily, shared = self.daily, self.daily.denominator.ndim == 1
        numerator, events = daily.numerator[places], daily.events[places]
        value, _ = divided(numerator, daily.denominator if shared else daily.denominator[places])
        known = self.readable and (self.named or not shared or not of_words)
        return WordValue(
            value=value if known else None,
            n=int(events.sum()),
            days=int(np.count_nonzero(events.any(axis=0))),
            unknown=int(daily.unknown[places].sum()),
            numerator=float(numerator.sum()),
        )


def _table(state: Light, words: int) -> Light:
    """The arrays of a state as tables of words by days."""
    made = made_like(state, [array.reshape(words, -1) for array in arrays_of(state)])
    assert isinstance(made, Light)
    return made


def _read(
    section: Section, dimension: frozenset[str], needed: frozenset[str], table: Light, span: slice, open_days: Floats
) -> _Read:
    seen = section.seen(span)
    return _Read(
        daily_of(table, span, open_days),
        readable=bool(seen.instruments) and not seen.missing(needed),
        named=not seen.missing(dimension),
    )


def _lines(words: Sequence[str], read: Sequence[_Read | None], most: int) -> Iterator[WordLine]:
    there = [found.daily for found in read if found is not None]
    zeros = np.zeros(len(words), np.int64)
    n = sum((daily.events.sum(axis=1) for daily in there), zeros)
    rows = sum((daily.unknown.sum(axis=1) for daily in there), n)
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
