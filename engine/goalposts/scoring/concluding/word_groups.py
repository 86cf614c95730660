"""The daily numbers of some words of a dimension, pooled, as `observe` gives those of all rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from goalposts.expressions import Quantile
from goalposts.scoring.concluding.daily import open_days_of, span_of, value_of
from goalposts.scoring.concluding.observed import Observed
from goalposts.scoring.concluding.segment_values import read_words
from goalposts.scoring.planning.days import day_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goalposts.model import ResolvedGoal, Window
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
    """
    found = read_words(cube, goal, (span_of(cube, window),), dimension, (open_days_of(window, closed),))
    if found is None:
        return None
    words, (read,), section = found
    place = {word: number for number, word in enumerate(words)}
    seen = section.seen(span_of(cube, window))
    answers: list[Observed | None] = []
    for group in groups:
        places = [place[word] for word in group if word in place]
        if not places:
            answers.append(None)
            continue
        daily = read.daily(places)
        value, reason = value_of(daily, missing=read.missing, any_rows=read.any_rows)
        quantile = daily.quantile
        answers.append(
            Observed(
                value=value,
                reason=reason,
                n=int(daily.events.sum()),
                unknown=int(daily.unknown.sum()),
                days=int(np.count_nonzero(daily.events)),
                instruments=seen.instruments,
                missing=(),
                day=np.arange(day_number(window.start), day_number(window.end)),
                numerator=daily.numerator,
                denominator=daily.denominator,
                events=daily.events,
                stream_rows=seen.rows,
                level=None if quantile is None else quantile.level,
                density=None if quantile is None else quantile.density,
                anchor=None if quantile is None else quantile.anchor,
                probability=goal.formula.q if isinstance(goal.formula, Quantile) else None,
            )
        )
    return tuple(answers)
