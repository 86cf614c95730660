"""A baseline that is a number from a report: only the level of the evaluation window can be held against it."""

from __future__ import annotations

from goalposts.inference import WindowSeries
from goalposts.inference.gates import DAYS_TO_PROVE
from goalposts.inference.student import two_sided_p
from goalposts.model.effects import Effect, EffectParts, GateFailure, Level

METHOD = "level-against-declared"


def effect_against(
    declared: float, level: Level | None, series: WindowSeries
) -> tuple[Effect | None, tuple[GateFailure, ...]]:
    """Compare a level with a declared number; no trend, no season, no claim of proof."""
    if level is None:
        days = int((series.events > 0).sum())
        facts = (("days", float(days)), ("needed", float(DAYS_TO_PROVE["evaluation"])))
        return None, (GateFailure("too_few_days", "evaluation", facts),)
    difference = level.value - declared
    if not level.standard_error:
        return None, (GateFailure("no_variation", "evaluation"),)
    effect = Effect(
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
    )
    return effect, ()
