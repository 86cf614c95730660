"""A look at the effect before the evaluation is over, honest however often it is taken (stats 3).

The engine's own step on the days so far, with the always-valid interval in the place of Student's. The length gates of
the evaluation do not apply: a look decides nothing.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from goalposts.inference import gates
from goalposts.inference.always_valid import always_valid_half_width
from goalposts.inference.comparison import compare, fit_comparison, read_together
from goalposts.inference.difference import Pair, fit_difference
from goalposts.inference.resampling import Trial
from goalposts.inference.weekdays import DAYS_OF_WEEK

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from goalposts.inference.comparison import Comparison
    from goalposts.inference.series import Kind, WindowSeries
    from goalposts.inference.step import StepFit
    from goalposts.model import Influence
    from goalposts.model.effects import WindowName


@frozen
class Tuning:
    """How a series of looks is taken; fixed before the first.

    Attributes:
        change: the change in KPI units, with its sign, that the looks are to find soonest; not 0.
        probability_of_error: that the true effect is outside the interval at any look.
        least_days: open evaluation days before the first look.
    """

    change: float
    probability_of_error: float
    least_days: int


@frozen
class Look:
    """The average effect over the evaluation so far in KPI units, its always-valid interval, and the open days."""

    estimate: float
    low: float
    high: float
    days: int


def look(
    kind: Kind,
    baseline: WindowSeries,
    evaluation: WindowSeries,
    tuning: Tuning,
    influences: Iterable[Influence] = (),
) -> Look | None:
    """Look at the effect so far, named influences taken off; None when the data do not carry a look yet."""
    if any(_refused(kind, name, window) for name, window in Pair(baseline, evaluation).named()):
        return None
    comparison = compare(kind, baseline, evaluation)
    if not _long_enough(comparison, tuning.least_days):
        return None
    return _seen(comparison, _step(fit_comparison(comparison, influences)), tuning)


def look_beside(kind: Kind, treated: Pair, controls: Sequence[Pair], tuning: Tuning, planned: int = 0) -> Look | None:
    """Look at the effect so far beside the rows without the rollout; None when the data do not carry a look yet.

    The engine's step on the difference of both series, so that the same always-valid interval holds. Several controls
    are weighed on the baseline as for an evaluation of `planned` readings, so that no look changes the weights.
    """
    pairs = (treated, *controls)
    if any(_refused(kind, name, window) for pair in pairs for name, window in pair.named()):
        return None
    compared = read_together(kind, [(pair.before, pair.after) for pair in pairs])
    if compared is None or not all(_long_enough(comparison, tuning.least_days) for comparison in compared):
        return None
    return _seen(compared[0], _step(fit_difference(compared, planned)), tuning)


def look_at_parts(kind: Kind, treated: Pair, found: Trial | None, tuning: Tuning) -> Look | None:
    """Look at the effect so far by the spread between parts; None when the data do not carry a look yet.

    The estimate and its error are those of the verdict, on the days so far; totals are compared by their logarithms.

    Args:
        kind: how the KPI is formed from its daily numbers.
        treated: the rows with the rollout; the gates are asked of them.
        found: what the comparison of parts gives.
        tuning: how the looks are taken.
    """
    if any(_refused(kind, name, window) for name, window in treated.named()):
        return None
    comparison = compare(kind, treated.before, treated.after)
    if not _long_enough(comparison, tuning.least_days):
        return None
    return _seen(evolve(comparison, logarithmic=kind == "total"), found, tuning)


def _step(fit: StepFit | None) -> Trial | None:
    return None if fit is None else Trial(fit.step, fit.standard_error, fit.degrees_of_freedom)


def _seen(comparison: Comparison, found: Trial | None, tuning: Tuning) -> Look | None:
    distance = _distance(comparison, tuning.change)
    if found is None or not distance:
        return None
    error, degrees = found.standard_error, found.degrees_of_freedom
    half = always_valid_half_width(error, degrees, distance, tuning.probability_of_error)
    ends = (found.step, found.step - half, found.step + half)
    if comparison.logarithmic:
        after = comparison.evaluation.level
        ends = (-after * math.expm1(-ends[0]), -after * math.expm1(-ends[1]), -after * math.expm1(-ends[2]))
    return Look(*ends, comparison.evaluation.days)


def _long_enough(comparison: Comparison, least_days: int) -> bool:
    before, after = comparison.baseline, comparison.evaluation
    if comparison.by_week:
        short = tuple(gates.week_failures("baseline", before.sums))
        return not short and after.sums.moments.size * DAYS_OF_WEEK >= least_days
    short = tuple(gates.day_failures(comparison.kind, "baseline", before.window))
    return not short and after.days >= least_days


def _distance(comparison: Comparison, change: float) -> float | None:
    """Turn the change into the units of the readings; None for a fall to nothing, which has no logarithm."""
    if not comparison.logarithmic:
        return abs(change)
    ratio = 1 + change / comparison.baseline.level
    return abs(math.log(ratio)) if ratio > 0 else None


def _refused(kind: Kind, name: WindowName, window: WindowSeries) -> bool:
    refused = (*gates.coverage_failures(name, window), *gates.denominator_failures(kind, name, window))
    return bool(refused) or _no_density(window)


def _no_density(window: WindowSeries) -> bool:
    return window.quantile is not None and not window.quantile.density > 0
