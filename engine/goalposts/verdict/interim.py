"""What the days so far say of a goal that is not due: on track, off track, or too early; never a verdict (stats 3)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from attrs import evolve

from goalposts.inference.difference import Pair
from goalposts.inference.look import Look, Tuning, look, look_at_parts, look_beside
from goalposts.inference.outlook import planned_readings
from goalposts.model import DeclaredBaseline, Project, ResolvedGoal, Role
from goalposts.model.effects import Effect
from goalposts.model.interim import Interim
from goalposts.verdict import interim_reasons
from goalposts.verdict.days_ahead import days_ahead
from goalposts.verdict.effect_trial import trial_of
from goalposts.verdict.measured import Measured, is_judged, kind_of, measure
from goalposts.verdict.planned_design import PlannedDesign, baseline_case, planned_design
from goalposts.verdict.power import TRIED
from goalposts.verdict.promise import Promise, promise_of
from goalposts.verdict.rungs.controls import series_of_parts
from goalposts.verdict.rungs.same_units import Panel, pair_of_units, panel_of_units
from goalposts.verdict.rungs.staggered import by_few_waves
from goalposts.verdict.tried_plans import Trying

if TYPE_CHECKING:
    from goalposts.inference import WindowSeries
    from goalposts.model.scorecard import Reason
    from goalposts.scoring import Cube
    from goalposts.verdict.case import Case

ERROR_OF_A_GOAL = 0.01
"""Of all looks at one goal together; the verdict at the end keeps its whole 5 %, because no look can end the watch."""
ERROR_OF_AN_ALARM = 0.10
"""Two-sided, so 5 % of a false alarm over all looks: harm is worth an early word."""
DAYS_TO_LOOK = 14
DAYS_TO_ALARM = 7
_TUNED_WITHOUT_MARGIN = 0.1
"""A guardrail without a margin is tuned to find a worsening of a tenth of its baseline soonest."""


def interim_of(
    project: Project,
    goal: ResolvedGoal,
    cube: Cube,
    before: Measured,
    after: Measured,
    reference: float | None,
    as_of: date,
) -> Interim | Reason | None:
    """Look at a goal that is not due, by the design of its verdict.

    Returns:
        The look; None where there is nothing to look at, or too little to see; the reason where there is something
        and no look will come of it, or none yet.
    """
    if (
        goal.role not in (Role.GOAL, Role.GUARDRAIL)
        or not is_judged(goal)
        or isinstance(goal.baseline, DeclaredBaseline)
    ):
        return None
    design = planned_design(project, goal, cube, before, as_of)
    if design.name == "periods":
        return interim_reasons.NO_LOOKS_BY_DESIGN
    if after.value is None or after.periods is not None:
        return None
    why = _nothing_to_hold_against(project, goal, before, after)
    if why is not None or reference is None:
        return why
    promise, guarded = promise_of(goal, reference), goal.role is Role.GUARDRAIL
    tuning = _guardrail_tuning(goal, promise, reference) if guarded else _tuning(promise)
    if tuning is None or before.series is None or after.series is None:
        return None
    if after.observed is not None and after.observed.days < tuning.least_days:
        return interim_reasons.not_yet(after.observed.days, tuning.least_days)
    seen = _look(project, goal, cube, before, after, design, tuning, as_of)
    if not isinstance(seen, Look):
        return seen
    answer = (
        _guardrail_answer(goal, promise, reference, seen) if goal.role is Role.GUARDRAIL else _answer(promise, seen)
    )
    return Interim(
        answer,
        seen.estimate,
        seen.low,
        seen.high,
        as_of,
        seen.days,
        interim_reasons.sentence(goal.role, answer, seen, tuning.change, goal.kpi.unit, project.currency, reference),
        alarm=guarded and answer == "off_track",
    )


def _look(
    project: Project,
    goal: ResolvedGoal,
    cube: Cube,
    before: Measured,
    after: Measured,
    design: PlannedDesign,
    tuning: Tuning,
    as_of: date,
) -> Look | Reason | None:
    if before.series is None or after.series is None or after.seen is None:
        return None
    kind, own = kind_of(goal), Pair(before.series, after.series)
    if design.name in ("few_waves", "same_units"):
        case = evolve(baseline_case(project, goal, cube, before, as_of), after=after)
        return _at_few_waves(case, own, tuning) if design.name == "few_waves" else _at_same_units(case, tuning)
    if design.name in TRIED:
        trying = Trying(baseline_case(project, goal, cube, before, as_of), design.name)
        read = trying.read_so_far(after.seen)
        return None if read is None else look_at_parts(kind, own, read.trial(), tuning)
    if not design.controls:
        return look(kind, own.before, own.after, tuning, project.influences_of(goal.goal))
    beside = _controls_after(project, goal, cube, before, after, design, as_of)
    if beside is None:
        return None
    days = days_ahead(project, goal.evaluation.start, goal.evaluation.days)
    planned = planned_readings(kind, (before.series, *design.controls), days)
    pairs = [Pair(*known) for known in zip(design.controls, beside, strict=True)]
    return look_beside(kind, own, pairs, tuning, planned)


def _at_few_waves(case: Case, own: Pair, tuning: Tuning) -> Look | None:
    """Look at the waves that have two weeks by now, joined as the verdict joins them."""
    found, kind = by_few_waves(case), kind_of(case.goal)
    known = trial_of(found, logarithmic=kind == "total") if isinstance(found, Effect) else None
    return look_at_parts(kind, own, known, tuning)


def _at_same_units(case: Case, tuning: Tuning) -> Look | Reason | None:
    """Look at the units that were there before and have been there since; the reason while they are too few."""
    assert case.before.seen is not None
    assert case.after.seen is not None
    panel = panel_of_units(case, case.before.seen, case.after.seen)
    if not isinstance(panel, Panel):
        return panel
    pair = pair_of_units(case, panel)
    if pair is None:
        return None
    return look(kind_of(case.goal), pair.before, pair.after, tuning, case.project.influences_of(case.goal.goal))


def _controls_after(
    project: Project,
    goal: ResolvedGoal,
    cube: Cube,
    before: Measured,
    after: Measured,
    design: PlannedDesign,
    as_of: date,
) -> list[WindowSeries] | None:
    """What the goal is held against, since the go-live; None where any of it has no value yet."""
    if design.donors:
        case = baseline_case(project, goal, cube, before, as_of)
        parts = series_of_parts(case, design.donors, after)
        known = [part for part in parts if part is not None]
        return known if len(known) == len(design.donors) else None
    assert goal.of_control is not None
    found = measure(project, goal.of_control, cube, goal.evaluation, as_of, design.control)
    return None if found.series is None or found.value is None else [found.series]


def _nothing_to_hold_against(project: Project, goal: ResolvedGoal, before: Measured, after: Measured) -> Reason | None:
    """Say why the days so far are not held against the baseline; None where they can be."""
    if before.value is None:
        so_far = after.value
        return None if so_far is None else interim_reasons.without_baseline(so_far, goal.kpi.unit, project.currency)
    seen = [set() if measured.observed is None else set(measured.observed.instruments) for measured in (before, after)]
    return None if seen[0] == seen[1] else interim_reasons.ACROSS_INSTRUMENTS


def _tuning(promise: Promise) -> Tuning | None:
    if not promise.distance or not promise.sign:
        return None
    return Tuning(promise.sign * promise.distance, ERROR_OF_A_GOAL, DAYS_TO_LOOK)


def _guardrail_tuning(goal: ResolvedGoal, promise: Promise, reference: float) -> Tuning | None:
    change = _margin(goal, reference) or abs(reference) * _TUNED_WITHOUT_MARGIN
    return Tuning(-(promise.sign or 1) * change, ERROR_OF_AN_ALARM, DAYS_TO_ALARM) if change else None


def _margin(goal: ResolvedGoal, reference: float) -> float:
    margin = goal.margin or 0.0
    return abs(margin * reference) if goal.margin_is_relative else margin


def _turned(seen: Look, sign: int) -> tuple[float, float]:
    """The range with larger meaning better."""
    return (-seen.high, -seen.low) if sign < 0 else (seen.low, seen.high)


def _answer(promise: Promise, seen: Look) -> str:
    """Off track when the promise is ruled out so far, else on track when a change for the better is shown."""
    low, high = _turned(seen, promise.sign)
    if promise.distance is not None and high < promise.distance:
        return "off_track"
    return "on_track" if low > 0 else "too_early"


def _guardrail_answer(goal: ResolvedGoal, promise: Promise, reference: float, seen: Look) -> str:
    """Off track when it is shown to be worse than allowed; without a good direction, either way."""
    margin = _margin(goal, reference)
    low, high = _turned(seen, promise.sign)
    if high < -margin or (not promise.sign and low > margin):
        return "off_track"
    return "on_track" if low > -margin and (promise.sign or high < margin) else "too_early"
