"""Placebo-in-time: the same estimate at dates of the baseline on which nothing went live (stats 1.7).

Go-lives are pretended in the baseline, a week apart, each with an evaluation as long as the real one and at least
56 days before it. Where nothing happened, their t-values should scatter by about one; where the baseline itself
drifts, they scatter more, and kappa says by how much the standard error of the real effect is too small.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from attrs import frozen

from goalposts.inference.design import STEP, Season, step_design
from goalposts.inference.influences import InfluenceColumn, with_influences
from goalposts.inference.regression import fit_regression
from goalposts.inference.student import interval_quantile
from goalposts.inference.weekdays import DAYS_OF_WEEK

if TYPE_CHECKING:
    from goalposts.inference.arrays import Flags
    from goalposts.inference.readings import Readings

LEAST_DAYS_BEFORE = 56
LEAST_SPAN_OF_DATES = 56
"""Days over which the pretended go-lives must spread: eight weeks."""
LEAST_PLACEBOS, MOST_PLACEBOS = 8, 24


@frozen
class Placebos:
    """The t-values of the pretended go-lives, and how many of them pass for a change."""

    t_values: tuple[float, ...]
    alarms: int

    @property
    def kappa(self) -> float:
        """The factor of the standard error: the root mean square of the t-values, at least one."""
        return max(1.0, math.sqrt(math.fsum(t * t for t in self.t_values) / len(self.t_values)))


def placebos_in_time(
    baseline: Readings,
    window: tuple[int, int],
    evaluation_days: int,
    season: Season,
    columns: tuple[InfluenceColumn, ...],
) -> Placebos | None:
    """Pretend go-lives in the baseline; None where it is too short for eight of them.

    Args:
        baseline: the readings before the real go-live.
        window: first day of the baseline, and the day after its last, in days since 1970-01-01.
        evaluation_days: calendar days of the real evaluation.
        season: that of the real fit.
        columns: the influences of the real fit over the baseline, shape (T0,) each; those that a pretended go-live
            cannot be told from are left out of it.
    """
    found: list[tuple[float, int]] = []
    for date in pretended_dates(window, evaluation_days):
        inside = baseline.moments < date + evaluation_days
        one = _pretend(baseline, inside, baseline.moments[inside] >= date, season, columns)
        if one is not None:
            found.append(one)
    if len(found) < LEAST_PLACEBOS:
        return None
    t_values = tuple(t for t, _ in found)
    alarms = sum(abs(t) > interval_quantile(degrees) for t, degrees in found)
    return Placebos(t_values, alarms)


def pretended_dates(window: tuple[int, int], evaluation_days: int) -> tuple[int, ...]:
    """Give the pretended go-lives, in order: whole weeks apart, the last one's evaluation ends with the baseline.

    >>> pretended_dates((0, 140), 28)
    (56, 63, 70, 77, 84, 91, 98, 105, 112)
    """
    first, end = window
    spare = end - first - evaluation_days - LEAST_DAYS_BEFORE
    if spare < LEAST_SPAN_OF_DATES:
        return ()
    weeks = spare // DAYS_OF_WEEK
    stride = DAYS_OF_WEEK * -(-(weeks + 1) // MOST_PLACEBOS)
    last = end - evaluation_days
    return tuple(range(last - (spare // stride) * stride, last + 1, stride))


def _pretend(
    baseline: Readings, inside: Flags, after: Flags, season: Season, columns: tuple[InfluenceColumn, ...]
) -> tuple[float, int] | None:
    """Fit one pretended go-live; its t-value and degrees of freedom, None when it has none."""
    count = int(inside.sum())
    if not 0 < after.sum() < count:
        return None
    design = step_design(baseline.moments[:count], after, season)
    here = (InfluenceColumn(column.name, column.cover[:count]) for column in columns)
    design, _, _ = with_influences(design, here)
    fit = fit_regression(baseline.values[:count], design.matrix, baseline.starts[:count], after)
    if fit is None:
        return None
    return float(fit.coefficients[STEP] / np.sqrt(fit.covariance[STEP, STEP])), fit.degrees_of_freedom
