"""Tries the plan of a goal that is read by periods: a time to event, or a table by week or longer."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from attrs import evolve

from goalposts.inference.outlook import Outlook
from goalposts.inference.period_readings import LEAST_PERIODS
from goalposts.inference.resampling import can_resample, trials
from goalposts.model.effects import Effect
from goalposts.verdict.days_ahead import number_of
from goalposts.verdict.ladder import climb
from goalposts.verdict.measured import measure
from goalposts.verdict.period_plans import PretendedPeriods, side_by_side
from goalposts.verdict.selftest_parts import SIDE_BY_SIDE, Tries
from goalposts.verdict.settings import LEVEL_OF_SIGNIFICANCE

if TYPE_CHECKING:
    from goalposts.inference.relabelled import PartChanges
    from goalposts.inference.resampling import Trial
    from goalposts.inference.tried import TriedPlan
    from goalposts.verdict.case import Case
    from goalposts.verdict.pretending import Placebo


def try_periods(case: Case, view: Outlook | TriedPlan, seeds: int) -> Tries:
    """Judge pretended go-lives as the verdict would, and resampled baselines or other choices of parts."""
    assert case.before.periods is not None
    pretending = PretendedPeriods(case, case.before.periods)
    count = _periods(pretending)
    placebos = pretending.placebos(count) if count else ()
    alarms = tuple(shown for placebo in placebos if (shown := _alarms(case, placebo, view.method)) is not None)
    days = placebos[0].after.days if placebos else 0
    if not isinstance(view, Outlook):
        drawn = _shuffled(pretending, placebos, seeds)
    else:
        drawn = trials(view, number_of(case.goal.evaluation.end), seeds) if can_resample(view) else ()
    return Tries(alarms, side_by_side(placebos, count) if placebos else 0, days, drawn)


def _periods(pretending: PretendedPeriods) -> int:
    """The planned evaluation, or as many periods as the baseline can try; none if even the shortest does not fit."""
    least, most = LEAST_PERIODS[pretending.readings.period]["evaluation"], pretending.most
    planned = pretending.planned_to(pretending.case.goal.evaluation.end)
    return max(least, min(planned, most // SIDE_BY_SIDE)) if most >= least else 0


def _alarms(case: Case, placebo: Placebo, method: str) -> bool | None:
    """Whether the verdict would show a change; None where it would be judged by another rung, or not at all."""
    moved = evolve(case.goal, baseline=placebo.before, evaluation=placebo.after, go_live=placebo.before.end)
    before = measure(case.project, moved, case.cube, placebo.before, case.as_of)
    after = measure(case.project, moved, case.cube, placebo.after, case.as_of, before)
    if before.value is None or after.value is None:
        return None
    found = climb(evolve(case, goal=moved, before=before, after=after, reference=before.value)).effect
    if not isinstance(found, Effect) or found.method != method:
        return None
    return found.p_value < LEVEL_OF_SIGNIFICANCE


def _shuffled(pretending: PretendedPeriods, placebos: tuple[Placebo, ...], seeds: int) -> tuple[Trial, ...]:
    """Give the rollout that never was to other parts."""

    @cache
    def read(place: int) -> PartChanges | None:
        return pretending.changes(placebos[place])

    found = []
    for seed in range(seeds if placebos else 0):
        known = read(seed % len(placebos))
        trial = None if known is None else known.shuffled(np.random.default_rng(seed)).trial()
        if trial is not None:
            found.append(trial)
    return tuple(found)
