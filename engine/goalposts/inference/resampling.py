"""Resampled baselines: how often a plan shows a change that is put in, and one that is not there.

Moving blocks of the baseline's own residuals (Kuensch 1989) stand for its noise, whatever its shape: 14 days, or two
readings that stand for longer. Trend and season need not be put back, since the regression takes them out. Used to
try a plan, never for a verdict.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from attrs import frozen

from goalposts.inference.readings import Readings
from goalposts.inference.step import fit_step
from goalposts.inference.student import two_sided_quantile
from goalposts.inference.weekdays import DAYS_OF_WEEK

if TYPE_CHECKING:
    from goalposts.inference.arrays import Floats
    from goalposts.inference.outlook import Outlook

BLOCK_DAYS = 14
PERIODS_OF_A_BLOCK = 2
"""Of longer readings a baseline has few, so blocks are short; two keep half of what one tells of the next."""
LEAST_BLOCKS = 4
"""A baseline of fewer blocks repeats itself rather than shows what else could have been."""


def can_resample(prospect: Outlook) -> bool:
    """Tell whether the baseline holds enough blocks."""
    return prospect.noise.residuals.size >= LEAST_BLOCKS * _block(prospect)


@frozen
class Trial:
    """The step found in one resampled or pretended comparison, in which nothing happened; in the readings' units.

    `p_value` is that of a comparison that has one of its own, not Student's.
    """

    step: float
    standard_error: float
    degrees_of_freedom: int
    p_value: float | None = None

    def shows(self, change: float, probability_of_error: float) -> bool:
        """Tell whether a change put in at the go-live would be shown, in its own direction.

        A change of the evaluation's readings moves the step by as much and nothing else: the step is a column of the
        design.
        """
        quantile = two_sided_quantile(probability_of_error, self.degrees_of_freedom)
        return math.copysign(1.0, change) * (self.step + change) > quantile * self.standard_error

    def alarms(self, probability_of_error: float) -> bool:
        """Tell whether a change is shown although there is none."""
        if self.p_value is not None:
            return self.p_value < probability_of_error
        return abs(self.step) > two_sided_quantile(probability_of_error, self.degrees_of_freedom) * self.standard_error


def trials(prospect: Outlook, end_day: int, seeds: int) -> tuple[Trial, ...]:
    """Fit the planned comparison to resampled baselines.

    Args:
        prospect: the design to come.
        end_day: when the evaluation ends, in days since 1970-01-01.
        seeds: how many to try; the seeds are 0 and up, so that the answer repeats.
    """
    readings = prospect.readings_until(end_day)
    found = (_trial(prospect, readings, seed) for seed in range(seeds))
    return tuple(known for known in found if known is not None)


def resampled(prospect: Outlook, length: int, seed: int) -> Floats:
    """Draw a series of the baseline's residuals in blocks, shape (length,)."""
    residuals, block = prospect.noise.residuals, _block(prospect)
    count = -(-length // block)
    first = np.random.default_rng(seed).integers(0, residuals.size - block + 1, count)
    series: Floats = residuals[(first[:, np.newaxis] + np.arange(block)).ravel()[:length]]
    return series


def _block(prospect: Outlook) -> int:
    if prospect.period is not None:
        return PERIODS_OF_A_BLOCK
    return BLOCK_DAYS // DAYS_OF_WEEK if prospect.by_week else BLOCK_DAYS


def _trial(prospect: Outlook, readings: int, seed: int) -> Trial | None:
    cut, end = prospect.before, prospect.before + readings
    if readings == 0:
        return None
    values = resampled(prospect, end, seed)
    before = Readings(prospect.moments[:cut], values[:cut], prospect.starts[:cut])
    after = Readings(prospect.moments[cut:end], values[cut:], prospect.starts[cut:end])
    fit = fit_step(
        before,
        after,
        prospect.season,
        contiguous=not prospect.starts[cut],
        influences=prospect.influences,
        by_week=prospect.by_week,
    )
    return None if fit is None else Trial(fit.step, fit.standard_error, fit.degrees_of_freedom)
