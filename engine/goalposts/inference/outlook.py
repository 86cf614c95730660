"""A baseline and the days to come: the design that the comparison will have, before there is anything to compare.

The noise is fitted on the baseline as the comparison would read it (by day, by week, as logarithms); the readings to
come are the calendar's: open days of the weekdays on which the KPI is regularly read.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

import numpy as np
from attrs import frozen

from goalposts.inference import gates
from goalposts.inference.baseline_noise import Noise, fit_noise
from goalposts.inference.comparison import DAYS_OF_AN_ANNUAL_BASELINE, compare, read_together
from goalposts.inference.comparison import readings as readings_of
from goalposts.inference.design import STEP, Season, step_design
from goalposts.inference.difference import aligned
from goalposts.inference.influences import influence_columns, with_influences
from goalposts.inference.mixture import mixture
from goalposts.inference.period_readings import LEAST_PERIODS
from goalposts.inference.series import usable_days
from goalposts.inference.weekdays import DAYS_OF_WEEK, regular_weekdays, weekday_of
from goalposts.inference.whitening import whiten
from goalposts.model.effects import GateFailure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from goalposts.inference.arrays import Flags, Floats, Integers
    from goalposts.inference.comparison import Comparison
    from goalposts.inference.period_readings import Period
    from goalposts.inference.readings import Readings
    from goalposts.inference.series import Kind, WindowSeries
    from goalposts.model import Influence

_EPOCH: Final = date(1970, 1, 1)


@frozen(eq=False)
class Ahead:
    """Calendar days without data yet: int64 days since 1970-01-01, consecutive, and which of them are closed."""

    days: Integers
    closed: Flags


@frozen(eq=False)
class Outlook:
    """What the comparison will look like.

    Attributes:
        moments: shape (T,), in days: the baseline's readings, then those of the evaluation up to the horizon.
        starts: shape (T,), which of them start a chain of errors.
        before: readings of the baseline, also of its days to come.
        first_evaluation_day: where the evaluation starts, in days since 1970-01-01.
        ends: shape (T - before,), the day after the last of every reading of the evaluation.
        by_week, logarithmic: how the readings are taken.
        level: the KPI over the baseline so far.
        influences: what else moves the KPI, as named beforehand.
        period: what a reading stands for where it is not a day, nor a week of days.
    """

    noise: Noise
    moments: Floats
    starts: Flags
    before: int
    first_evaluation_day: int
    ends: Integers
    by_week: bool
    logarithmic: bool
    season: Season
    level: float
    method: str
    influences: tuple[Influence, ...] = ()
    period: Period | None = None

    @property
    def least_readings(self) -> int:
        """As the length gates demand it of an evaluation."""
        if self.period is not None:
            return LEAST_PERIODS[self.period]["evaluation"]
        return (gates.LEAST_WEEKS if self.by_week else gates.LEAST_DAYS)["evaluation"]

    def readings_until(self, day: int) -> int:
        """Count the evaluation readings that are complete when a day begins."""
        return int(np.count_nonzero(self.ends <= day))

    def design(self, readings: int) -> Floats:
        """Give the design of the comparison after so many evaluation readings, shape (T, k)."""
        size = self.before + readings
        moments = self.moments[:size]
        design = step_design(moments, np.arange(size) >= self.before, self.season)
        columns = influence_columns(self.influences, moments, by_week=self.by_week)
        return with_influences(design, columns)[0].matrix


def outlook(
    kind: Kind,
    baseline: WindowSeries,
    rest_of_baseline: Ahead,
    evaluation: Ahead,
    influences: Iterable[Influence] = (),
    controls: Sequence[WindowSeries] = (),
    watched: int = 0,
) -> Outlook | tuple[GateFailure, ...]:
    """Look ahead from a baseline, or say by which gates it carries no plan.

    Args:
        kind: how the KPI is formed from its daily numbers.
        baseline: the window before the go-live, as far as it has data.
        rest_of_baseline: its days to come; may be none.
        evaluation: the days after go-live and ramp-up, up to the horizon.
        influences: what else moves the KPI, as named beforehand; a comparison takes none off.
        controls: the rows without the rollout over the baseline, where one series is held against another; several
            parts of them are weighed.
        watched: the days of the planned evaluation, by which several parts are weighed.
    """
    windows = (baseline, *controls)
    if refused := tuple(dict.fromkeys(failure for window in windows for failure in _refused(kind, window))):
        return refused
    compared = read_together(kind, [(window, window) for window in windows])
    if compared is None and controls:
        return (GateFailure("no_logarithm", "both"),)
    compared = compared or [compare(kind, baseline, baseline)]
    comparison, by_week, named = compared[0], compared[0].by_week, () if controls else tuple(influences)
    if short := tuple(dict.fromkeys(failure for known in compared for failure in _too_short(known))):
        return short
    whole = baseline.days.size + rest_of_baseline.days.size
    season = Season(weekdays=not by_week, annual=whole >= DAYS_OF_AN_ANNUAL_BASELINE)
    regular = _regular_of_all(kind, windows)
    rest, ahead = (_moments(days, regular, by_week=by_week) for days in (rest_of_baseline, evaluation))
    readings, widening = _of_all(compared, int(np.count_nonzero(ahead < evaluation.days[0] + watched)))
    covers = influence_columns(named, readings.moments, by_week=by_week)
    noise = None if any(map(_no_density, windows)) else fit_noise(readings, season, covers)
    if noise is None:
        return (GateFailure("no_variation", "baseline"),)
    last = int((rest_of_baseline.days if rest_of_baseline.days.size else baseline.days)[-1])
    return Outlook(
        noise=noise.times(widening),
        moments=np.concatenate([readings.moments, rest, ahead]),
        starts=_starts(readings.starts, rest.size, ahead, contiguous=int(evaluation.days[0]) == last + 1),
        before=readings.moments.size + rest.size,
        first_evaluation_day=int(evaluation.days[0]),
        ends=ahead.astype(np.int64) + (4 if by_week else 1),  # a week's moment is its fourth day
        by_week=by_week,
        logarithmic=comparison.logarithmic,
        season=season,
        level=comparison.baseline.level,
        method=_method(comparison.method, len(controls)),
        influences=named,
    )


def planned_readings(kind: Kind, windows: Sequence[WindowSeries], evaluation: Ahead) -> int:
    """Count the days of an evaluation to come on which every one of some series is to be expected."""
    return _moments(evaluation, _regular_of_all(kind, windows), by_week=False).size


def unit_variances(prospect: Outlook, readings: list[int]) -> Floats:
    """Give the variance of the step by generalised least squares for errors of unit variance, shape (len(readings),).

    Exactly (X' S^-1 X)^-1 at the step, for each number of evaluation readings. Whitened rows depend on their
    predecessor only, so the information of a longer evaluation is that of a shorter one and a few rows more; but which
    influences can be told depends on its length, so with influences each length is worked out by itself.
    """
    if prospect.influences:
        return np.array([_unit_variance(prospect, count) for count in readings])
    white = whiten(
        prospect.design(max(readings)), prospect.noise.rho, prospect.starts[: prospect.before + max(readings)]
    )
    information, seen = np.zeros((white.shape[1], white.shape[1])), 0
    at_step = np.zeros(white.shape[1])
    at_step[STEP] = 1.0
    found = np.empty(len(readings))
    for place in np.argsort(readings, kind="stable").tolist():
        end = prospect.before + readings[place]
        rows = white[seen:end]
        information, seen = information + rows.T @ rows, end
        found[place] = np.linalg.solve(information, at_step)[STEP]
    return found


def _unit_variance(prospect: Outlook, readings: int) -> float:
    white = whiten(prospect.design(readings), prospect.noise.rho, prospect.starts[: prospect.before + readings])
    at_step = np.zeros(white.shape[1])
    at_step[STEP] = 1.0
    return float(np.linalg.solve(white.T @ white, at_step)[STEP])


def unit_floor(prospect: Outlook) -> float:
    """Give the unit variance that is left of the step however long the evaluation lasts.

    An endless evaluation tells trend, season, its own level and whatever influences reach into it exactly; the level
    before the go-live stays as uncertain as the baseline is short, and more so by influences that are over by then.
    Where the chain of errors goes on, the first error after it tells of the last one before it.
    """
    rho, starts, count = prospect.noise.rho, prospect.starts, prospect.before
    columns = influence_columns(_over_before(prospect), prospect.moments[:count], by_week=prospect.by_week)
    told = [column.cover for column in columns if np.ptp(column.cover) > 0]
    design = np.column_stack([np.ones(count), *told])
    white = whiten(design, rho, starts[:count])
    if not starts[count]:
        white = np.vstack([white, rho * design[-1:]])
    return float(np.linalg.pinv(white.T @ white)[0, 0])


def _over_before(prospect: Outlook) -> Iterator[Influence]:
    """The influences that end before the evaluation begins."""
    for influence in prospect.influences:
        if influence.end is not None and (influence.end - _EPOCH).days <= prospect.first_evaluation_day:
            yield influence


def _refused(kind: Kind, window: WindowSeries) -> Iterator[GateFailure]:
    yield from gates.coverage_failures("baseline", window)
    yield from gates.denominator_failures(kind, "baseline", window)


def _too_short(comparison: Comparison) -> Iterator[GateFailure]:
    if comparison.by_week:
        yield from gates.week_failures("baseline", comparison.baseline.sums)
    else:
        yield from gates.day_failures(comparison.kind, "baseline", comparison.baseline.window)


def _of_all(compared: Sequence[Comparison], watched: int) -> tuple[Readings, float]:
    """The readings of the baseline; of several series, of the first less the others; and how much noisier they will be.

    Several others are weighed as for an evaluation of so many readings.
    """
    several = [readings_of(comparison, comparison.baseline) for comparison in compared]
    if len(several) == 1:
        return several[0], 1.0
    together = aligned(several)
    if together.others.shape[1] == 1:
        return together.less(np.ones(1)), 1.0
    mixed = mixture(together, watched)
    return mixed.readings, mixed.widening


def _method(own: str, controls: int) -> str:
    """As the verdict will name it."""
    return own if not controls else f"{own}-difference" if controls == 1 else f"{own}-weighted-difference"


def _no_density(window: WindowSeries) -> bool:
    return window.quantile is not None and not window.quantile.density > 0


def _regular_of_all(kind: Kind, windows: Sequence[WindowSeries]) -> Flags:
    regular: Flags = np.logical_and.reduce([_regular(kind, window) for window in windows])
    return regular


def _regular(kind: Kind, baseline: WindowSeries) -> Flags:
    """The weekdays on which a reading is to be expected; of a stream too sparse to have any, all."""
    regular = regular_weekdays(baseline.days, usable_days(kind, baseline), baseline.closed)
    return regular if regular.any() else np.ones(DAYS_OF_WEEK, np.bool_)


def _moments(ahead: Ahead, regular: Flags, *, by_week: bool) -> Floats:
    """Give the moments of the readings to come."""
    is_open = regular[weekday_of(ahead.days)] & ~ahead.closed
    if not by_week:
        return ahead.days[is_open].astype(np.float64)
    weeks = ahead.days.size // DAYS_OF_WEEK
    kept = is_open[: weeks * DAYS_OF_WEEK].reshape(weeks, DAYS_OF_WEEK).any(axis=1)
    moments: Floats = ahead.days[3 : weeks * DAYS_OF_WEEK : DAYS_OF_WEEK].astype(np.float64)[kept]
    return moments


def _starts(baseline: Flags, rest: int, ahead: Floats, *, contiguous: bool) -> Flags:
    starts = np.concatenate([baseline, np.zeros(rest + ahead.size, np.bool_)])
    starts[baseline.size + rest] = not contiguous
    return starts
