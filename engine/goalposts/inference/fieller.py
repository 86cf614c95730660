"""The interval of a ratio of two correlated estimates (Fieller 1954)."""

from __future__ import annotations

import math

from attrs import frozen

from goalposts.model.effects import Relative


@frozen
class JointEstimate:
    """Two estimates, the ratio's numerator and denominator, with their variances and covariance."""

    numerator: float
    denominator: float
    numerator_variance: float
    denominator_variance: float
    covariance: float


def relative_effect(joint: JointEstimate, quantile: float) -> Relative | None:
    """Give numerator / denominator with its interval; None when the denominator's interval touches zero.

    The bounds are the ratios r at which numerator - r * denominator is `quantile` standard errors from zero.
    """
    square = quantile * quantile
    leading = joint.denominator**2 - square * joint.denominator_variance
    if leading <= 0:
        return None
    middle = joint.numerator * joint.denominator - square * joint.covariance
    last = joint.numerator**2 - square * joint.numerator_variance
    root = math.sqrt(max(0.0, middle * middle - leading * last))
    return Relative(joint.numerator / joint.denominator, (middle - root) / leading, (middle + root) / leading)
