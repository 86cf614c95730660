"""From the change of segments to an effect in the KPI's own unit, with the parts that add up (stats 1.3, 1.4)."""

from __future__ import annotations

import math

from attrs import frozen

from goalposts.inference.fieller import JointEstimate, relative_effect
from goalposts.inference.student import interval_quantile
from goalposts.model.effects import Design, Effect, EffectParts, Relative


@frozen
class SegmentEstimate:
    """How much more the treated segments changed, in KPI units or, of totals, as a logarithm."""

    difference: float
    control: float
    standard_error: float
    degrees_of_freedom: int
    p_value: float
    method: str
    design: Design


@frozen
class Levels:
    """A KPI over both windows, and the open days that give it."""

    before: float
    after: float
    baseline_days: int
    evaluation_days: int


def segment_effect(found: SegmentEstimate, levels: Levels, *, logarithmic: bool, volume_changed: bool) -> Effect:
    """Compose the effect; what segments of unequal size hide of the observed change is left as residual."""
    margin = interval_quantile(found.degrees_of_freedom) * found.standard_error
    low, high, after = found.difference - margin, found.difference + margin, levels.after
    if logarithmic:
        counterfactual = after * math.exp(-found.difference)
        relative: Relative | None = Relative(math.expm1(found.difference), math.expm1(low), math.expm1(high))
        rollout, low, high = after - counterfactual, -after * math.expm1(-low), -after * math.expm1(-high)
        control, error = -counterfactual * math.expm1(-found.control), counterfactual * found.standard_error
    else:
        rollout, control, error = found.difference, found.control, found.standard_error
        counterfactual, square = after - rollout, error * error
        joint = JointEstimate(rollout, counterfactual, square, square, -square)
        relative = relative_effect(joint, interval_quantile(found.degrees_of_freedom))
    residual = after - levels.before - control - rollout
    return Effect(
        estimate=rollout,
        standard_error=error,
        degrees_of_freedom=found.degrees_of_freedom,
        low=low,
        high=high,
        p_value=found.p_value,
        relative=relative,
        rho=0.0,
        counterfactual=counterfactual,
        parts=EffectParts(0.0, 0.0, rollout, residual, control=control),
        method=found.method,
        baseline_days=levels.baseline_days,
        evaluation_days=levels.evaluation_days,
        long_enough_to_prove=True,
        volume_changed=volume_changed,
        design=found.design,
    )
