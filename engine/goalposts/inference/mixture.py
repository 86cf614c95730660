"""A mixture of control parts before there is anything to compare: its weights, and the noise that it will leave.

Weights are fitted on the baseline, so that over the baseline the difference looks calmer than it will be afterwards.
By how much is found on the baseline itself: every four weeks are held against a mixture that was fitted on all the
other days (stats 4).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from attrs import frozen

from goalposts.inference.simplex import ridge_of, simplex_weights

if TYPE_CHECKING:
    from goalposts.inference.arrays import Floats
    from goalposts.inference.difference import Aligned
    from goalposts.inference.readings import Readings

BLOCK: Final = 28
"""Readings that a mixture is tried on at once."""


@frozen(eq=False)
class Mixture:
    """The baseline less its mixture.

    Attributes:
        weights: shape (J,), of the control parts.
        readings: the difference.
        widening: the factor from its variance to that on days on which the weights were not fitted; at least 1.
    """

    weights: Floats
    readings: Readings
    widening: float


def mixture(baseline: Aligned, evaluation_readings: int) -> Mixture:
    """Weigh the control parts as the verdict will, and try the mixture on days that it was not fitted on.

    Args:
        baseline: readings of the part with the rollout and of at least two without, over their common days.
        evaluation_readings: how many the evaluation will have; the ridge depends on it.
    """
    weights = mixture_weights(baseline.others, baseline.first, evaluation_readings)
    own = fitted = 0.0
    every = np.arange(baseline.first.size)
    for tried in np.array_split(every, max(2, baseline.first.size // BLOCK)):
        rest = np.setdiff1d(every, tried)
        without = mixture_weights(baseline.others[rest], baseline.first[rest], evaluation_readings)
        left = baseline.first[tried] - baseline.others[tried] @ without
        seen = baseline.first[tried] - baseline.others[tried] @ weights
        own += float(((left - left.mean()) ** 2).sum())
        fitted += float(((seen - seen.mean()) ** 2).sum())
    return Mixture(weights, baseline.less(weights), max(1.0, own / fitted) if fitted > 0 else 1.0)


def mixture_weights(controls: Floats, treated: Floats, evaluation_readings: int) -> Floats:
    """Give the weights of the verdict for an evaluation of so many readings, shape (J,)."""
    return simplex_weights(controls, treated, ridge_of(controls, evaluation_readings))
