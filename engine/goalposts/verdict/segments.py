"""Breaks the values of a goal down by the dimensions that its project asks for; nothing of it is judged."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from goalposts.expressions import Total
from goalposts.inference.series import usable_days
from goalposts.model.scorecard import SegmentLine, Segments, SegmentValue
from goalposts.scoring import observe_by_word
from goalposts.verdict import reasons
from goalposts.verdict.bridge_days import left_out

if TYPE_CHECKING:
    from goalposts.model import Project, ResolvedGoal
    from goalposts.scoring import Cube
    from goalposts.scoring.concluding.segment_values import WordLine, WordValue
    from goalposts.verdict.measured import Measured


def segments_of(
    project: Project, goal: ResolvedGoal, cube: Cube, before: Measured, after: Measured
) -> tuple[Segments, ...]:
    """Break both windows of a goal down; dimensions that the goal's events do not have are left out."""
    return tuple(_segments(project, goal, cube, before, after))


def _segments(
    project: Project, goal: ResolvedGoal, cube: Cube, before: Measured, after: Measured
) -> Iterator[Segments]:
    divisors = [_open_days(goal, measured) for measured in (before, after)]
    for dimension in dict.fromkeys(project.segments):
        found = observe_by_word(cube, goal, (before.seen, after.seen), dimension, left_out(project, goal))
        if found is None:
            continue
        why = reasons.not_in_words(found.reason, found.most_words) if found.reason else None
        yield Segments(dimension, tuple(_line(line, divisors) for line in found.lines), why)


def _open_days(goal: ResolvedGoal, measured: Measured) -> int | None:
    """The days by which a goal's total is divided, so that the totals of its segments add up to it."""
    if measured.series is None or not isinstance(goal.formula, Total):
        return None
    return int(usable_days("total", measured.series).sum())


def _line(line: WordLine, divisors: list[int | None]) -> SegmentLine:
    before, after = (_value(value, days) for value, days in zip(line.windows, divisors, strict=True))
    return SegmentLine(line.word or None, before, after, line.other)


def _value(found: WordValue | None, divisor: int | None) -> SegmentValue:
    if found is None:
        return SegmentValue(None, 0, 0)
    value = found.value
    if value is not None and divisor is not None:
        value = found.numerator / divisor if divisor else None
    shown = value if value is not None and math.isfinite(value) else None
    return SegmentValue(shown, found.n, found.days, found.unknown)
