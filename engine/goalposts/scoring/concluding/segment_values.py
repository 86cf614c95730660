"""What a cube says about one goal by the words of a dimension."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from attrs import frozen

from goalposts.expressions import Distinct, Total
from goalposts.scoring.concluding.daily import value_of
from goalposts.scoring.concluding.word_readings import kept_words
from goalposts.scoring.planning.asked import requests_of
from goalposts.scoring.states.kinds import Sums

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from goalposts.model import ResolvedGoal, Window
    from goalposts.scoring.arrays import Floats, Integers
    from goalposts.scoring.concluding.word_readings import WordReading
    from goalposts.scoring.cube.cube import Cube

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
    streams = (cube.plan.streams[cube.plan.find(request)[0]] for request in requests_of(goal))
    if not any(dimension in stream.segments for stream in streams):
        return None
    kept = kept_words(cube, goal, dimension)
    if kept is None:
        return ByWord((), NOT_BY_SEGMENT)
    if not kept.words:
        return ByWord((), "", kept.most_words)
    read = [None if window is None else kept.over(window, closed) for window in windows]
    if kept.too_many:
        return ByWord((WordLine("", _values([0], read, of_words=False), other=True),), TOO_MANY_WORDS, kept.most_words)
    return ByWord(tuple(_lines(kept.words, read, most)), "", kept.most_words)


@frozen(eq=False)
class WordTable:
    """A goal by word over several windows, all words at once.

    Attributes:
        words: those with rows in any window, the largest first; not the empty one.
        values: shape (words, windows), nan where there is none.
        events: shape (words, windows).
    """

    words: tuple[str, ...]
    values: Floats
    events: Integers


def table_by_word(
    cube: Cube, goal: ResolvedGoal, windows: Sequence[Window], dimension: str, closed: Sequence[Window] = ()
) -> WordTable | None:
    """Give what `observe_by_word` gives of shares, means and ratios, for thousands of words at a time.

    Returns:
        None of other kinds of KPI, of a dimension that the cube is not cut by, and of too many words.

    Raises:
        ValueError: the cube's plan does not include the goal, or not the whole of a window.
    """
    kept = kept_words(cube, goal, dimension)
    if kept is None or kept.too_many or not kept.words or kept.sums is None or isinstance(kept.sums, Sums):
        return None
    read = [kept.over(window, closed) for window in windows]
    events, unknown = (np.column_stack([found.counts(name) for found in read]) for name in ("events", "unknown"))
    n, rows = events.sum(axis=1), (events + unknown).sum(axis=1)
    named = [place for place, word in enumerate(kept.words) if word and rows[place]]
    ranked = sorted(named, key=lambda place: (-n[place], kept.words[place]))
    values = np.column_stack([_all_values(found) for found in read])
    return WordTable(tuple(kept.words[place] for place in ranked), values[ranked], events[ranked])


def _all_values(reading: WordReading) -> Floats:
    """The value of every word over one window; as `divided` gives it, nan for none."""
    (daily,) = reading.days
    above, below = daily.numerator.sum(axis=1), daily.denominator.sum(axis=1)
    told = below != 0 if reading.seen.instruments and not reading.missing else np.zeros(below.size, np.bool_)
    with np.errstate(over="ignore"):
        found: Floats = np.divide(above, below, out=np.full(below.size, np.nan), where=told)
    found[~np.isfinite(found)] = np.nan
    return found


def _lines(words: Sequence[str], read: Sequence[WordReading | None], most: int) -> Iterator[WordLine]:
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


def _values(places: list[int], read: Sequence[WordReading | None], *, of_words: bool) -> tuple[WordValue | None, ...]:
    return tuple(None if found is None else _value(found, places, of_words=of_words) for found in read)


def _value(reading: WordReading, places: list[int], *, of_words: bool) -> WordValue:
    """What the rows of some words come to.

    What grows with the rows is unknown for words where a source does not say the word: what it would add is missing,
    not zero.
    """
    daily = reading.daily(places)
    value, _ = value_of(daily, missing=reading.missing, any_rows=bool(reading.seen.instruments))
    known = reading.named or not of_words or not isinstance(reading.kept.goal.formula, Total | Distinct)
    return WordValue(
        value=value if known else None,
        n=int(daily.events.sum()),
        days=int(np.count_nonzero(daily.events)),
        unknown=int(daily.unknown.sum()),
        numerator=float(daily.numerator.sum()),
    )
