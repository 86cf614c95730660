"""What the planned windows of every goal can show, by its own baseline (stats 4)."""

from __future__ import annotations

import math
from datetime import date
from typing import Final

from attrs import evolve, frozen

from goalposts.inference.outlook import Outlook, outlook
from goalposts.inference.planning import MOST_WEEKS, Bounds, floor, smallest_change, weeks_to_watch
from goalposts.inference.tried import TriedPlan
from goalposts.inference.weekdays import DAYS_OF_WEEK
from goalposts.locale import Text
from goalposts.model import DeclaredBaseline, Project, ResolvedGoal, Role
from goalposts.model.effects import GateFailure
from goalposts.model.power import GoalPower, WeeksRange
from goalposts.scoring import Cube
from goalposts.verdict import power_reasons, reasons
from goalposts.verdict.days_ahead import days_ahead, number_of
from goalposts.verdict.few_waves_plan import few_waves_plan
from goalposts.verdict.heeding import Heed, go_on, heeding
from goalposts.verdict.measured import Measured, is_judged, kind_of, measure
from goalposts.verdict.period_plans import period_plan
from goalposts.verdict.planned_design import PlannedDesign, baseline_case, planned_design
from goalposts.verdict.promise import promise_of
from goalposts.verdict.rungs.same_units import METHOD as SAME_UNITS
from goalposts.verdict.settings import LEVEL_OF_SIGNIFICANCE
from goalposts.verdict.tried_plans import Trying, tried_plan

TRIED: Final = ("units", "parts", "waves", "few_waves")
"""Designs whose error is that of parts, not of one series."""


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

    view: Outlook | TriedPlan
    wanted: Wanted

    @property
    def size(self) -> float | None:
        """The wanted change in the units of the readings."""
        wanted, level = self.wanted, self.view.level
        if wanted.size is None or not self.view.logarithmic:
            return wanted.size
        ratio = 1 + wanted.sign * wanted.size / level
        return abs(math.log(ratio)) if ratio > 0 else None

    def in_units(self, change: float) -> float:
        """Turn a change of the readings into KPI units."""
        if not self.view.logarithmic:
            return change
        return abs(self.view.level * math.expm1(self.wanted.sign * change))


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
    design = planned_design(project, goal, cube, measured, as_of)
    found = prospect_of(project, goal, cube, measured, design, as_of)
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
    return _planned(evolve(blank, method=found.view.method), found, goal, project.currency)


def prospect_of(
    project: Project, goal: ResolvedGoal, cube: Cube, measured: Measured, design: PlannedDesign, as_of: date
) -> Prospect | Text:
    """Look ahead from a measured baseline by the design of the verdict, or say why that cannot be done."""
    if not is_judged(goal):
        return power_reasons.NOT_JUDGED
    if isinstance(goal.baseline, DeclaredBaseline):
        return power_reasons.DECLARED
    if goal.sample is None or measured.value is None or measured.series is None or measured.seen is None:
        return power_reasons.NO_BASELINE
    wanted = wanted_of(project, goal, measured.value)
    if design.name in TRIED:
        case = baseline_case(project, goal, cube, measured, as_of)
        plan = few_waves_plan(case) if design.name == "few_waves" else tried_plan(Trying(case, design.name))
        return Prospect(plan, wanted) if isinstance(plan, TriedPlan) else plan
    if design.name == "periods":
        ahead = period_plan(baseline_case(project, goal, cube, measured, as_of))
        return ahead if isinstance(ahead, Text) else Prospect(ahead, wanted)
    horizon = max(goal.evaluation.days, DAYS_OF_WEEK * MOST_WEEKS)
    found = outlook(
        kind_of(goal),
        measured.series if design.own is None else design.own,
        days_ahead(project, measured.seen.end, (goal.sample.end - measured.seen.end).days),
        days_ahead(project, goal.evaluation.start, horizon),
        project.influences_of(goal.goal),
        design.controls,
        goal.evaluation.days,
    )
    if isinstance(found, Outlook):
        named = found if design.own is None else evolve(found, method=f"{found.method}-{SAME_UNITS}")
        return Prospect(named, wanted)
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


def _first(failures: tuple[GateFailure, ...]) -> Text:
    return reasons.gate(failures[0]).text


def _planned(blank: GoalPower, found: Prospect, goal: ResolvedGoal, currency: str) -> GoalPower:
    foreseen = _foreseen(found, goal)
    smallest, weeks, answer = foreseen.smallest, foreseen.weeks, foreseen.answer(found.size)
    cautious = None if smallest is None else found.in_units(smallest.cautious)
    relative = None if cautious is None or not blank.baseline else cautious / abs(blank.baseline)
    history = goal.sample.days if goal.sample else 0
    blank = evolve(blank, promised=found.wanted.size)
    return evolve(
        blank,
        answer=answer,
        text=_sentence(evolve(blank, answer=answer, weeks_needed=weeks), foreseen, cautious, relative, currency),
        smallest=cautious,
        smallest_likely=None if smallest is None else found.in_units(smallest.likely),
        relative=relative,
        floor=None if foreseen.floor is None else found.in_units(foreseen.floor),
        weeks_needed=weeks,
        helps=power_reasons.helps(
            answer,
            weeks=weeks,
            baseline_days=history,
            goals=blank.goals_counted,
            compared=foreseen.floor is None or found.view.method.endswith("-difference"),
            parts=foreseen.least_p > 0,
        ),
    )


@frozen
class _Foreseen:
    """What a plan shows, in the units of the readings.

    Attributes:
        floor: what no length of watching shows; None where that is not known.
        watched: the weeks that `smallest` is of: as planned, or as long as the baseline can try.
        longest: the longest evaluation that the baseline can try.
        least_p: the least p-value that the comparison can give.
    """

    smallest: Bounds | None
    floor: float | None
    weeks: WeeksRange | None
    watched: int
    longest: int
    least_p: float
    probability_of_error: float

    @property
    def few_parts(self) -> bool:
        """Whether chance alone gives the largest difference too often for anything to be shown."""
        return self.least_p > self.probability_of_error

    def answer(self, size: float | None) -> str:
        """Say whether the plan shows a change of some size."""
        if size is None or self.weeks is None:
            return "no_promise"
        if self.few_parts:
            return "never"
        if self.smallest is not None and self.smallest.cautious <= size:
            return "enough"
        if self.weeks.high is not None:
            return "longer"
        if self.floor is not None and self.weeks.low is None and self.floor > size:
            return "never"
        return "over_a_year" if self.longest >= MOST_WEEKS else "untried"


def _foreseen(found: Prospect, goal: ResolvedGoal) -> _Foreseen:
    view, error, size = found.view, found.wanted.probability_of_error, found.size
    planned = goal.evaluation.days // DAYS_OF_WEEK
    if isinstance(view, TriedPlan):
        watched = min(planned, view.most_weeks)
        needed = None if size is None else view.weeks_to_watch(size, planned, error)
        smallest, bottom, longest, least = view.smallest_change(watched, error), None, view.most_weeks, view.least_p
    else:
        watched, longest, least = planned, MOST_WEEKS, 0.0
        needed = None if size is None else weeks_to_watch(view, size, error)
        smallest, bottom = smallest_change(view, number_of(goal.evaluation.end), error), floor(view, error)
    weeks = None if needed is None else WeeksRange(needed.likely, needed.cautious)
    return _Foreseen(smallest, bottom, weeks, watched, longest, least, error)


def _sentence(
    found: GoalPower, foreseen: _Foreseen, smallest: float | None, relative: float | None, currency: str
) -> Text:
    def size(change: float) -> Text:
        return power_reasons.size_in_words(change, found.unit, currency)

    if foreseen.few_parts:
        return power_reasons.few_parts(foreseen.least_p, found.goals_counted)
    weeks, wanted = found.weeks_needed, found.promised
    return power_reasons.sentence(
        found.answer,
        power_reasons.shown(
            foreseen.watched,
            None if smallest is None else power_reasons.with_share(size(smallest), relative, found.unit),
            as_tried=foreseen.watched < found.weeks_planned,
        ),
        _NONE if wanted is None else power_reasons.asked(size(wanted), allowed=found.role == Role.GUARDRAIL.value),
        _NONE if weeks is None else power_reasons.weeks_in_words(weeks),
    )


_NONE = Text.of("")
