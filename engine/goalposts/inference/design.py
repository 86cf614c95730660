"""The columns of the regression: intercept, go-live step, trend, weekdays, the year if seen whole, and influences."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from attrs import frozen

from goalposts.inference.weekdays import weekday_of

if TYPE_CHECKING:
    from goalposts.inference.arrays import Flags, Floats

INTERCEPT, STEP, TREND = 0, 1, 2
"""Columns of a step design; then come the season, and last the influences."""

DAYS_OF_YEAR = 365.2425
LEVEL_NAME, STEP_NAME, TREND_NAME = "level", "step", "trend"
YEAR_NAMES = ("year sine", "year cosine")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@frozen
class Season:
    """Which seasons a design holds: days of the week, and one annual sine and cosine."""

    weekdays: bool
    annual: bool


@frozen(eq=False)
class Design:
    """A step design: `matrix`, shape (T, k), with the names of its columns.

    Attributes:
        names: of the columns that are no influence.
        season_end: the column after the last of the season.
        influences: the names of the columns from there on.
    """

    matrix: Floats
    names: tuple[str, ...]
    season_end: int
    influences: tuple[str, ...] = ()

    @property
    def all_names(self) -> tuple[str, ...]:
        """The name of every column."""
        return (*self.names, *(f"influence: {name}" for name in self.influences))


def step_design(moments: Floats, evaluation: Flags, season: Season) -> Design:
    """Give the design of a go-live step; the trend is in units of the whole span."""
    since_start = moments - moments[0]
    columns = [np.ones(moments.size), evaluation.astype(np.float64), since_start / since_start[-1]]
    seasonal = _seasonal_columns(moments, season)
    names = (LEVEL_NAME, STEP_NAME, TREND_NAME, *seasonal)
    return Design(np.column_stack([*columns, *seasonal.values()]), names, len(names))


def level_design(moments: Floats, season: Season) -> Floats:
    """Give the design of one window's level, shape (T, 1 + seasonal columns)."""
    return np.column_stack([np.ones(moments.size), *_seasonal_columns(moments, season).values()])


def _seasonal_columns(moments: Floats, season: Season) -> dict[str, Floats]:
    columns: dict[str, Floats] = {}
    if season.weekdays:
        weekday = weekday_of(moments.astype(np.int64))
        for present in np.unique(weekday)[1:]:
            columns[_WEEKDAYS[present]] = (weekday == present).astype(np.float64)
    if season.annual:
        angle = 2.0 * np.pi * moments / DAYS_OF_YEAR
        columns |= dict(zip(YEAR_NAMES, (np.sin(angle), np.cos(angle)), strict=True))
    return columns
