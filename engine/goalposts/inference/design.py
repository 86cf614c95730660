"""The columns of the regression: intercept, go-live step, trend, weekdays, and the year once it was seen whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from attrs import frozen

from goalposts.inference.weekdays import weekday_of

if TYPE_CHECKING:
    from goalposts.inference.arrays import Flags, Floats

INTERCEPT, STEP, TREND = 0, 1, 2
"""Columns of a step design; every further column is season."""

DAYS_OF_YEAR = 365.2425


@frozen
class Season:
    """Which seasons a design holds: days of the week, and one annual sine and cosine."""

    weekdays: bool
    annual: bool


def step_design(moments: Floats, evaluation: Flags, season: Season) -> Floats:
    """Give the design of a go-live step, shape (T, 3 + seasonal columns); the trend is in units of the whole span."""
    since_start = moments - moments[0]
    columns = [np.ones(moments.size), evaluation.astype(np.float64), since_start / since_start[-1]]
    return np.column_stack([*columns, *_seasonal_columns(moments, season)])


def level_design(moments: Floats, season: Season) -> Floats:
    """Give the design of one window's level, shape (T, 1 + seasonal columns)."""
    return np.column_stack([np.ones(moments.size), *_seasonal_columns(moments, season)])


def _seasonal_columns(moments: Floats, season: Season) -> list[Floats]:
    columns: list[Floats] = []
    if season.weekdays:
        weekday = weekday_of(moments.astype(np.int64))
        columns += [(weekday == present).astype(np.float64) for present in np.unique(weekday)[1:]]
    if season.annual:
        angle = 2.0 * np.pi * moments / DAYS_OF_YEAR
        columns += [np.sin(angle), np.cos(angle)]
    return columns
