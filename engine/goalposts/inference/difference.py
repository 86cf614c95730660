"""The step of a difference: readings with the rollout less readings without, by the engine of one series (stats 1.3).

What moves both alike falls out of the difference. What is left is read as any series: step, trend, season; the trend
stays in, since segments drift apart without any rollout.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from attrs import evolve, frozen

from goalposts.inference import gates
from goalposts.inference.comparison import (
    DAYS_OF_AN_ANNUAL_BASELINE,
    Comparison,
    are_contiguous,
    length_failures,
    read_together,
)
from goalposts.inference.comparison import readings as readings_of
from goalposts.inference.conclude import refusals
from goalposts.inference.design import Season, step_design
from goalposts.inference.mixture import mixture_weights
from goalposts.inference.readings import Readings
from goalposts.inference.regression import fit_regression
from goalposts.inference.step import StepFit, fit_step
from goalposts.inference.units import effect_in_units
from goalposts.model.effects import Effect, EffectParts, GateFailure, WindowName

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goalposts.inference.arrays import Flags, Floats
    from goalposts.inference.series import Kind, WindowSeries

LEAST_DONORS: Final = 8
LEAST_DAYS_FOR_WEIGHTS: Final = 60
EARLY_DAYS: Final = 28
"""Days of one early: the last before the rollout are held against the earlier ones."""
LARGEST_EARLY_SHARE: Final = 0.5
"""Of the readings before the rollout; else too little is left to hold them against."""


@frozen(eq=False)
class Pair:
    """The same KPI on some rows, before and after."""

    before: WindowSeries
    after: WindowSeries

    def named(self) -> tuple[tuple[WindowName, WindowSeries], ...]:
        """Both windows with their names."""
        return (("baseline", self.before), ("evaluation", self.after))


@frozen(eq=False)
class Differenced:
    """The effect of a difference, and what its checks need.

    Attributes:
        early_p: of a step before the rollout, where there was none; None where the baseline is too short to ask.
        fit_error: root mean square of the difference before the rollout, about its mean, in the readings' unit.
        weights: of the control segments, where they are weighed.
    """

    effect: Effect
    early_p: float | None
    fit_error: float
    weights: tuple[float, ...] = ()


def difference_effect(kind: Kind, treated: Pair, controls: Sequence[Pair]) -> Differenced | tuple[GateFailure, ...]:
    """Estimate the step of treated less control, or say by which gates that is refused.

    Several controls are weighed on the baseline alone, so that together they move as the treated did; then days are
    read, and only those that every one of them has.

    Args:
        kind: how the KPI is formed from its daily numbers.
        treated: the rows with the rollout.
        controls: the rows without, as one or in segments.
    """
    pairs = (treated, *controls)
    failures = [failure for pair in pairs for failure in refusals(kind, pair.before, pair.after)]
    if failures:
        return tuple(dict.fromkeys(failures))
    compared = read_together(kind, [(pair.before, pair.after) for pair in pairs])
    if compared is None:
        return (GateFailure("no_logarithm", "both"),)
    if failures := [failure for comparison in compared for failure in length_failures(comparison)]:
        return tuple(dict.fromkeys(failures))
    before = aligned([readings_of(comparison, comparison.baseline) for comparison in compared])
    after = aligned([readings_of(comparison, comparison.evaluation) for comparison in compared])
    if short := _too_short(before, after, by_week=compared[0].by_week):
        return short
    weights = np.ones(1)
    if len(controls) > 1:
        weights = mixture_weights(before.others, before.first, after.moments.size)
    return _concluded(compared, before, after, weights)


def fit_difference(compared: Sequence[Comparison], planned: int = 0) -> StepFit | None:
    """Fit the step of the first series less the others as they are read together; None when nothing varies.

    Several others are weighed for an evaluation of `planned` readings, so that the weights are the same at every look.
    """
    before, after = (
        aligned([readings_of(comparison, side) for comparison, side in zip(compared, sides, strict=True)])
        for sides in (
            [comparison.baseline for comparison in compared],
            [comparison.evaluation for comparison in compared],
        )
    )
    several = len(compared) > 2
    weights = mixture_weights(before.others, before.first, planned) if several else np.ones(1)
    return _fitted(compared, before.less(weights), after.less(weights))


def _fitted(compared: Sequence[Comparison], before: Readings, after: Readings) -> StepFit | None:
    return fit_step(before, after, _season(compared[0]), contiguous=all(map(are_contiguous, compared)))


def _season(own: Comparison) -> Season:
    return Season(weekdays=not own.by_week, annual=own.baseline.window.days.size >= DAYS_OF_AN_ANNUAL_BASELINE)


@frozen(eq=False)
class Aligned:
    """Readings of several series at the moments that all of them have: the first, and the others in columns."""

    moments: Floats
    first: Floats
    others: Floats
    starts: Flags

    def less(self, weights: Floats) -> Readings:
        """The first less the weighted others."""
        return Readings(self.moments, self.first - self.others @ weights, self.starts.copy())


def aligned(several: Sequence[Readings]) -> Aligned:
    """Bring several series to the moments that all of them have; a gap in any starts the chain anew."""
    moments = several[0].moments
    for other in several[1:]:
        moments = np.intersect1d(moments, other.moments)
    values, starts = [], np.zeros(moments.size, np.bool_)
    for each in several:
        places = np.searchsorted(each.moments, moments)
        values.append(each.values[places])
        chains = np.cumsum(each.starts)[places]
        starts |= np.diff(chains, prepend=-1) > 0
    return Aligned(moments, values[0], np.column_stack(values[1:]), starts)


def _too_short(before: Aligned, after: Aligned, *, by_week: bool) -> tuple[GateFailure, ...]:
    needed, code, unit = (
        (gates.LEAST_WEEKS, "too_few_weeks", "weeks") if by_week else (gates.LEAST_DAYS, "too_few_days", "days")
    )
    windows: tuple[tuple[WindowName, Aligned], ...] = (("baseline", before), ("evaluation", after))
    return tuple(
        GateFailure(code, name, ((unit, found.moments.size), ("needed", needed[name])))
        for name, found in windows
        if found.moments.size < needed[name]
    )


def _concluded(
    compared: Sequence[Comparison], before: Aligned, after: Aligned, weights: Floats
) -> Differenced | tuple[GateFailure, ...]:
    own, control = compared[0], compared[1:]
    base, season = before.less(weights), _season(own)
    fit = _fitted(compared, base, after.less(weights))
    if fit is None:
        return (GateFailure("no_variation", "both"),)
    levels = (before.others.mean(axis=0) @ weights, after.others.mean(axis=0) @ weights)
    moved = float(levels[1] - levels[0])
    effect = _in_units(own, fit, moved, float(levels[1]))
    method = f"{own.method}-difference" if len(control) == 1 else f"{own.method}-weighted-difference"
    fit_error = float(base.values.std())
    named = evolve(effect, method=method, design="difference in differences", long_enough_to_prove=True)
    return Differenced(named, early_p(base, season), fit_error, tuple(weights.tolist()) if len(control) > 1 else ())


def _in_units(own: Comparison, fit: StepFit, moved: float, level: float) -> Effect:
    """The effect in the KPI's unit; the counterfactual moves with the control, and its movement is a part."""
    shifted = evolve(fit, level=level)
    effect = effect_in_units(own, shifted)
    if own.logarithmic:
        before = effect.counterfactual - effect.parts.trend - effect.parts.season
        control = -before * float(np.expm1(-moved))
    else:
        control = moved
    return evolve(effect, parts=with_control(effect.parts, own.observed, control))


def with_control(parts: EffectParts, observed: float, control: float) -> EffectParts:
    """Add what the control moved to the parts of an observed change; what none of them says is the residual."""
    known = parts.trend + parts.season + parts.rollout + control
    return EffectParts(parts.trend, parts.season, parts.rollout, observed - known, control=control)


def early_p(baseline: Readings, season: Season) -> float | None:
    """Give the joint p-value of two steps of four weeks before the rollout; None where both are over half of all."""
    last = baseline.moments[-1]
    spans = [(last - (block + 1) * EARLY_DAYS, last - block * EARLY_DAYS) for block in (1, 0)]
    first, second = ((baseline.moments > start) & (baseline.moments <= end) for start, end in spans)
    return joint_early_p(baseline, season, None if (first | second).mean() > LARGEST_EARLY_SHARE else (first, second))


def joint_early_p(baseline: Readings, season: Season, blocks: tuple[Flags, Flags] | None) -> float | None:
    """Give the joint p-value of two steps before the rollout, each held against all earlier readings.

    With the variance of the engine, b' V^-1 b / 2 follows F(2, nu), whose upper tail is (1 + 2 F / nu)^(-nu / 2).
    """
    if blocks is None:
        return None
    trend_only = step_design(baseline.moments, blocks[0], season)
    design = np.column_stack([trend_only.matrix, blocks[1].astype(np.float64)])
    fit = fit_regression(baseline.values, design, baseline.starts)
    if fit is None:
        return None
    asked = [1, design.shape[1] - 1]
    found = fit.coefficients[asked]
    square = float(found @ np.linalg.solve(fit.covariance[np.ix_(asked, asked)], found)) / 2
    nu = fit.degrees_of_freedom
    return float((1 + 2 * square / nu) ** (-nu / 2))
