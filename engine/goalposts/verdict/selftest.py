"""Tries the plan of every goal on its own baseline: false alarms where nothing happened, and the promise put in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from attrs import frozen

from goalposts.inference import step_effect
from goalposts.inference.comparison import DAYS_OF_AN_ANNUAL_BASELINE
from goalposts.inference.difference import Differenced, Pair, difference_effect
from goalposts.inference.proportion import wilson_interval
from goalposts.inference.resampling import Trial, can_resample, trials
from goalposts.inference.weekdays import DAYS_OF_WEEK
from goalposts.locale import Text
from goalposts.model import Project, ResolvedGoal, Role, Window
from goalposts.model.effects import Effect
from goalposts.model.power import GoalSelftest, Rate, Rates
from goalposts.scoring import Cube
from goalposts.verdict import selftest_reasons
from goalposts.verdict.heeding import Heed, go_on, heeding
from goalposts.verdict.measured import Measured, kind_of, measure
from goalposts.verdict.planned_design import planned_design
from goalposts.verdict.power import Prospect, prospect_of
from goalposts.verdict.settings import LEVEL_OF_SIGNIFICANCE

LEAST_WINDOWS = 8
LEAST_HISTORY_DAYS = 56
LEAST_PLACEBO_DAYS = 28
SIDE_BY_SIDE = 4
"""Windows that overlap say little more than one; shorter ones that do not say more than a few long ones that do."""
_EPOCH = date(1970, 1, 1)


@frozen
class Placebo:
    """A go-live that never was, inside the baseline."""

    before: Window
    after: Window


def selftest_of(
    project: Project, goals: tuple[ResolvedGoal, ...], cube: Cube, as_of: date, seeds: int, heed: Heed = go_on
) -> tuple[GoalSelftest, ...]:
    """Try the plan of every goal and guardrail."""
    tried = (goal for goal in goals if goal.role in (Role.GOAL, Role.GUARDRAIL))
    return tuple(_tried(project, goal, cube, as_of, seeds) for goal in heeding(tried, heed))


def _tried(project: Project, goal: ResolvedGoal, cube: Cube, as_of: date, seeds: int) -> GoalSelftest:
    measured = measure(project, goal, cube, goal.sample, as_of)
    design = planned_design(project, goal, cube, measured, as_of)
    found = prospect_of(project, goal, measured, design)
    if isinstance(found, Text) or measured.seen is None:
        said = found if isinstance(found, Text) else Text.of("")
        return GoalSelftest(goal.id, goal.role.value, goal.kpi.id, goal.kpi.title, "too_short", said)
    placebos = tuple(placebos_in(measured.seen, goal))
    alarms = _alarms(project, goal, cube, as_of, placebos, compared=design.control is not None)
    tried = trials(found.outlook, (goal.evaluation.end - _EPOCH).days, seeds) if can_resample(found.outlook) else ()
    rates = Rates(_false_alarms(alarms, placebos), _chance_alarms(tried), _power(found, tried))
    days = placebos[0].after.days if placebos else 0
    return GoalSelftest(
        goal.id,
        goal.role.value,
        goal.kpi.id,
        goal.kpi.title,
        rates.answer,
        selftest_reasons.sentence(goal.role, rates, sum(alarms), len(alarms), days),
        rates.false_alarms,
        len(alarms),
        days,
        rates.chance_alarms,
        rates.power,
    )


def placebos_in(seen: Window, goal: ResolvedGoal) -> Iterator[Placebo]:
    """Place go-lives that never were into a baseline, a week apart, the last one first.

    The ramp-up is the plan's; so is the evaluation, but shorter where fewer than 4 would fit side by side, down to 4
    weeks. A baseline without room for 8 of them behind 8 weeks of history has none; where the plan takes out the year's
    season, it must have been seen before each of them too, so the history is a year.
    """
    if goal.sample is None:
        return
    ramp_up = max((goal.evaluation.start - goal.sample.end).days, 0)
    yearly = goal.sample.days >= DAYS_OF_AN_ANNUAL_BASELINE
    history = DAYS_OF_AN_ANNUAL_BASELINE if yearly else LEAST_HISTORY_DAYS
    room = seen.days - history - ramp_up
    least = min(LEAST_PLACEBO_DAYS, goal.evaluation.days)
    days = min(goal.evaluation.days, max(least, room // SIDE_BY_SIDE))
    if room < days + DAYS_OF_WEEK * (LEAST_WINDOWS - 1):
        return
    end = seen.end
    while True:
        start = end - timedelta(days=days)
        go_live = start - timedelta(days=ramp_up)
        if (go_live - seen.start).days < history:
            return
        yield Placebo(Window(seen.start, go_live), Window(start, end))
        end -= timedelta(days=DAYS_OF_WEEK)


def _alarms(
    project: Project,
    goal: ResolvedGoal,
    cube: Cube,
    as_of: date,
    placebos: tuple[Placebo, ...],
    *,
    compared: bool,
) -> tuple[bool, ...]:
    """Say of every placebo whose data suffice whether a change is shown, by the design of the verdict."""

    def pair(rows: ResolvedGoal | None, placebo: Placebo) -> Pair | None:
        if rows is None:
            return None
        before = measure(project, rows, cube, placebo.before, as_of)
        return _pair(before, measure(project, rows, cube, placebo.after, as_of, before))

    def effect(placebo: Placebo) -> object:
        own = pair(goal, placebo)
        if own is None:
            return None
        if not compared:
            return step_effect(kind_of(goal), own.before, own.after, project.influences_of(goal.goal))
        control = pair(goal.of_control, placebo)
        found = None if control is None else difference_effect(kind_of(goal), own, (control,))
        return found.effect if isinstance(found, Differenced) else None

    found = map(effect, placebos)
    return tuple(known.p_value < LEVEL_OF_SIGNIFICANCE for known in found if isinstance(known, Effect))


def _pair(before: Measured, after: Measured) -> Pair | None:
    if before.value is None or after.value is None or before.series is None or after.series is None:
        return None
    return Pair(before.series, after.series)


def _false_alarms(alarms: tuple[bool, ...], placebos: tuple[Placebo, ...]) -> Rate | None:
    """Give the share of alarms; windows overlap, so they count for as many trials as fit side by side."""
    if len(alarms) < LEAST_WINDOWS:
        return None
    days = (placebos[0].after.end - placebos[-1].after.start).days
    trials = max(1, days // placebos[0].after.days)
    share = sum(alarms) / len(alarms)
    return Rate(share, *wilson_interval(share, trials), trials)


def _chance_alarms(tried: tuple[Trial, ...]) -> Rate | None:
    return _rate(sum(trial.alarms(LEVEL_OF_SIGNIFICANCE) for trial in tried), len(tried))


def _power(found: Prospect, tried: tuple[Trial, ...]) -> Rate | None:
    if found.size is None:
        return None
    change, error = found.wanted.sign * found.size, found.wanted.probability_of_error
    return _rate(sum(trial.shows(change, error) for trial in tried), len(tried))


def _rate(hits: int, count: int) -> Rate | None:
    return Rate(hits / count, *wilson_interval(hits / count, count), count) if count else None
