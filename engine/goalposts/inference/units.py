"""From a fitted step to an effect in the KPI's own unit, with the attribution table that adds up."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from attrs import frozen

from goalposts.inference import gates
from goalposts.inference.fieller import relative_effect
from goalposts.inference.student import interval_quantile, two_sided_p
from goalposts.model.effects import Check, Effect, EffectParts, Relative

if TYPE_CHECKING:
    from goalposts.inference.comparison import Comparison
    from goalposts.inference.step import StepFit


@frozen
class Magnitude:
    """The part of an effect that depends on the scale of the readings."""

    standard_error: float
    low: float
    high: float
    relative: Relative | None
    counterfactual: float
    parts: EffectParts


def effect_in_units(comparison: Comparison, fit: StepFit, checks: tuple[Check, ...] = ()) -> Effect:
    """Compose the effect of a fitted step."""
    magnitude = (
        _multiplicative(comparison, fit) if comparison.logarithmic else additive_magnitude(comparison.observed, fit)
    )
    baseline, evaluation = comparison.baseline, comparison.evaluation
    return composed(
        magnitude,
        fit,
        method=comparison.method,
        days=(baseline.days, evaluation.days),
        volume_changed=gates.volume_changed(comparison.kind, baseline.window, evaluation.window),
        checks=checks,
    )


def composed(
    magnitude: Magnitude,
    fit: StepFit,
    *,
    method: str,
    days: tuple[int, int],
    volume_changed: bool,
    checks: tuple[Check, ...] = (),
) -> Effect:
    """Put an effect together of its magnitude in KPI units, its fit, and the days of both windows."""
    baseline_days, evaluation_days = days
    return Effect(
        estimate=magnitude.parts.rollout,
        standard_error=magnitude.standard_error,
        degrees_of_freedom=fit.degrees_of_freedom,
        low=magnitude.low,
        high=magnitude.high,
        p_value=two_sided_p(fit.step / fit.standard_error, fit.degrees_of_freedom),
        relative=magnitude.relative,
        rho=fit.rho,
        counterfactual=magnitude.counterfactual,
        parts=magnitude.parts,
        method=method,
        baseline_days=baseline_days,
        evaluation_days=evaluation_days,
        long_enough_to_prove=gates.long_enough_to_prove(baseline_days, evaluation_days),
        volume_changed=volume_changed,
        checks=checks,
        kappa=fit.kappa,
        influences_left_out=fit.left_out,
    )


def additive_magnitude(observed: float, fit: StepFit) -> Magnitude:
    """Give a step in KPI units; `observed` is the change whose parts are to add up."""
    quantile = interval_quantile(fit.degrees_of_freedom)
    margin = quantile * fit.standard_error
    influences = fit.influence_changes
    known = fit.trend_change + fit.season_change + fit.step + sum(change for _, change in influences)
    return Magnitude(
        standard_error=fit.standard_error,
        low=fit.step - margin,
        high=fit.step + margin,
        relative=relative_effect(fit.joint_estimate(), quantile),
        counterfactual=fit.counterfactual,
        parts=EffectParts(fit.trend_change, fit.season_change, fit.step, observed - known, influences=influences),
    )


def _multiplicative(comparison: Comparison, fit: StepFit) -> Magnitude:
    """Turn a step in ln(total) into totals per open day: evaluation x (1 - exp(-step)), and so for its bounds.

    The parts are taken off one after the other, rollout, trend, season, influences, each a factor of what is left.
    """
    after = comparison.evaluation.level
    margin = interval_quantile(fit.degrees_of_freedom) * fit.standard_error
    low, high = fit.step - margin, fit.step + margin
    counterfactual = after * math.exp(-fit.step)
    before_trend = counterfactual * math.exp(-fit.trend_change)
    before_season = before_trend * math.exp(-fit.season_change)
    trend, season, rollout = counterfactual - before_trend, before_trend - before_season, after - counterfactual
    left, influences = before_season, []
    for name, change in fit.influence_changes:
        influences.append((name, left - left * math.exp(-change)))
        left *= math.exp(-change)
    residual = left - comparison.baseline.level
    return Magnitude(
        standard_error=counterfactual * fit.standard_error,
        low=-after * math.expm1(-low),
        high=-after * math.expm1(-high),
        relative=Relative(math.expm1(fit.step), math.expm1(low), math.expm1(high)),
        counterfactual=counterfactual,
        parts=EffectParts(trend, season, rollout, residual, influences=tuple(influences)),
    )
