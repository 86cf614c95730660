"""Tries a plan that compares parts or waves: at go-lives that never were, and with the rollout given to other parts."""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np
from attrs import evolve, frozen

from goalposts.expressions import Total
from goalposts.inference.weekdays import DAYS_OF_WEEK
from goalposts.model import Window
from goalposts.model.effects import Effect
from goalposts.verdict.effect_trial import trial_of
from goalposts.verdict.pretending import LEAST_HISTORY_DAYS
from goalposts.verdict.rungs.staggered import by_few_waves
from goalposts.verdict.settings import LEVEL_OF_SIGNIFICANCE
from goalposts.verdict.tried_plans import LEAST_WEEKS, Trying

if TYPE_CHECKING:
    from goalposts.inference.relabelled import Material
    from goalposts.inference.resampling import Trial
    from goalposts.verdict.case import Case
    from goalposts.verdict.tried_plans import Spot

PREFERRED_WEEKS: Final = 4
SIDE_BY_SIDE: Final = 4


@frozen
class Tries:
    """What came of it.

    Attributes:
        alarms: of every pretended go-live, whether a change is shown.
        side_by_side: how many of them say more than one.
        days: of their evaluations.
        trials: with the rollout given to other parts; of few waves the pretended go-lives themselves.
        chance: whether `trials` are of chance alone.
    """

    alarms: tuple[bool, ...]
    side_by_side: int
    days: int
    trials: tuple[Trial, ...]
    chance: bool = True


def try_parts(trying: Trying, seeds: int) -> Tries:
    """Try a comparison of parts, of units within them, or in waves over at least eight parts."""
    weeks = _weeks(trying)
    spots = tuple(trying.spots(weeks))

    @cache
    def read(spot: Spot) -> Material | None:
        return trying.read(spot, weeks)

    tried = [known.trial(odds=True) for spot in spots if (known := read(spot)) is not None]
    alarms = tuple(trial.alarms(LEVEL_OF_SIGNIFICANCE) for trial in tried if trial is not None)
    shuffled = []
    for seed in range(seeds if spots else 0):
        known = read(spots[seed % len(spots)])
        trial = None if known is None else known.shuffled(np.random.default_rng(seed)).trial()
        if trial is not None:
            shuffled.append(trial)
    return Tries(alarms, trying.side_by_side(spots, weeks), DAYS_OF_WEEK * weeks, tuple(shuffled))


def _weeks(trying: Trying) -> int:
    """The planned evaluation, or shorter so that more of them fit side by side, down to four weeks."""
    planned, most = trying.case.goal.evaluation.days // DAYS_OF_WEEK, trying.most_weeks()
    if trying.design == "waves":
        return max(LEAST_WEEKS, min(planned, most))
    return max(LEAST_WEEKS, min(planned, most, max(PREFERRED_WEEKS, most // SIDE_BY_SIDE)))


def try_few_waves(case: Case) -> Tries:
    """Try a rollout in waves over few parts, moved back by whole weeks until all of it lies in the baseline."""
    goal, seen = case.goal, case.before.seen
    assert goal.rollout is not None
    assert seen is not None
    first, end = min(goal.rollout.dates.values()), goal.evaluation.end
    least = max(-(-(end - seen.end).days // DAYS_OF_WEEK), 0)
    most = ((first - seen.start).days - LEAST_HISTORY_DAYS) // DAYS_OF_WEEK
    found = [by_few_waves(_moved(case, weeks)) for weeks in range(least, most + 1)]
    effects = [effect for effect in found if isinstance(effect, Effect)]
    span = max((end - first).days, 1)
    side_by_side = 1 + DAYS_OF_WEEK * max(most - least, 0) // span
    alarms = tuple(effect.p_value < LEVEL_OF_SIGNIFICANCE for effect in effects)
    logarithmic = isinstance(goal.formula, Total)
    trials = tuple(trial_of(effect, logarithmic=logarithmic) for effect in effects)
    return Tries(alarms, side_by_side, goal.evaluation.days, trials, chance=False)


def _moved(case: Case, weeks: int) -> Case:
    goal, back = case.goal, timedelta(days=DAYS_OF_WEEK * weeks)
    assert goal.rollout is not None
    rollout = evolve(goal.rollout, dates={word: day - back for word, day in goal.rollout.dates.items()})
    evaluation = Window(goal.evaluation.start - back, goal.evaluation.end - back)
    go_live = None if goal.go_live is None else goal.go_live - back
    return evolve(case, goal=evolve(goal, rollout=rollout, evaluation=evaluation, go_live=go_live))
