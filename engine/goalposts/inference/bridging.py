"""A parallel run of two instruments: by what factor they differ, and how sure that is (stats 1.10).

Both instruments saw the same events, so what the days did to one they did to the other: the difference of a day's two
readings is free of the day. Its mean is the factor, and the same engine that gives a window's level its error gives the
factor one. A share is bridged by the difference of its two values, so that a share and its complement are bridged
alike and the readings, which are linear, only move. Everything else is bridged by a ratio, on the logarithmic scale: an
instrument that sees one event in twenty less, or waits that are a tenth longer, does so on busy and on quiet days.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from attrs import evolve

from goalposts.inference.level import fit_level
from goalposts.inference.readings import LONGEST_BRIDGED_GAP, Readings, daily_sums, linear_readings
from goalposts.inference.series import QuantilePoint, usable_days, window_level
from goalposts.inference.student import interval_quantile, two_sided_p
from goalposts.inference.weekdays import DAYS_OF_WEEK
from goalposts.model.bridging import LEAST_BRIDGED_DAYS, Factor
from goalposts.model.effects import Effect, Relative

if TYPE_CHECKING:
    from goalposts.inference.arrays import Flags, Floats
    from goalposts.inference.series import Kind, WindowSeries
    from goalposts.model.bridging import Scale

AGREED_DEGREES_OF_FREEDOM = 1000
"""Of a factor without any error, which is as good as known."""
_ROUNDING = 1e-12
"""Differences that vary by less, as a part of the readings, vary by rounding."""


def paired_factor(kind: Kind, scale: Scale, old: WindowSeries, new: WindowSeries) -> Factor | int | None:
    """Estimate how the new instrument's values differ from the old one's.

    Args:
        kind: how the KPI is formed from its daily numbers.
        scale: whether they are told apart by ratio or by difference.
        old: the days of the parallel run as the old instrument saw them.
        new: the same days as the new one saw them.

    Returns:
        The factor; the number of days that both saw where that is too small; None where no ratio can be formed.
    """
    both = usable_days(kind, old) & usable_days(kind, new)
    days = int(both.sum())
    if days < LEAST_BRIDGED_DAYS:
        return days
    windows = [_only(window, both) for window in (old, new)]
    before, after = (window_level(kind, window) for window in windows)
    if not (math.isfinite(before) and math.isfinite(after)) or (scale == "ratio" and not (before > 0 and after > 0)):
        return None
    old_readings, new_readings = (_readings(kind, scale, window) for window in windows)
    values = new_readings - old_readings
    estimate = math.log(after / before) if scale == "ratio" else after - before
    moments = old.days[both].astype(np.float64)
    starts = np.diff(moments, prepend=-np.inf) > 1 + LONGEST_BRIDGED_GAP
    is_constant = bool(np.ptp(values) <= _ROUNDING * np.abs(old_readings).max())
    fit = None if is_constant else fit_level(Readings(moments, values, starts), weekdays=False)
    if fit is None:
        return Factor(scale, estimate, 0.0, AGREED_DEGREES_OF_FREEDOM, days)
    return Factor(scale, estimate, fit.standard_error, fit.degrees_of_freedom, days)


def _only(window: WindowSeries, days: Flags) -> WindowSeries:
    """The same window with some days only, each of which gives a reading."""
    return evolve(window, closed=~days, regular=np.ones(DAYS_OF_WEEK, np.bool_))


def _readings(kind: Kind, scale: Scale, window: WindowSeries) -> Floats:
    """The linearised reading of every day; for a ratio as a part of the window's level."""
    values = linear_readings(kind, window, daily_sums(kind, window)).values
    return values / window_level(kind, window) if scale == "ratio" else values


def converted(factor: Factor, kind: Kind, window: WindowSeries, errors: float = 0.0) -> WindowSeries:
    """Turn what the old instrument measured into what the new one would have.

    Args:
        factor: from the parallel run.
        kind: how the KPI is formed from its daily numbers.
        window: as the old instrument measured it.
        errors: by how many of its standard errors the factor is moved.
    """
    if kind == "quantile":
        point = window.quantile_point()
        by = factor.applied(1.0, errors)
        anchor = None if point.anchor is None else point.anchor * by
        return evolve(window, quantile=QuantilePoint(point.value * by, point.density / by, point.probability, anchor))
    if factor.scale == "ratio":
        return evolve(window, numerator=window.numerator * factor.applied(1.0, errors))
    return evolve(window, numerator=window.numerator + factor.applied(0.0, errors) * window.denominator)


def with_factor(effect: Effect, factor: Factor, error: float, measurement: float) -> Effect:
    """Let an effect on a converted baseline carry the error of the conversion, and show what the instrument made.

    The two errors are independent, so their squares add up; the degrees of freedom are those of Satterthwaite 1946.
    The interval keeps its form: both of its ends move away from the estimate in the same proportion.

    Args:
        effect: of the evaluation against the converted baseline.
        factor: by which it was converted.
        error: by how much the effect moves when the factor moves by its standard error.
        measurement: converted minus measured baseline value.
    """
    parts = evolve(effect.parts, measurement=measurement)
    if not error > 0:
        return evolve(effect, parts=parts)
    own, added = effect.standard_error**2, error**2
    total = math.sqrt(own + added)
    degrees = math.floor(
        (own + added) ** 2 / (own**2 / effect.degrees_of_freedom + added**2 / factor.degrees_of_freedom)
    )
    wider = total / effect.standard_error
    widened = wider * interval_quantile(degrees) / interval_quantile(effect.degrees_of_freedom)
    relative = effect.relative
    return evolve(
        effect,
        standard_error=total,
        degrees_of_freedom=degrees,
        low=effect.estimate - widened * (effect.estimate - effect.low),
        high=effect.estimate + widened * (effect.high - effect.estimate),
        p_value=two_sided_p(_t_value(effect) / wider, degrees),
        relative=None
        if relative is None
        else Relative(
            relative.value,
            relative.value - widened * (relative.value - relative.low),
            relative.value + widened * (relative.high - relative.value),
        ),
        parts=parts,
    )


def _t_value(effect: Effect) -> float:
    """The effect in standard errors: of a logarithmic one, in those of the logarithm."""
    if effect.method.endswith("-log") and effect.relative is not None:
        return math.log1p(effect.relative.value) * effect.counterfactual / effect.standard_error
    return effect.estimate / effect.standard_error
