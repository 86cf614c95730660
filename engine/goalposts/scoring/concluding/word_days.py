"""The daily numbers of one goal by the words of a dimension."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from goalposts.expressions import Quotient
from goalposts.scoring.concluding.daily import daily_of, open_days_of, span_of
from goalposts.scoring.planning.asked import requests_of
from goalposts.scoring.states.kinds import Counts, Moments, arrays_of, made_like

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from goalposts.model import ResolvedGoal, Window
    from goalposts.scoring.arrays import Floats
    from goalposts.scoring.cube.cube import Cube


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
    if isinstance(goal.formula, Quotient):
        return None
    (request,) = requests_of(goal)
    stream, tally = cube.plan.find(request)
    kept = cube.sections[stream].segments.get(dimension)
    if kept is None or kept.overflown or not kept.words:
        return None
    state = kept.states[tally]
    if not isinstance(state, Counts | Moments):
        return None
    table: Any = made_like(state, [array.reshape(len(kept.words), -1) for array in arrays_of(state)])
    daily = daily_of(table, goal, span_of(cube, window), open_days_of(window, closed))
    return WordDays(kept.words, daily.numerator, daily.denominator)
