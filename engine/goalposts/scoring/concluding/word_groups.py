"""The daily numbers of words: of some of them pooled, as `observe` gives those of all rows, or of every word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from goalposts.scoring.concluding.daily import observed_of
from goalposts.scoring.concluding.word_readings import kept_words
from goalposts.scoring.states.kinds import Sums

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goalposts.model import ResolvedGoal, Window
    from goalposts.scoring.arrays import Floats
    from goalposts.scoring.concluding.observed import Observed
    from goalposts.scoring.cube.cube import Cube


def observe_words(
    cube: Cube,
    goal: ResolvedGoal,
    window: Window,
    dimension: str,
    groups: Sequence[Sequence[str]],
    closed: Sequence[Window] = (),
) -> tuple[Observed | None, ...] | None:
    """Answer a goal over a window for groups of words, each pooled.

    Args:
        cube: made by a plan that includes the goal and the window.
        goal: what to compute.
        window: local days.
        dimension: a field or dimension of words.
        groups: words; those that the cube does not have add nothing.
        closed: days declared closed.

    Returns:
        One for every group, None for a group without a word of the cube. None as a whole when the goal is not kept by
        the words of the dimension. `stream_rows` are those of the whole stream.

    Raises:
        ValueError: the cube's plan does not include the goal, or not the whole window.
    """
    kept = kept_words(cube, goal, dimension)
    if kept is None or kept.too_many or not kept.words:
        return None
    read, place = kept.over(window, closed), {word: number for number, word in enumerate(kept.words)}
    found = ([place[word] for word in group if word in place] for group in groups)
    return tuple(
        observed_of(read.daily(places), goal, window, read.seen, kept.needed) if places else None for places in found
    )


@frozen(eq=False)
class WordDays:
    """What a share, mean or ratio is made of, by word and day; the words add up to the whole.

    Attributes:
        words: ascending; the empty word stands for rows without one.
        numerator, denominator: shape (words, days).
    """

    words: tuple[str, ...]
    numerator: Floats
    denominator: Floats


def days_by_word(
    cube: Cube, goal: ResolvedGoal, window: Window, dimension: str, closed: Sequence[Window] = ()
) -> WordDays | None:
    """Give the daily numbers of every word.

    Args:
        cube: made by a plan that includes the goal and the window.
        goal: what to compute.
        window: local days.
        dimension: a field or dimension of words.
        closed: days declared closed.

    Returns:
        None where there are none: of other kinds of KPI, of a dimension that the cube is not cut by, of too many words.

    Raises:
        ValueError: the cube's plan does not include the goal, or not the whole window.
    """
    kept = kept_words(cube, goal, dimension)
    if kept is None or kept.too_many or not kept.words or kept.sums is None or isinstance(kept.sums, Sums):
        return None
    (daily,) = kept.over(window, closed).days
    return WordDays(kept.words, daily.numerator, daily.denominator)
