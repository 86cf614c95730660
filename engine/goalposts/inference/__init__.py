"""Inference: what a go-live did to a KPI, and how sure that is.

The estimator is ITS-EWC: days are the unit, never events; the trend is always in; gates refuse rather than
guess. `stats 1.2` in docstrings is section 1.2 of docs/statistics.md.
"""

from __future__ import annotations

from goalposts.inference.benjamini_hochberg import benjamini_hochberg_adjusted
from goalposts.inference.calendar_periods import by_period, period_between
from goalposts.inference.conclude import level, step_effect
from goalposts.inference.holm import holm_adjusted
from goalposts.inference.period_readings import PeriodReadings, period_effect, period_level
from goalposts.inference.series import Kind, QuantilePoint, WindowSeries

__all__ = [
    "Kind",
    "PeriodReadings",
    "QuantilePoint",
    "WindowSeries",
    "benjamini_hochberg_adjusted",
    "by_period",
    "holm_adjusted",
    "level",
    "period_between",
    "period_effect",
    "period_level",
    "step_effect",
]
