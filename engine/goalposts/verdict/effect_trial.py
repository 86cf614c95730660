"""An effect as a trial of its readings: what plans are tried by, and looks widened from."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from goalposts.inference.resampling import Trial
from goalposts.inference.student import interval_quantile

if TYPE_CHECKING:
    from goalposts.model.effects import Effect


def trial_of(effect: Effect, *, logarithmic: bool) -> Trial:
    """Give the effect in the units of the readings."""
    if not logarithmic or effect.relative is None:
        return Trial(effect.estimate, effect.standard_error, effect.degrees_of_freedom)
    low, high = math.log1p(effect.relative.low), math.log1p(effect.relative.high)
    error = (high - low) / 2 / interval_quantile(effect.degrees_of_freedom)
    return Trial(math.log1p(effect.relative.value), error, effect.degrees_of_freedom)
