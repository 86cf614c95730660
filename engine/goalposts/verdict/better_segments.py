"""How much better the better quarter of a goal's segments is than the middle one: what the company itself can do."""

from __future__ import annotations

from statistics import quantiles
from typing import TYPE_CHECKING, Final

from attrs import frozen

from goalposts.expressions import Mean, Quantile, Ratio, Share
from goalposts.scoring import observe_by_word
from goalposts.verdict.bridge_days import left_out
from goalposts.verdict.measured import measure

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from goalposts.model import Project, ResolvedGoal
    from goalposts.scoring import Cube

LEAST_WORDS: Final = 4
"""Fewer have no quarter."""
LEAST_EVENTS: Final = 30
"""A word with fewer events is high or low by chance."""
_COMPARABLE: Final = (Share, Mean, Ratio, Quantile)
"""The total of a larger branch is no better than that of a smaller one."""


@frozen
class BetterSegments:
    """By what share of the middle word the better quarter is better, and of which dimension."""

    dimension: str
    share: float


def better_segments(project: Project, goal: ResolvedGoal, cube: Cube, sign: int, as_of: date) -> BetterSegments | None:
    """Compare the words of the goal's dimensions over its baseline; of several dimensions the widest is taken.

    Args:
        project: its `segments` are the dimensions.
        goal: what to compute.
        cube: cut by them.
        sign: +1 where larger is better, -1 where smaller is.
        as_of: nothing from this day on is looked at.
    """
    if not isinstance(goal.formula, _COMPARABLE):
        return None
    found = _found(project, goal, cube, sign, as_of)
    return max(found, key=lambda known: known.share, default=None)


def _found(project: Project, goal: ResolvedGoal, cube: Cube, sign: int, as_of: date) -> Iterator[BetterSegments]:
    seen = measure(project, goal, cube, goal.sample, as_of).seen
    for dimension in dict.fromkeys(project.segments) if seen is not None else ():
        by_word = observe_by_word(cube, goal, (seen,), dimension, left_out(project, goal))
        cells = [] if by_word is None else [line.windows[0] for line in by_word.lines if line.word and not line.other]
        values = [
            cell.value for cell in cells if cell is not None and cell.value is not None and cell.n >= LEAST_EVENTS
        ]
        if len(values) < LEAST_WORDS:
            continue
        low, middle, high = quantiles(values, n=4, method="inclusive")
        if middle:
            yield BetterSegments(dimension, abs((high if sign > 0 else low) - middle) / abs(middle))
