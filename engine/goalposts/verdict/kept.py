"""Whether a promise was kept on the way and to the end: the steps of a path, and the last weeks or months.

A stretch is compared as the whole window is: value against line, without a test. Both only take from a reached target:
a goal whose average reaches the line, but whose path or last weeks do not, has not kept what was promised.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from goalposts.locale import Text, counted, day, quantity
from goalposts.model import Project, ResolvedGoal, Target, Window
from goalposts.model.evidence import Evidence
from goalposts.model.maturity import lag_days
from goalposts.model.promises import Step, path_stretches
from goalposts.model.scorecard import Reason
from goalposts.model.stretch import Stretch
from goalposts.scoring import Cube
from goalposts.verdict.measured import Measured, measure
from goalposts.verdict.promise import Promise

_TERMS = {
    "weeks": (("week", "weeks"), ("недели", "недель", "недель")),
    "months": (("month", "months"), ("месяца", "месяцев", "месяцев")),
}


def path_of(
    project: Project, goal: ResolvedGoal, cube: Cube, as_of: date, before: Measured, reference: float | None
) -> tuple[Stretch, ...]:
    """Hold every step of a goal's path against the value since the step before."""
    steps = goal.goal.path
    return tuple(
        _stretch(project, goal, cube, as_of, before, window, step, reference)
        for step, window in zip(steps, path_stretches(steps, goal.evaluation), strict=True)
    )


def last_of(
    project: Project, goal: ResolvedGoal, cube: Cube, as_of: date, before: Measured, reference: float | None
) -> tuple[Stretch, ...]:
    """Hold each of the last weeks or months of the evaluation against the goal's own line."""
    target, term = goal.goal.target, goal.goal.sustain
    if target is None or term is None:
        return ()
    return tuple(
        _stretch(project, goal, cube, as_of, before, window, Step(window.end, target), reference)
        for window in term.stretches(goal.evaluation)
    )


def _stretch(
    project: Project,
    goal: ResolvedGoal,
    cube: Cube,
    as_of: date,
    before: Measured,
    window: Window,
    step: Step,
    reference: float | None,
) -> Stretch:
    line = step.target.line(reference)
    if window.end + timedelta(days=lag_days(goal)) > as_of:
        return _answered(window, step.target, line, None, "pending")
    value = measure(project, goal, cube, window, as_of, before).value
    if value is None or line is None:
        return _answered(window, step.target, line, value, "unknown")
    return _answered(window, step.target, line, value, "kept" if step.kept_by(value, line) else "missed")


def _answered(window: Window, target: Target, line: float | None, value: float | None, answer: str) -> Stretch:
    return Stretch(window.start, window.end, target.text, line, value, answer)


def answer_of(evidence: Evidence, promise: Promise) -> str:
    """Say whether the target is reached: by the whole evaluation, on every step, and in each of the last weeks."""
    whole = promise.answer(evidence.evaluation.value)
    answers = {stretch.answer for stretch in (*evidence.path, *evidence.last)}
    if whole != "reached" or answers <= {"kept"}:
        return whole
    return "not_reached" if "missed" in answers else "unknown"


def remarks_on(
    goal: ResolvedGoal, path: tuple[Stretch, ...], last: tuple[Stretch, ...], currency: str
) -> Iterator[Reason]:
    """Name the steps that were missed or cannot be measured, and in how many of the last weeks the line was held."""
    for step in path:
        if step.answer in ("missed", "unknown"):
            value = None if step.value is None else quantity(step.value, goal.kpi.unit, currency)
            code, text = ("step_missed", _MISSED) if step.answer == "missed" else ("step_unknown", _UNMEASURED)
            yield Reason(code, text.fill(day=day(step.end), promised=step.text, value=value or ""))
    held = sum(stretch.answer == "kept" for stretch in last)
    if goal.goal.sustain is not None and last and held < len(last) and all(s.answer != "pending" for s in last):
        term = counted(len(last), *_TERMS[goal.goal.sustain.unit])
        yield Reason("not_sustained", _NOT_SUSTAINED.fill(held=Text.of(str(held)), term=term))


_MISSED = Text(
    en="the step by {day} was missed: promised {promised}, measured {value}",
    ru="шаг к {day} не выполнен: обещано {promised}, измерено {value}",
)
_UNMEASURED = Text(
    en="the step by {day} cannot be judged: its stretch has no value",
    ru="о шаге к {day} судить нельзя: за этот отрезок нет значения",
)
_NOT_SUSTAINED = Text(
    en="the line was to be held to the end, but was held in {held} of the last {term}",
    ru="уровень обещано удержать до конца, но он удержан в {held} из последних {term}",
)
