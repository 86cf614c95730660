"""Readings by period and those to come: what the comparison will look like, before there is anything to compare.

As for days (`outlook`): the noise is that of the baseline as the comparison reads it, and the readings to come are the
whole weeks, months, quarters or years of the windows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from attrs import frozen

from goalposts.inference.baseline_noise import fit_noise
from goalposts.inference.calendar_periods import number_of_period, whole_periods
from goalposts.inference.design import Season
from goalposts.inference.difference import aligned
from goalposts.inference.outlook import Outlook
from goalposts.inference.period_readings import LEAST_WITH_A_YEAR, PeriodReadings, coverage, too_few, too_short
from goalposts.inference.weekdays import DAYS_OF_WEEK
from goalposts.model.effects import GateFailure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.inference.arrays import Floats, Integers


@frozen(eq=False)
class PeriodsAhead:
    """Whole periods of a window, shape (periods,) each: the number, the first day, and the day after the last."""

    index: Integers
    starts: Integers
    ends: Integers

    @property
    def moments(self) -> Floats:
        """The middle of each."""
        found: Floats = (self.starts + self.ends - 1) / 2
        return found

    def after(self, index: int) -> PeriodsAhead:
        """Those behind some period."""
        kept = self.index > index
        return PeriodsAhead(self.index[kept], self.starts[kept], self.ends[kept])


def periods_ahead(like: PeriodReadings, first_day: int, end_day: int, *, counted_back: bool = False) -> PeriodsAhead:
    """Give the whole periods from a day to before another, laid out as some readings are.

    Weeks of a table begin on the weekday of its readings; weeks of entry with the window, or end with it.
    """
    days = np.arange(first_day, max(end_day, first_day + 1), dtype=np.int64)
    if like.of_entries:
        phase = end_day if counted_back else first_day
    else:
        phase = int(like.moments[0] - (DAYS_OF_WEEK - 1) / 2)
    starts, ends = whole_periods(like.period, days, phase)
    return PeriodsAhead(number_of_period(like.period, starts), starts, ends)


def period_outlook(
    baseline: PeriodReadings,
    window: tuple[int, int],
    evaluation: tuple[int, int],
    control: PeriodReadings | None = None,
) -> Outlook | tuple[GateFailure, ...]:
    """Look ahead from a baseline in periods, or say by which gates it carries no plan.

    Args:
        baseline: as far as it has data.
        window: the first day of the baseline as planned, and the day after its last.
        evaluation: the first day after go-live and ramp-up, and the day before which the horizon lies.
        control: the rows without the rollout over the baseline, where the goal is held against them.
    """
    sides = (baseline,) if control is None else (baseline, control)
    if failures := tuple(dict.fromkeys(failure for side in sides for failure in _refused(side, alone=control is None))):
        return failures
    readings = baseline.readings
    if control is not None:
        readings = aligned([readings, control.readings]).less(np.ones(1))
    last = min(int(side.index[-1]) for side in sides)
    rest = periods_ahead(baseline, *window, counted_back=True).after(last)
    ahead = periods_ahead(baseline, *evaluation)
    if not ahead.index.size:
        return (too_short("evaluation", baseline, 0),)
    before = readings.moments.size + rest.index.size
    season = Season(weekdays=False, annual=before >= LEAST_WITH_A_YEAR.get(baseline.period, before + 1))
    noise = fit_noise(readings, season)
    if noise is None:
        return (GateFailure("no_variation", "baseline"),)
    index = np.concatenate([[last], rest.index, ahead.index])
    return Outlook(
        noise=noise,
        moments=np.concatenate([readings.moments, rest.moments, ahead.moments]),
        starts=np.concatenate([readings.starts, np.diff(index) > 1]),
        before=before,
        first_evaluation_day=evaluation[0],
        ends=ahead.ends,
        period=baseline.period,
        by_week=False,
        logarithmic=False,
        season=season,
        level=baseline.shown,
        method=f"its-ewc-{baseline.kind}{'' if control is None else '-difference'}",
    )


def _refused(side: PeriodReadings, *, alone: bool) -> Iterator[GateFailure]:
    yield from coverage("baseline", side)
    yield from too_few("baseline", side)
    if alone and side.period == "year":
        yield GateFailure("years_without_comparison", "both")
