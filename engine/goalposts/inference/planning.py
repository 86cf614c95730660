"""Before the start: the smallest change that a plan can show, and how many weeks a promise must be watched (stats 4).

The standard error is exact for the real design to come, with the noise of the real baseline. That noise is itself
estimated: plans count on the upper 80 % bound of its variance, so that four plans of five watch long enough.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from attrs import frozen

from goalposts.inference.chi_squared import chi_squared_quantile
from goalposts.inference.long_run_variance import cosine_count
from goalposts.inference.outlook import unit_floor, unit_variances
from goalposts.inference.student import normal_quantile, two_sided_quantile
from goalposts.inference.weekdays import DAYS_OF_WEEK

if TYPE_CHECKING:
    from goalposts.inference.outlook import Outlook

POWER = 0.8
ASSURANCE = 0.8
"""How sure a plan is that the noise is no larger than it counts on."""
MOST_WEEKS = 52


@frozen
class Bounds:
    """A number as the baseline's noise suggests it, and as a cautious plan counts on it."""

    likely: float
    cautious: float


@frozen
class Weeks:
    """Whole weeks to watch by both readings of the noise; None when not even a year will do."""

    likely: int | None
    cautious: int | None


def smallest_change(prospect: Outlook, end_day: int, probability_of_error: float) -> Bounds | None:
    """Give the smallest change that is shown with 80 % power when the evaluation ends before `end_day`.

    In the units of the readings (logarithms, if they are logarithmic); None when the evaluation is too short to
    conclude anything.
    """
    readings = prospect.readings_until(end_day)
    if readings < prospect.least_readings:
        return None
    (unit,) = unit_variances(prospect, [readings])
    return _bounds(prospect, float(unit), prospect.before + readings, probability_of_error)


def weeks_to_watch(prospect: Outlook, change: float, probability_of_error: float) -> Weeks:
    """Give the fewest whole weeks after which a change is shown with 80 % power, of at most 52.

    Args:
        prospect: the design to come, with a horizon of 52 weeks at least.
        change: its size in the units of the readings.
        probability_of_error: of seeing a change where there is none.
    """
    weeks = range(1, MOST_WEEKS + 1)
    readings = [prospect.readings_until(prospect.first_evaluation_day + DAYS_OF_WEEK * week) for week in weeks]
    long_enough = [week for week in weeks if readings[week - 1] >= prospect.least_readings]
    if not long_enough:
        return Weeks(None, None)
    counts = [readings[week - 1] for week in long_enough]
    needed = [
        _bounds(prospect, float(unit), prospect.before + count, probability_of_error)
        for unit, count in zip(unit_variances(prospect, counts), counts, strict=True)
    ]
    shown = list(zip(long_enough, needed, strict=True))
    return Weeks(
        next((week for week, bounds in shown if bounds.likely <= change), None),
        next((week for week, bounds in shown if bounds.cautious <= change), None),
    )


def floor(prospect: Outlook, probability_of_error: float) -> float:
    """Give the change below which no length of watching will do, in the units of the readings.

    By the likely noise: it is said only of what cannot be mended by watching.
    """
    total = normal_quantile(1 - probability_of_error / 2) + normal_quantile(POWER)
    return total * float(np.sqrt(prospect.noise.variance * unit_floor(prospect)))


def variance_bound(degrees_of_freedom: int) -> float:
    """Give the factor from an estimated variance to its upper bound, which holds in `ASSURANCE` of all baselines.

    >>> round(variance_bound(6) ** 0.5, 2)
    1.4
    """
    return degrees_of_freedom / chi_squared_quantile(1 - ASSURANCE, degrees_of_freedom)


def _bounds(prospect: Outlook, unit: float, readings: int, probability_of_error: float) -> Bounds:
    noise = prospect.noise
    total = two_sided_quantile(probability_of_error, cosine_count(readings)) + normal_quantile(POWER)
    likely = total * float(np.sqrt(noise.variance * unit))
    return Bounds(likely, likely * float(np.sqrt(variance_bound(noise.degrees_of_freedom))))
