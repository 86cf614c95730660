"""Answers of all engines in one shape, and the comparison that comes before every timing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import sqrt
from typing import Any, Final

import numpy as np
from attrs import frozen
from calls import DAY_MICROSECONDS, DAYS, FIRST_INSTANT
from measures import Statistic
from numpy.typing import NDArray

Grid = NDArray[Any]
Answers = Mapping[Statistic, Grid]
"""One array of shape (days, slices) for every statistic; 0 where no row is."""

_ROUNDING: Final = 1e-9


@frozen(eq=False)
class Form:
    """One way to ask an engine.

    Attributes:
        run: what is timed.
        read: turns what was given into answers; not timed.
        error: how far off its quantiles or distinct numbers may be on average, relatively; 0 for exact ones.
    """

    run: Callable[[], Any]
    read: Callable[[Any], Answers]
    error: float = 0.0


def grid(days: Grid, slices: Grid, values: Grid, queues: int) -> Grid:
    """Put values of some days, numbered from the first, and slices into their places."""
    made = np.zeros((DAYS, queues), values.dtype)
    made[days, slices] = values
    return made


def day_places(days: Grid) -> Grid:
    """Days since 1970 as places in the year."""
    return days.astype(np.int64) - FIRST_INSTANT // DAY_MICROSECONDS


def differences(form: Form, found: Answers, wanted: Answers) -> list[Statistic]:
    """The statistics in which an engine differs from what is right."""
    return [statistic for statistic, values in wanted.items() if not _same(statistic, found[statistic], values, form)]


def _same(statistic: Statistic, found: Grid, wanted: Grid, form: Form) -> bool:
    if statistic.kind == "count":
        return bool((found == wanted).all())
    if statistic.kind in {"sum", "squares"}:
        return np.allclose(found, wanted, rtol=_ROUNDING, atol=1e-6)
    # a mean error over few cells may be larger by chance
    cells = max(int((wanted > 0).sum()), 1)
    allowed = form.error * (1 + 3 / sqrt(cells)) + 1e-12
    return bool((found[wanted == 0] == 0).all()) and mean_error(found, wanted) <= allowed


def mean_error(found: Grid, wanted: Grid) -> float:
    """How far numbers are off, relatively, on average over the cells that have any."""
    cells = wanted > 0
    return float(np.mean(np.abs(found[cells] / wanted[cells] - 1))) if cells.any() else 0.0
