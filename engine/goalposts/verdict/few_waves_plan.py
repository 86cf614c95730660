"""The plan of a rollout in waves over few parts: every wave is a series less another, and their steps are joined."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np
from attrs import frozen

from goalposts.expressions import Total
from goalposts.inference import gates
from goalposts.inference.long_run_variance import cosine_count
from goalposts.inference.outlook import Outlook, outlook, unit_variances
from goalposts.inference.planning import MOST_WEEKS
from goalposts.inference.tried import Expected, TriedPlan
from goalposts.inference.weekdays import DAYS_OF_WEEK
from goalposts.model import Window
from goalposts.verdict import power_reasons
from goalposts.verdict.days_ahead import days_ahead, number_of
from goalposts.verdict.measured import kind_of
from goalposts.verdict.rungs.staggered import (
    days_of_waves,
    ramp_up_of_waves,
    reached_last,
    series_of_words,
    words_of_wave,
)

if TYPE_CHECKING:
    from goalposts.inference.arrays import Floats
    from goalposts.locale import Text
    from goalposts.verdict.case import Case

LEAST_WEEKS: Final = -(-gates.LEAST_DAYS["evaluation"] // DAYS_OF_WEEK)


@frozen(eq=False)
class _Wave:
    view: Outlook
    until: date | None
    """The day on which the parts that it is held against are reached too; None where they never are."""

    def error(self, end: date) -> Expected | None:
        """The error of its step when the evaluation ends; None where it is too short."""
        readings = self.view.readings_until(number_of(end if self.until is None else min(end, self.until)))
        if readings < self.view.least_readings:
            return None
        (unit,) = unit_variances(self.view, [readings])
        noise = self.view.noise
        error = float(np.sqrt(noise.variance * unit))
        return Expected(error, cosine_count(self.view.before + readings), noise.degrees_of_freedom)


def few_waves_plan(case: Case) -> TriedPlan | Text:
    """Look ahead at every wave by the noise of its difference, or say why none can be looked ahead at."""
    rollout, goal = case.goal.rollout, case.goal
    assert rollout is not None
    unreached, end = reached_last(case, rollout)
    until = None if end == goal.evaluation.end else end
    days = [day for day in days_of_waves(rollout) if day < end]
    waves = [wave for day in days if (wave := _wave(case, day, unreached, until)) is not None]
    if not waves:
        return power_reasons.NOT_TRIED

    @cache
    def at(weeks: int) -> Expected | None:
        last = goal.evaluation.start + timedelta(days=DAYS_OF_WEEK * weeks)
        known = [found for wave in waves if (found := wave.error(last)) is not None]
        return joined_error(known) if known else None

    return TriedPlan(
        at=at,
        least_weeks=LEAST_WEEKS,
        most_weeks=MOST_WEEKS,
        least_p=0.0,
        level=case.reference,
        logarithmic=isinstance(goal.formula, Total),
        method=f"{waves[0].view.method}-by-wave",
    )


def joined_error(waves: list[Expected]) -> Expected:
    """Join errors as the verdict does: weighed by inverse variances, and added as if all were one shock."""
    errors: Floats = np.array([wave.standard_error for wave in waves])
    shares = errors**-2 / (errors**-2).sum()
    freedom = min(wave.degrees_of_freedom for wave in waves)
    return Expected(float(shares @ errors), freedom, min(wave.behind for wave in waves))


def _wave(case: Case, day: date, unreached: tuple[str, ...], until: date | None) -> _Wave | None:
    goal, seen = case.goal, case.before.seen
    assert goal.rollout is not None
    assert seen is not None
    own = words_of_wave(goal.rollout, day)
    before = Window(seen.start, min(seen.end, day))
    series = [series_of_words(case, words, before) for words in (own, unreached)]
    if series[0] is None or series[1] is None:
        return None
    start = day + ramp_up_of_waves(goal)
    horizon = (goal.evaluation.start - start).days + DAYS_OF_WEEK * MOST_WEEKS
    found = outlook(
        kind_of(goal),
        series[0],
        days_ahead(case.project, before.end, (day - before.end).days),
        days_ahead(case.project, start, max(horizon, goal.evaluation.days)),
        (),
        (series[1],),
    )
    return _Wave(found, until) if isinstance(found, Outlook) else None
