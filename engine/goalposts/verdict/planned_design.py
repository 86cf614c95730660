"""Which design of the ladder a goal will be judged by, as far as its baseline tells before there is anything to judge.

Plans and looks must use the method of the verdict, or say that they cannot: another method's figure would be a promise
that the verdict does not keep.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from attrs import frozen

from goalposts.inference.difference import LEAST_DAYS_FOR_WEIGHTS, LEAST_DONORS
from goalposts.inference.segment_change import LEAST_SEGMENTS
from goalposts.verdict.case import Case
from goalposts.verdict.comparison import by_words
from goalposts.verdict.measured import Measured, measure
from goalposts.verdict.rungs.controls import in_waves
from goalposts.verdict.rungs.units import enough_units, units_of

if TYPE_CHECKING:
    from datetime import date

    from goalposts.model import Project, ResolvedGoal
    from goalposts.scoring import Cube

Design: TypeAlias = Literal["single", "rows", "units", "parts", "mixture", "waves"]
ALONE: Final[Design] = "single"


@frozen
class PlannedDesign:
    """The design, and the baseline of the control rows where it is one series less another."""

    name: Design
    control: Measured | None = None


def planned_design(project: Project, goal: ResolvedGoal, cube: Cube, measured: Measured, as_of: date) -> PlannedDesign:
    """Find the design by the baseline as measured so far; without control rows in it, the goal stands alone."""
    rows = goal.of_control
    if rows is None or measured.seen is None or measured.value is None or not any(project.comparison_of(goal.goal)):
        return PlannedDesign(ALONE)
    case = Case(project, goal, cube, measured, measured, measured.value, as_of)
    if in_waves(case):
        return PlannedDesign("waves")
    control = measure(project, rows, cube, goal.sample, as_of)
    if control.value is None or control.series is None:
        return PlannedDesign(ALONE)
    if enough_units(goal, units_of(case, (measured.seen,))):
        return PlannedDesign("units")
    words = by_words(case, (measured.seen,))
    treated, others = (0, 0) if words is None else words.counts
    if min(treated, others) >= LEAST_SEGMENTS:
        return PlannedDesign("parts")
    if treated == 1 and others >= LEAST_DONORS and measured.seen.days >= LEAST_DAYS_FOR_WEIGHTS:
        return PlannedDesign("mixture")
    return PlannedDesign("rows", control)
