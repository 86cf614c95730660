"""How the KPI of a goal went before there is anything to judge: its days, and the value of its baseline."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from goalposts.model import Project, ResolvedGoal
from goalposts.model.scorecard import Series
from goalposts.model.window_value import WindowValue
from goalposts.scoring import Cube
from goalposts.verdict.measured import measure
from goalposts.verdict.stored_series import daily_series


@frozen
class BaselineCourse:
    """The days of a goal that is not due, as a drawing needs them."""

    id: str
    unit: str
    series: Series
    baseline: WindowValue
    evaluation: WindowValue
    go_live: date | None


def baseline_course(project: Project, goal: ResolvedGoal, cube: Cube, as_of: date) -> BaselineCourse | None:
    """Give the course of a goal; nothing where its baseline has no value."""
    measured = measure(project, goal, cube, goal.sample, as_of)
    window, observed = measured.window, measured.observed
    if window is None or observed is None or measured.value is None:
        return None
    return BaselineCourse(
        goal.id,
        goal.kpi.unit,
        daily_series(project, goal, cube, as_of, (measured,)),
        WindowValue(measured.value, observed.n, observed.days, window.start, window.end),
        WindowValue(None, 0, 0, goal.evaluation.start, goal.evaluation.end),
        goal.go_live,
    )
