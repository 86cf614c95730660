"""A goal's window in periods: weeks of entry of a time to event, or the rows of a table by week, month or longer."""

from __future__ import annotations

import numpy as np
from attrs import evolve

from goalposts.expressions import Survival
from goalposts.inference import PeriodReadings, by_period, period_between
from goalposts.inference.arrays import Floats, Integers
from goalposts.inference.period_readings import LEAST_PERIODS, Period
from goalposts.inference.weekdays import DAYS_OF_WEEK
from goalposts.model import READING, ResolvedGoal, Role
from goalposts.model.effects import GateFailure, WindowName
from goalposts.scoring import EntryWeeks, Observed


def follows_entries(goal: ResolvedGoal) -> bool:
    """Whether a goal is judged by weeks of entry; what is only reported takes every entry as far as it was seen."""
    return isinstance(goal.formula, Survival) and goal.role is not Role.SHADOW


def of_weeks(weeks: EntryWeeks, value: float | None) -> PeriodReadings | None:
    """The weeks of entry as readings; None where they have no value."""
    if weeks.influence is None or value is None:
        return None
    found = of_weekly_values(weeks.days, weeks.influence.values, weeks.entries, value)
    return evolve(found, level=weeks.influence.level, planned=weeks.planned)


def of_weekly_values(days: Integers, values: Floats, entries: Floats, shown: float) -> PeriodReadings:
    """One value of every week of entry as readings.

    Args:
        days: shape (weeks,), the first day of each, in days since 1970-01-01.
        values: shape (weeks,), in KPI units.
        entries: shape (weeks,), what entered in each.
        shown: the value of the window.
    """
    return PeriodReadings(
        period="week",
        index=days // DAYS_OF_WEEK,
        moments=(days + (DAYS_OF_WEEK - 1) / 2).astype(np.float64),
        values=values,
        level=float(values.mean()),
        shown=shown,
        volumes=entries,
        planned=days.size,
        gap=0,
        of_entries=True,
    )


def of_table(goal: ResolvedGoal, observed: Observed, period: Period | None = None) -> PeriodReadings | None:
    """The rows of a table of KPIs as readings; None of events, and of a table by day.

    The period is the one asked for, else that of the rows themselves.
    """
    if goal.kpi.over.id != READING.id or observed.value is None:
        return None
    found = period or period_between(observed.day[np.flatnonzero(observed.events)])
    return None if found is None else by_period(found, observed.day, observed.numerator, observed.denominator)


def slower(first: PeriodReadings | None, second: PeriodReadings | None) -> Period | None:
    """The longer period of two windows, in which both are read; None where both are read by day."""
    found = [readings.period for readings in (first, second) if readings is not None]
    return max(found, key=list(LEAST_PERIODS).index, default=None)


def too_few(level: PeriodReadings) -> tuple[GateFailure, ...]:
    """Why an evaluation that is held against a number has no level, in readings; nothing if they suffice."""
    needed = LEAST_PERIODS[level.period]["baseline"]
    fact = ((f"{level.period}s", level.count), ("needed", needed))
    code = "too_few_entry_weeks" if level.of_entries else "too_few_periods"
    return (GateFailure(code, "evaluation", fact),) if level.count < needed else ()


def too_few_entry_weeks(name: WindowName, weeks: EntryWeeks | None) -> GateFailure:
    """Why weeks of entry give no readings: too few have entries, or those that suffice all say the same."""
    count, needed = 0 if weeks is None else weeks.days.size, LEAST_PERIODS["week"][name]
    if count >= needed:
        return GateFailure("no_variation", name)
    return GateFailure("too_few_entry_weeks", name, (("weeks", count), ("needed", needed)))
