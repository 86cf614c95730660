"""How much of a step another mix of cases makes: direct standardisation by the weights of the baseline (stats 1.11).

A KPI over all cases is a mean of its values by kind of case, weighted by how many cases there are of each. Held to the
weights of the baseline, it moves only as the kinds themselves move; what the KPI moves beside that is the mix. Since
the mix is taken at the values of the evaluation, it holds the interaction too: a case that became frequent counts with
the value that it has now. The estimator is linear in its readings once its weights are fixed, so the step of a reading
is the step of its standardised part and the step of the rest, exactly.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from attrs import frozen

from goalposts.inference.design import STEP
from goalposts.inference.series import usable_days
from goalposts.inference.weekdays import DAYS_OF_WEEK

if TYPE_CHECKING:
    from goalposts.inference.arrays import Floats
    from goalposts.inference.comparison import Comparison, Side
    from goalposts.inference.step import StepFit

LEAST_SHARED = 0.8
"""Share of the denominators of either window that words of both must have; with less, words were renamed, not mixed."""


@frozen(eq=False)
class Kinds:
    """The daily numbers of one window by kind of case; the same kinds, in the same order, in both windows.

    Attributes:
        numerator, denominator: shape (kinds, days); over all kinds they add up to the window's own.
    """

    numerator: Floats
    denominator: Floats


def mix_step(comparison: Comparison, fit: StepFit, baseline: Kinds, evaluation: Kinds) -> float | None:
    """Give the part of a fitted step that another mix of cases makes, in KPI units.

    A kind that only the baseline has keeps its value there; one that only the evaluation has is all mix.

    Args:
        comparison: of a ratio, read linearly.
        fit: of the comparison.
        baseline: what the baseline is made of.
        evaluation: what the evaluation is made of.

    Returns:
        None where the windows have too few kinds in common.
    """
    before = _summed(comparison.baseline, baseline, comparison)
    after = _summed(comparison.evaluation, evaluation, comparison)
    if min(_shared(before, after), _shared(after, before)) < LEAST_SHARED:
        return None
    weights = before.denominator.sum(axis=1) / before.denominator.sum()
    level = _levels(before)
    mixed = [_beside_the_mix(sums, weights, level) for sums in (before, after)]
    return float(fit.fit.weights[STEP] @ np.concatenate(mixed))


def _summed(side: Side, kinds: Kinds, comparison: Comparison) -> Kinds:
    """Add the days of every kind up to the readings of its side, as `daily_sums` and `weekly_sums` do of the whole."""
    usable = usable_days(side.kind, side.window)
    if not comparison.by_week:
        return Kinds(kinds.numerator[:, usable], kinds.denominator[:, usable])
    weeks = usable.size // DAYS_OF_WEEK
    first = usable.size - weeks * DAYS_OF_WEEK if side is comparison.baseline else 0

    def per_week(table: Floats) -> Floats:
        chosen = np.where(usable, table, 0.0)[:, first : first + weeks * DAYS_OF_WEEK]
        sums: Floats = chosen.reshape(len(table), weeks, DAYS_OF_WEEK).sum(axis=2)
        return sums

    kept = per_week(side.window.denominator[np.newaxis])[0] > 0
    return Kinds(per_week(kinds.numerator)[:, kept], per_week(kinds.denominator)[:, kept])


def _shared(mine: Kinds, its: Kinds) -> float:
    """The share of one window's denominator that is of kinds that the other has too."""
    return float(mine.denominator[its.denominator.sum(axis=1) > 0].sum() / mine.denominator.sum())


def _levels(sums: Kinds) -> Floats:
    """The value of every kind over a window; nan of one that it does not have."""
    numerator, denominator = sums.numerator.sum(axis=1), sums.denominator.sum(axis=1)
    levels = np.full(numerator.size, np.nan)
    np.divide(numerator, denominator, out=levels, where=denominator > 0)
    return levels


def _beside_the_mix(sums: Kinds, weights: Floats, baseline_levels: Floats) -> Floats:
    """The linearised readings of a window less those that the weights of the baseline give, shape (readings,)."""
    own = _linearised(sums.numerator.sum(axis=0), sums.denominator.sum(axis=0))
    standardised = np.zeros(own.size)
    for weight, numerator, denominator, level in zip(
        weights, sums.numerator, sums.denominator, baseline_levels, strict=True
    ):
        if weight > 0:
            standardised += weight * (_linearised(numerator, denominator) if denominator.sum() > 0 else level)
    return own - standardised


def _linearised(numerator: Floats, denominator: Floats) -> Floats:
    ratio = numerator.sum() / denominator.sum()
    readings: Floats = ratio + (numerator - ratio * denominator) / denominator.mean()
    return readings
