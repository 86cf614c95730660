"""A baseline that is a number from a report: only the level of the evaluation window can be held against it."""

from __future__ import annotations

from goalposts.inference import WindowSeries
from goalposts.inference.conclude import LEAST_LEVEL_DAYS, LEAST_LEVEL_WEEKS
from goalposts.inference.gates import days_are_too_noisy
from goalposts.inference.student import two_sided_p
from goalposts.inference.weekdays import DAYS_OF_WEEK
from goalposts.model import DeclaredBaseline
from goalposts.model.effects import Effect, EffectParts, GateFailure, Level
from goalposts.verdict.case import Case
from goalposts.verdict.in_periods import follows_entries, too_few, too_few_entry_weeks
from goalposts.verdict.measured import level_of

METHOD = "level-against-declared"


def against_declared(case: Case) -> Effect | tuple[GateFailure, ...] | None:
    """Compare the level of the evaluation window with a declared number; no trend, no season, no claim of proof."""
    if not isinstance(case.goal.baseline, DeclaredBaseline):
        return None
    assert case.after.series is not None
    level = level_of(case.goal, case.after)
    if level is None and case.after.periods is not None:
        return too_few(case.after.periods) or (GateFailure("no_variation", "evaluation"),)
    if level is None and follows_entries(case.goal):
        return (too_few_entry_weeks("evaluation", case.after.weeks),)
    return (_refusal(case.after.series),) if level is None else _effect(case.reference, level)


def _effect(declared: float, level: Level) -> Effect:
    difference = level.value - declared
    return Effect(
        estimate=difference,
        standard_error=level.standard_error,
        degrees_of_freedom=level.degrees_of_freedom,
        low=level.low - declared,
        high=level.high - declared,
        p_value=two_sided_p(difference / level.standard_error, level.degrees_of_freedom),
        relative=None,
        rho=0.0,
        counterfactual=declared,
        parts=EffectParts(trend=0.0, season=0.0, rollout=0.0, residual=difference),
        method=METHOD,
        baseline_days=0,
        evaluation_days=level.days,
        long_enough_to_prove=False,
        volume_changed=False,
        design="level against a declared number",
    )


def _refusal(series: WindowSeries) -> GateFailure:
    """Say why the window has no level: too few days, too few events a day over too few weeks, or no variation."""
    days = int((series.events > 0).sum())
    if days < LEAST_LEVEL_DAYS:
        return GateFailure("too_few_days", "evaluation", (("days", days), ("needed", LEAST_LEVEL_DAYS)))
    weeks = series.days.size // DAYS_OF_WEEK
    if days_are_too_noisy("ratio", series) and weeks < LEAST_LEVEL_WEEKS:
        return GateFailure("too_few_weeks", "evaluation", (("weeks", weeks), ("needed", LEAST_LEVEL_WEEKS)))
    return GateFailure("no_variation", "evaluation")
