"""What a goal promises beside its target: steps on the way, and that the line is held to the end."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

from attrs import frozen

from goalposts.expressions import Quantity
from goalposts.model.target import Target, TargetKind
from goalposts.model.windows import Window

DAYS_OF_WEEK = 7


@frozen
class Step:
    """A step of a path: what the value since the step before must come to by a day.

    Attributes:
        by: the first day after the step's stretch.
        target: the promise of the stretch, counted from the same baseline as the goal's own.
        tolerance: by how much the stretch may fall short; `%` is a part of the step's line.
    """

    by: date
    target: Target
    tolerance: Quantity | None = None

    def kept_by(self, value: float, line: float) -> bool:
        """Whether a value keeps the step, whose line is given in KPI units."""
        if self.target.met_by(value, line):
            return True
        if self.tolerance is None:
            return False
        size = self.tolerance.in_base_unit
        allowed = abs(line) * size if self.tolerance.unit == "%" else size
        short = self.target.shortfall(value) if self.target.kind is TargetKind.BAND else abs(value - line)
        return float(f"{short:.9g}") <= float(f"{allowed:.9g}")


@frozen
class Sustain:
    """For how many weeks or months in a row, up to the evaluation's end, the line must be held in each of them."""

    count: int
    unit: Literal["weeks", "months"]

    def __str__(self) -> str:
        """As it is written in a project file."""
        return f"{self.count} {self.unit}"

    def stretches(self, window: Window) -> tuple[Window, ...]:
        """The last weeks or months of a window, in the order of time; also where they begin before it."""
        edges = [self._before(window.end, number) for number in range(self.count, -1, -1)]
        return tuple(Window(start, end) for start, end in pairwise(edges))

    def _before(self, end: date, count: int) -> date:
        if self.unit == "weeks":
            return end - timedelta(days=DAYS_OF_WEEK * count)
        months = end.year * 12 + end.month - 1 - count
        year, month = divmod(months, 12)
        return date(year, month + 1, min(end.day, calendar.monthrange(year, month + 1)[1]))


def path_stretches(path: tuple[Step, ...], window: Window) -> tuple[Window, ...]:
    """The stretch of every step: from the step before, or the window's start, to its own day."""
    starts = (window.start, *(step.by for step in path))
    return tuple(Window(start, step.by) for start, step in zip(starts, path, strict=False))
