"""Tries the plan of every goal on its own baseline: false alarms where nothing happened, and the promise put in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from attrs import evolve

from goalposts.inference import step_effect
from goalposts.inference.comparison import DAYS_OF_AN_ANNUAL_BASELINE
from goalposts.inference.difference import Differenced, Pair, difference_effect
from goalposts.inference.proportion import wilson_interval
from goalposts.inference.resampling import Trial, can_resample, trials
from goalposts.inference.tried import TriedPlan
from goalposts.inference.weekdays import DAYS_OF_WEEK
from goalposts.locale import Text
from goalposts.model import Project, ResolvedGoal, Role, Window
from goalposts.model.effects import Effect
from goalposts.model.power import GoalSelftest, Rate, Rates
from goalposts.scoring import Cube
from goalposts.verdict import selftest_reasons
from goalposts.verdict.days_ahead import number_of
from goalposts.verdict.heeding import Heed, go_on, heeding
from goalposts.verdict.measured import Measured, kind_of, measure
from goalposts.verdict.planned_design import PlannedDesign, baseline_case, planned_design
from goalposts.verdict.power import Prospect, prospect_of
from goalposts.verdict.pretending import LEAST_HISTORY_DAYS, Placebo, gap_of, pretended
from goalposts.verdict.rungs.controls import series_of_parts
from goalposts.verdict.rungs.same_units import Panel, pair_of_units, panel_of_units
from goalposts.verdict.selftest_parts import Tries, try_few_waves, try_parts
from goalposts.verdict.selftest_periods import try_periods
from goalposts.verdict.settings import LEVEL_OF_SIGNIFICANCE
from goalposts.verdict.tried_plans import Trying

if TYPE_CHECKING:
    from goalposts.inference.outlook import Outlook
    from goalposts.verdict.case import Case

LEAST_WINDOWS = 8
LEAST_PLACEBO_DAYS = 28
SIDE_BY_SIDE = 4
"""Windows that overlap say little more than one; shorter ones that do not say more than a few long ones that do."""


def selftest_of(
    project: Project, goals: tuple[ResolvedGoal, ...], cube: Cube, as_of: date, seeds: int, heed: Heed = go_on
) -> tuple[GoalSelftest, ...]:
    """Try the plan of every goal and guardrail."""
    tried = (goal for goal in goals if goal.role in (Role.GOAL, Role.GUARDRAIL))
    return tuple(_tried(project, goal, cube, as_of, seeds) for goal in heeding(tried, heed))


def _tried(project: Project, goal: ResolvedGoal, cube: Cube, as_of: date, seeds: int) -> GoalSelftest:
    measured = measure(project, goal, cube, goal.sample, as_of)
    design = planned_design(project, goal, cube, measured, as_of)
    found = prospect_of(project, goal, cube, measured, design, as_of)
    if isinstance(found, Text) or measured.seen is None:
        said = found if isinstance(found, Text) else Text.of("")
        return GoalSelftest(goal.id, goal.role.value, goal.kpi.id, goal.kpi.title, "too_short", said)
    if design.name == "periods":
        parts = try_periods(baseline_case(project, goal, cube, measured, as_of), found.view, seeds)
    elif isinstance(found.view, TriedPlan):
        case = baseline_case(project, goal, cube, measured, as_of)
        parts = try_few_waves(case) if design.name == "few_waves" else try_parts(Trying(case, design.name), seeds)
    else:
        parts = _try_series(project, goal, cube, as_of, measured, design, found.view, seeds)
    shared = parts.trials if parts.chance else ()
    rates = Rates(_false_alarms(parts), _chance_alarms(shared), _power(found, parts.trials))
    windows, days = len(parts.alarms), parts.days if parts.alarms else 0
    return GoalSelftest(
        goal.id,
        goal.role.value,
        goal.kpi.id,
        goal.kpi.title,
        rates.answer,
        selftest_reasons.sentence(goal.role, rates, sum(parts.alarms), windows, days),
        rates.false_alarms,
        windows,
        days,
        rates.chance_alarms,
        rates.power,
    )


def _try_series(
    project: Project,
    goal: ResolvedGoal,
    cube: Cube,
    as_of: date,
    measured: Measured,
    design: PlannedDesign,
    view: Outlook,
    seeds: int,
) -> Tries:
    """Try a step of one series, or of one less others."""
    assert measured.seen is not None
    placebos = tuple(placebos_in(measured.seen, goal))
    alarms = _alarms(project, goal, cube, as_of, placebos, design)
    days = placebos[0].after.days if placebos else 0
    span = (placebos[0].after.end - placebos[-1].after.start).days if placebos else 0
    drawn = trials(view, number_of(goal.evaluation.end), seeds) if can_resample(view) else ()
    return Tries(alarms, max(1, span // days) if days else 0, days, drawn)


def placebos_in(seen: Window, goal: ResolvedGoal) -> Iterator[Placebo]:
    """Place go-lives that never were into a baseline, a week apart, the last one first.

    The days between the windows are the plan's; so is the evaluation, but shorter where fewer than 4 would fit side by
    side, down to 4 weeks. A baseline without room for 8 of them behind 8 weeks of history has none; where the plan
    takes out the year's season, it must have been seen before each of them too, so the history is a year.
    """
    if goal.sample is None:
        return
    gap = gap_of(goal)
    yearly = goal.sample.days >= DAYS_OF_AN_ANNUAL_BASELINE
    history = DAYS_OF_AN_ANNUAL_BASELINE if yearly else LEAST_HISTORY_DAYS
    room = seen.days - history - gap
    least = min(LEAST_PLACEBO_DAYS, goal.evaluation.days)
    days = min(goal.evaluation.days, max(least, room // SIDE_BY_SIDE))
    if room < days + DAYS_OF_WEEK * (LEAST_WINDOWS - 1):
        return
    yield from pretended(seen, gap, days, history)


def _alarms(
    project: Project,
    goal: ResolvedGoal,
    cube: Cube,
    as_of: date,
    placebos: tuple[Placebo, ...],
    design: PlannedDesign,
) -> tuple[bool, ...]:
    """Say of every placebo whose data suffice whether a change is shown, by the design of the verdict."""

    def effect(placebo: Placebo) -> object:
        before = measure(project, goal, cube, placebo.before, as_of)
        after = measure(project, goal, cube, placebo.after, as_of, before)
        own = _pair(before, after)
        if own is None:
            return None
        if design.own is not None:
            own = _of_the_same_units(baseline_case(project, goal, cube, before, as_of), after)
        if own is None:
            return None
        if not design.controls:
            return step_effect(kind_of(goal), own.before, own.after, project.influences_of(goal.goal))
        controls = beside(before, after, placebo)
        found = difference_effect(kind_of(goal), own, controls) if controls else None
        return found.effect if isinstance(found, Differenced) else None

    def beside(before: Measured, after: Measured, placebo: Placebo) -> list[Pair]:
        assert goal.of_control is not None
        if design.donors:
            case = baseline_case(project, goal, cube, before, as_of)
            series = [series_of_parts(case, design.donors, window) for window in (before, after)]
            return [
                Pair(one, other) for one, other in zip(*series, strict=True) if one is not None and other is not None
            ]
        first = measure(project, goal.of_control, cube, placebo.before, as_of)
        found = _pair(first, measure(project, goal.of_control, cube, placebo.after, as_of, first))
        return [] if found is None else [found]

    found = map(effect, placebos)
    return tuple(known.p_value < LEVEL_OF_SIGNIFICANCE for known in found if isinstance(known, Effect))


def _of_the_same_units(case: Case, after: Measured) -> Pair | None:
    """Both windows of a placebo by the units that have events in both."""
    whole = evolve(case, after=after)
    if case.before.seen is None or after.seen is None:
        return None
    panel = panel_of_units(whole, case.before.seen, after.seen)
    return pair_of_units(whole, panel) if isinstance(panel, Panel) else None


def _pair(before: Measured, after: Measured) -> Pair | None:
    if before.value is None or after.value is None or before.series is None or after.series is None:
        return None
    return Pair(before.series, after.series)


def _false_alarms(tried: Tries) -> Rate | None:
    """Give the share of alarms; windows overlap, so they count for as many trials as fit side by side."""
    if len(tried.alarms) < LEAST_WINDOWS:
        return None
    share = sum(tried.alarms) / len(tried.alarms)
    return Rate(share, *wilson_interval(share, tried.side_by_side), tried.side_by_side)


def _chance_alarms(tried: tuple[Trial, ...]) -> Rate | None:
    return _rate(sum(trial.alarms(LEVEL_OF_SIGNIFICANCE) for trial in tried), len(tried))


def _power(found: Prospect, tried: tuple[Trial, ...]) -> Rate | None:
    if found.size is None:
        return None
    change, error = found.wanted.sign * found.size, found.wanted.probability_of_error
    if isinstance(found.view, TriedPlan) and found.view.least_p > error:
        return _rate(0, len(tried))  # no difference is large enough for so few parts
    return _rate(sum(trial.shows(change, error) for trial in tried), len(tried))


def _rate(hits: int, count: int) -> Rate | None:
    return Rate(hits / count, *wilson_interval(hits / count, count), count) if count else None
