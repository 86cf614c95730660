"""Student t for 95 % intervals and two-sided p-values."""

from __future__ import annotations

from scipy.special import stdtr, stdtrit

CONFIDENCE = 0.95


def interval_quantile(degrees_of_freedom: int) -> float:
    """Give the t quantile that a two-sided 95 % interval multiplies its standard error with."""
    return float(stdtrit(degrees_of_freedom, 0.5 + CONFIDENCE / 2))


def two_sided_p(t_value: float, degrees_of_freedom: int) -> float:
    """Give the probability of a t at least so far from zero."""
    return float(2.0 * stdtr(degrees_of_freedom, -abs(t_value)))
