"""Joins the steps of a few waves, each told against the same rows, into one effect (stats 1.4)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from attrs import evolve

from goalposts.inference.segment_effect import Levels, SegmentEstimate, segment_effect
from goalposts.inference.student import interval_quantile, two_sided_p
from goalposts.model.effects import Effect, EffectParts

if TYPE_CHECKING:
    from collections.abc import Sequence


def combined_waves(waves: Sequence[Effect], levels: Levels, *, logarithmic: bool) -> Effect:
    """Weigh the effects of waves by their inverse variances; the degrees of freedom are the fewest of any.

    Every wave is held against the same rows, so that a shock of these moves all effects alike: the standard errors are
    added as if all were one shock. To take the waves for independent would claim too narrow a range.

    Args:
        waves: at least one, in KPI units.
        levels: the KPI over the goal's windows; what the waves do not explain of its change is left as residual.
        logarithmic: of totals, which differ in size from wave to wave: their steps are joined as factors.
    """
    if logarithmic:
        return _joined_factors(waves, levels)
    errors = np.array([wave.standard_error for wave in waves])
    shares = errors**-2 / (errors**-2).sum()

    def joined(name: str) -> float:
        return float(shares @ [getattr(wave.parts, name) for wave in waves])

    estimate, error = float(shares @ [wave.estimate for wave in waves]), float(shares @ errors)
    freedom = min(wave.degrees_of_freedom for wave in waves)
    margin = interval_quantile(freedom) * error
    trend, season, control = joined("trend"), joined("season"), joined("control")
    residual = levels.after - levels.before - trend - season - control - estimate
    return evolve(
        waves[0],
        estimate=estimate,
        standard_error=error,
        degrees_of_freedom=freedom,
        low=estimate - margin,
        high=estimate + margin,
        p_value=two_sided_p(estimate / error, freedom),
        relative=None if len(waves) > 1 else waves[0].relative,
        rho=float(shares @ [wave.rho for wave in waves]),
        counterfactual=levels.after - estimate,
        parts=EffectParts(trend, season, estimate, residual, control=control),
        method=f"{waves[0].method}-by-wave",
        baseline_days=levels.baseline_days,
        evaluation_days=levels.evaluation_days,
        volume_changed=any(wave.volume_changed for wave in waves),
        design="staggered rollout",
    )


def _joined_factors(waves: Sequence[Effect], levels: Levels) -> Effect:
    """Join ln steps and ln control movements, and put them into the goal's own total."""
    found = [wave.relative for wave in waves if wave.relative is not None]
    steps = np.array([math.log1p(each.value) for each in found])
    halves = [
        (math.log1p(each.high) - math.log1p(each.low)) / 2 / interval_quantile(wave.degrees_of_freedom)
        for each, wave in zip(found, waves, strict=True)
    ]
    errors = np.array(halves)
    shares = errors**-2 / (errors**-2).sum()
    estimate, error = float(shares @ steps), float(shares @ errors)
    freedom = min(wave.degrees_of_freedom for wave in waves)
    moved = [_moved(wave) for wave in waves]
    joined = SegmentEstimate(
        estimate,
        float(shares @ moved),
        error,
        freedom,
        two_sided_p(estimate / error, freedom),
        f"{waves[0].method}-by-wave",
        "staggered rollout",
    )
    changed = any(wave.volume_changed for wave in waves)
    return segment_effect(joined, levels, logarithmic=True, volume_changed=changed)


def _moved(wave: Effect) -> float:
    """The ln factor by which the comparison moved."""
    after = wave.counterfactual - wave.parts.trend - wave.parts.season
    return -math.log1p(-wave.parts.control / after)
