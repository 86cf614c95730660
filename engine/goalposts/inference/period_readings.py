"""Readings that are not days: weeks of entry of a time to event, or a table by week, month, quarter or year.

The same engine as for days, without weekdays. Gates count periods, and a missing period starts the chain of
autocorrelation anew. Numbers by year are too few to tell a trend from a step, so they give no effect of one group.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import numpy as np
from attrs import frozen

from goalposts.inference import gates
from goalposts.inference.design import Season
from goalposts.inference.level import fit_level
from goalposts.inference.readings import Readings
from goalposts.inference.step import StepFit, fit_step
from goalposts.inference.student import interval_quantile
from goalposts.inference.units import additive_magnitude, composed
from goalposts.model.effects import Effect, GateFailure, Level, WindowName

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.inference.arrays import Floats, Integers

Period: TypeAlias = Literal["week", "month", "quarter", "year"]

LEAST_PERIODS: Final[dict[Period, dict[WindowName, int]]] = {
    "week": {"baseline": 8, "evaluation": 4},
    "month": {"baseline": 12, "evaluation": 6},
    "quarter": {"baseline": 12, "evaluation": 6},
    "year": {"baseline": 8, "evaluation": 5},
}
"""By quarter as by month: under eighteen readings the engine has too few degrees of freedom for three columns."""
DAYS_OF_PERIOD: Final[dict[Period, float]] = {"week": 7, "month": 30.436875, "quarter": 91.310625, "year": 365.2425}
LEAST_WITH_A_YEAR: Final[dict[Period, int]] = {"week": 53, "month": 24}
"""Baseline readings from which on an annual sine and cosine are told; quarters and years never have enough."""
LONGEST_GAP: Final = 2
"""Missing periods in a row that a window may have."""


@frozen(eq=False)
class PeriodReadings:
    """One window of a KPI, read by periods.

    Attributes:
        period: what one reading stands for.
        index: shape (readings,), the number of the period of each, ascending and distinct.
        moments: shape (readings,), the middle of each, in days since 1970-01-01.
        values: shape (readings,), in KPI units; their mean is `level`.
        level: the KPI over all readings.
        shown: the value that people see for the window; the same but for rounding to whole days, and for rows that
            belong to no whole period.
        volumes: shape (readings,), what each reading was divided by.
        planned: whole periods of the window.
        gap: the longest run of missing ones.
        of_entries: whether the readings are weeks of entry of a time to event.
    """

    period: Period
    index: Integers
    moments: Floats
    values: Floats
    level: float
    shown: float
    volumes: Floats
    planned: int
    gap: int
    of_entries: bool = False

    @property
    def readings(self) -> Readings:
        """The series that the regression sees."""
        starts = np.diff(self.index, prepend=self.index[:1]) > 1
        starts[:1] = True
        return Readings(self.moments, self.values, starts)

    @property
    def ratios(self) -> Floats:
        """What each period comes to by itself, in KPI units; their mean by volume is `level`."""
        found: Floats = self.level + (self.values - self.level) * self.volumes.mean() / self.volumes
        return found

    @property
    def kind(self) -> str:
        """What its readings are, as methods name it."""
        return "entry-weeks" if self.of_entries else f"by-{self.period}"

    @property
    def count(self) -> int:
        """How many periods have a reading."""
        return self.values.size


def coverage(name: WindowName, window: PeriodReadings) -> Iterator[GateFailure]:
    """Demand readings of 80 % of the window's periods and no long gap; weeks in which nobody entered are no gap."""
    if window.of_entries:
        return
    plural = f"{window.period}s"
    if window.count < gates.LEAST_COVERAGE * window.planned:
        yield GateFailure("missing_periods", name, ((plural, window.count), ("expected", window.planned)))
    if window.gap > LONGEST_GAP:
        yield GateFailure("gap_of_periods", name, ((plural, window.gap), ("allowed", LONGEST_GAP)))


def period_effect(before: PeriodReadings, after: PeriodReadings) -> Effect | tuple[GateFailure, ...]:
    """Estimate what a go-live did, of one group without a comparison.

    Returns:
        The effect in KPI units, or every gate that failed. Source: stats 1.0 to 1.2.
    """
    failures = (
        *coverage("baseline", before),
        *coverage("evaluation", after),
        *too_few("baseline", before),
        *too_few("evaluation", after),
    )
    if not failures and before.period == "year":
        failures = (GateFailure("years_without_comparison", "both"),)
    if failures:
        return failures
    fit = _fitted(before, after)
    return (GateFailure("no_variation", "both"),) if fit is None else _effect(before, after, fit)


def period_level(window: PeriodReadings) -> Level | None:
    """Give a window's value with its interval; None under as many readings as a baseline needs (stats 1.6)."""
    if window.count < LEAST_PERIODS[window.period]["baseline"]:
        return None
    fit = fit_level(window.readings, weekdays=False)
    if fit is None:
        return None
    margin = interval_quantile(fit.degrees_of_freedom) * fit.standard_error
    return Level(
        window.shown,
        window.shown - margin,
        window.shown + margin,
        fit.standard_error,
        fit.degrees_of_freedom,
        days_of(window),
    )


def too_few(name: WindowName, window: PeriodReadings) -> Iterator[GateFailure]:
    """Demand as many readings of a window as the engine needs to tell a step from a trend."""
    if window.count < LEAST_PERIODS[window.period][name]:
        yield too_short(name, window, window.count)


def too_short(name: WindowName, like: PeriodReadings, count: int) -> GateFailure:
    """Say that a window has fewer periods, read like some others, than the engine needs."""
    code = "too_few_entry_weeks" if like.of_entries else "too_few_periods"
    return GateFailure(code, name, ((f"{like.period}s", count), ("needed", LEAST_PERIODS[like.period][name])))


def _fitted(before: PeriodReadings, after: PeriodReadings) -> StepFit | None:
    annual = before.count >= LEAST_WITH_A_YEAR.get(before.period, before.count + 1)
    contiguous = bool(after.index[0] - before.index[-1] == 1)
    return fit_step(before.readings, after.readings, Season(weekdays=False, annual=annual), contiguous=contiguous)


def _effect(before: PeriodReadings, after: PeriodReadings, fit: StepFit) -> Effect:
    magnitude = additive_magnitude(after.shown - before.shown, fit)
    return composed(
        magnitude,
        fit,
        method=f"its-ewc-{before.kind}",
        days=(days_of(before), days_of(after)),
        volume_changed=volume_changed(before, after),
    )


def volume_changed(before: PeriodReadings, after: PeriodReadings) -> bool:
    """Whether the usual volume of a period left the band in which it is not worth a remark."""
    was, now = float(np.median(before.volumes)), float(np.median(after.volumes))
    return not gates.VOLUME_BAND[0] * was <= now <= gates.VOLUME_BAND[1] * was


def days_of(window: PeriodReadings) -> int:
    """The days that the readings of a window stand for."""
    return round(window.count * DAYS_OF_PERIOD[window.period])
