"""S9: with five goals and nothing happening, any of them is called changed in about 5 of 100 projects."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from goalposts.inference import holm_adjusted

from validity.arrays import Floats
from validity.catalogue import HALF_YEAR_60
from validity.gate import Gate, Line, share
from validity.processes import BURN_IN, EVENT_SD, EVENTS_PER_DAY, OVERALL_MEAN, WEEK, Draws, autoregressive, generator
from validity.product import LEVEL, answers, windows

GOALS, SHARED = 5, 0.5
"""Half of the variance of a day's shock is shared by all goals."""
HIGH = 0.065


def p_values(runs: int) -> Floats:
    """Draw p-values of five goals that hang together, shape (runs, goals)."""
    process, random = HALF_YEAR_60, generator("several goals")
    shape = (runs, BURN_IN + process.length)
    common = autoregressive(process.rho, random.standard_normal(shape))
    columns = []
    for _ in range(GOALS):
        own = autoregressive(process.rho, random.standard_normal(shape))
        means = OVERALL_MEAN + WEEK[np.arange(process.length) % 7] + SHARED**0.5 * common + (1 - SHARED) ** 0.5 * own
        events = random.poisson(EVENTS_PER_DAY, means.shape)
        sums = events * means + np.sqrt(events) * EVENT_SD * random.standard_normal(means.shape)
        columns.append(answers("ratio", windows(Draws(process, sums, events, np.zeros(means.shape)))).p_value)
    return np.column_stack(columns)


def _lines(runs: int) -> Iterator[Line]:
    found = p_values(runs)
    adjusted = [holm_adjusted(row.tolist()) for row in found]
    rate = share(any(p_value is not None and p_value <= LEVEL for p_value in row) for row in adjusted)
    yield Line("any of five goals, counted together (Holm)", rate, runs, None, HIGH)
    yield Line("any of five goals, each by itself", share(found.min(axis=1) <= LEVEL), runs)


SEVERAL_GOALS = Gate("S9", "More goals do not make more false alarms.", _lines, 2000)
