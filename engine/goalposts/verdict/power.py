"""What the planned windows of every goal can show, by its own baseline (stats 4)."""

from __future__ import annotations

import math
from datetime import date, timedelta

import numpy as np
from attrs import evolve, frozen

from goalposts.inference.outlook import Ahead, Outlook, outlook
from goalposts.inference.planning import MOST_WEEKS, Bounds, floor, smallest_change, weeks_to_watch
from goalposts.inference.weekdays import DAYS_OF_WEEK
from goalposts.locale import Text
from goalposts.model import DeclaredBaseline, Project, ResolvedGoal, Role
from goalposts.model.effects import GateFailure
from goalposts.model.power import GoalPower, WeeksRange
from goalposts.scoring import Cube
from goalposts.verdict import power_reasons, reasons
from goalposts.verdict.heeding import Heed, go_on, heeding
from goalposts.verdict.in_periods import follows_entries
from goalposts.verdict.measured import Measured, is_judged, kind_of, measure
from goalposts.verdict.planned_design import PlannedDesign, planned_design
from goalposts.verdict.promise import promise_of
from goalposts.verdict.settings import LEVEL_OF_SIGNIFICANCE

_EPOCH = date(1970, 1, 1)


@frozen
class Wanted:
    """The change that a goal must be able to show.

    Attributes:
        size: in KPI units; None without a promise, or when the baseline already meets it.
        sign: +1 if it goes up, -1 if down.
        probability_of_error: of a false alarm that this goal may take.
    """

    size: float | None
    sign: int
    probability_of_error: float


@frozen(eq=False)
class Prospect:
    """A goal whose comparison can be looked at before there is anything to compare."""

    outlook: Outlook
    wanted: Wanted

    @property
    def size(self) -> float | None:
        """The wanted change in the units of the readings."""
        wanted, level = self.wanted, self.outlook.level
        if wanted.size is None or not self.outlook.logarithmic:
            return wanted.size
        ratio = 1 + wanted.sign * wanted.size / level
        return abs(math.log(ratio)) if ratio > 0 else None

    def in_units(self, change: float) -> float:
        """Turn a change of the readings into KPI units."""
        if not self.outlook.logarithmic:
            return change
        return abs(self.outlook.level * math.expm1(self.wanted.sign * change))


def power_of(
    project: Project, goals: tuple[ResolvedGoal, ...], cube: Cube, as_of: date, heed: Heed = go_on
) -> tuple[GoalPower, ...]:
    """Plan every goal and guardrail; what is only reported, and negative controls, promise nothing."""
    planned = (goal for goal in goals if goal.role in (Role.GOAL, Role.GUARDRAIL))
    return tuple(
        goal_power(project, goal, cube, measure(project, goal, cube, goal.sample, as_of), as_of)
        for goal in heeding(planned, heed)
    )


def goal_power(project: Project, goal: ResolvedGoal, cube: Cube, measured: Measured, as_of: date) -> GoalPower:
    """Say what the planned windows of one goal can show, by its baseline as measured so far."""
    found = prospect_of(project, goal, measured, planned_design(project, goal, cube, measured, as_of))
    weeks = goal.evaluation.days // DAYS_OF_WEEK
    blank = GoalPower(
        goal.id,
        goal.role.value,
        goal.kpi.id,
        goal.kpi.title,
        goal.kpi.unit,
        "unknown",
        _NONE,
        baseline=measured.value,
        weeks_planned=weeks,
        goals_counted=primary_goals(project) if goal.role is Role.GOAL else 1,
    )
    if isinstance(found, Text):
        return evolve(blank, text=found)
    return _planned(evolve(blank, method=found.outlook.method), found, goal, project.currency)


def prospect_of(project: Project, goal: ResolvedGoal, measured: Measured, design: PlannedDesign) -> Prospect | Text:
    """Look ahead from a measured baseline by the design of the verdict, or say why that cannot be done."""
    if not is_judged(goal):
        return power_reasons.NOT_JUDGED
    if follows_entries(goal) or measured.periods is not None:
        return power_reasons.IN_PERIODS
    if isinstance(goal.baseline, DeclaredBaseline):
        return power_reasons.DECLARED
    if goal.sample is None or measured.value is None or measured.series is None or measured.seen is None:
        return power_reasons.NO_BASELINE
    if design.name in power_reasons.NOT_PLANNED:
        return power_reasons.NOT_PLANNED[design.name]
    horizon = max(goal.evaluation.days, DAYS_OF_WEEK * MOST_WEEKS)
    found = outlook(
        kind_of(goal),
        measured.series,
        _ahead(project, measured.seen.end, (goal.sample.end - measured.seen.end).days),
        _ahead(project, goal.evaluation.start, horizon),
        project.influences_of(goal.goal),
        None if design.control is None else design.control.series,
    )
    if isinstance(found, Outlook):
        return Prospect(found, wanted_of(project, goal, measured.value))
    return power_reasons.NOT_YET.fill(why=_first(found))


def wanted_of(project: Project, goal: ResolvedGoal, baseline: float) -> Wanted:
    """Say what change a goal must be able to show: its promise, or a worsening beyond a guardrail's margin."""
    promise = promise_of(goal, baseline)
    if goal.role is Role.GUARDRAIL:
        margin = abs(goal.margin * baseline) if goal.margin is not None and goal.margin_is_relative else goal.margin
        return Wanted(abs(margin) if margin else None, -promise.sign or 1, LEVEL_OF_SIGNIFICANCE)
    return Wanted(promise.distance, promise.sign or 1, LEVEL_OF_SIGNIFICANCE / primary_goals(project))


def primary_goals(project: Project) -> int:
    """Count the goals that share the allowance for false alarms, at least one."""
    return max(1, sum(goal.role is Role.GOAL for goal in project.goals))


def _ahead(project: Project, start: date, days: int) -> Ahead:
    numbers = (start - _EPOCH).days + np.arange(max(days, 0), dtype=np.int64)
    dates = (start + timedelta(days=offset) for offset in range(numbers.size))
    closed = [any(day in shut for shut in project.closed) for day in dates]
    return Ahead(numbers, np.array(closed, np.bool_))


def _first(failures: tuple[GateFailure, ...]) -> Text:
    return reasons.gate(failures[0]).text


def _planned(blank: GoalPower, found: Prospect, goal: ResolvedGoal, currency: str) -> GoalPower:
    error, size = found.wanted.probability_of_error, found.size
    smallest = smallest_change(found.outlook, (goal.evaluation.end - _EPOCH).days, error)
    bottom = floor(found.outlook, error)
    weeks = None
    if size is not None:
        needed = weeks_to_watch(found.outlook, size, error)
        weeks = WeeksRange(needed.likely, needed.cautious)
    answer = _answer(smallest, size, bottom, weeks)
    cautious = None if smallest is None else found.in_units(smallest.cautious)
    relative = None if cautious is None or not blank.baseline else cautious / abs(blank.baseline)
    wanted, history = found.wanted.size, goal.sample.days if goal.sample else 0
    return evolve(
        blank,
        answer=answer,
        text=_sentence(evolve(blank, answer=answer, weeks_needed=weeks), cautious, relative, wanted, currency),
        promised=wanted,
        smallest=cautious,
        smallest_likely=None if smallest is None else found.in_units(smallest.likely),
        relative=relative,
        floor=found.in_units(bottom),
        weeks_needed=weeks,
        helps=power_reasons.helps(
            answer,
            weeks=weeks,
            baseline_days=history,
            goals=blank.goals_counted,
            compared=found.outlook.method.endswith("-difference"),
        ),
    )


def _sentence(
    found: GoalPower, smallest: float | None, relative: float | None, wanted: float | None, currency: str
) -> Text:
    def size(change: float) -> Text:
        return power_reasons.size_in_words(change, found.unit, currency)

    weeks = found.weeks_needed
    return power_reasons.sentence(
        found.answer,
        found.weeks_planned,
        None if smallest is None else power_reasons.with_share(size(smallest), relative, found.unit),
        _NONE if wanted is None else power_reasons.asked(size(wanted), allowed=found.role == Role.GUARDRAIL.value),
        _NONE if weeks is None else power_reasons.weeks_in_words(weeks),
    )


_NONE = Text.of("")


def _answer(smallest: Bounds | None, size: float | None, bottom: float, weeks: WeeksRange | None) -> str:
    if size is None or weeks is None:
        return "no_promise"
    if smallest is not None and smallest.cautious <= size:
        return "enough"
    if weeks.high is not None:
        return "longer"
    return "never" if weeks.low is None and bottom > size else "over_a_year"
