"""The two questions that inference answers: the effect between two windows, and the level of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.inference import gates
from goalposts.inference.comparison import compare, fit_comparison, length_failures
from goalposts.inference.fitted import fitted_step
from goalposts.inference.level import fit_level
from goalposts.inference.readings import daily_sums, linear_readings, weekly_sums
from goalposts.inference.series import usable_days, window_level
from goalposts.inference.student import interval_quantile
from goalposts.inference.units import effect_in_units
from goalposts.model.effects import Check, Effect, GateFailure, Level

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from goalposts.inference.series import Kind, WindowSeries
    from goalposts.model import FittedStep, Influence

LEAST_LEVEL_DAYS = 28
LEAST_LEVEL_WEEKS = 8


def step_effect(
    kind: Kind,
    baseline: WindowSeries,
    evaluation: WindowSeries,
    influences: Iterable[Influence] = (),
    examine: Callable[[FittedStep], tuple[Check, ...]] | None = None,
) -> Effect | tuple[GateFailure, ...]:
    """Estimate what a go-live did to a KPI, or say by which gates that is refused.

    Args:
        kind: how the KPI is formed from its daily numbers.
        baseline: the window before the go-live.
        evaluation: the window after go-live and ramp-up.
        influences: what else moved the KPI, as named before the results were in.
        examine: the diagnostics, which give the effect its checks; without them it has none.

    Returns:
        The effect in the KPI's units (totals: per open day), or every gate that failed. Source: stats 1.0 to 1.2, 1.7.
    """
    if refused := refusals(kind, baseline, evaluation):
        return refused
    comparison = compare(kind, baseline, evaluation)
    if failures := length_failures(comparison):
        return failures
    constant = _has_no_density(baseline) or _has_no_density(evaluation)
    fit = None if constant else fit_comparison(comparison, influences)
    if fit is None:
        return (GateFailure("no_variation", "both"),)
    checks = () if examine is None else examine(fitted_step(comparison, fit))
    return effect_in_units(comparison, fit, checks)


def refusals(kind: Kind, baseline: WindowSeries, evaluation: WindowSeries) -> tuple[GateFailure, ...]:
    """Ask the gates that stand before any reading: coverage, then denominators below zero."""
    before, after = gates.coverage_failures("baseline", baseline), gates.coverage_failures("evaluation", evaluation)
    if uncovered := (*before, *after):
        return uncovered
    return (
        *gates.denominator_failures(kind, "baseline", baseline),
        *gates.denominator_failures(kind, "evaluation", evaluation),
    )


def level(kind: Kind, window: WindowSeries) -> Level | None:
    """Give a window's value with its interval; totals per open day.

    None under 28 open days (8 complete weeks, if days are too noisy), and when nothing varies. Source: stats 1.6.
    """
    days = int(usable_days(kind, window).sum())
    by_week = gates.days_are_too_noisy(kind, window)
    sums = weekly_sums(kind, window, counted_back=True) if by_week else daily_sums(kind, window)
    too_short = days < LEAST_LEVEL_DAYS or (by_week and sums.moments.size < LEAST_LEVEL_WEEKS)
    if too_short or _has_no_density(window):
        return None
    fit = fit_level(linear_readings(kind, window, sums), weekdays=not by_week)
    if fit is None:
        return None
    value = window_level(kind, window)
    margin = interval_quantile(fit.degrees_of_freedom) * fit.standard_error
    return Level(value, value - margin, value + margin, fit.standard_error, fit.degrees_of_freedom, days)


def _has_no_density(window: WindowSeries) -> bool:
    return window.quantile is not None and not window.quantile.density > 0
