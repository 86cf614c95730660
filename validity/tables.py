"""Tables by month of parts that a rollout reaches in waves: what the product's comparisons say of them.

Parts share a walk, and each has AR(1) noise, a trend and a size of its own; readings are months.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
from goalposts.inference import PeriodReadings
from goalposts.inference.combined_waves import combined_waves
from goalposts.inference.difference import Differenced
from goalposts.inference.period_difference import PeriodPair, period_difference
from goalposts.inference.period_readings import DAYS_OF_PERIOD
from goalposts.inference.segment_effect import Levels, segment_effect
from goalposts.inference.staggered import NEVER, Panel, fit_staggered
from goalposts.model.effects import Effect
from goalposts.verdict.rungs.period_waves import BASE_PERIODS

from validity.arrays import Counts, Floats
from validity.processes import BURN_IN, autoregressive, generator

MONTHS: Final = 40
STARTS: Final = (24, 27, 30, NEVER)
"""Months, of 40, at which each fourth of the parts is reached; the last fourth never is."""
FEW_STARTS: Final = (24, 30, NEVER)
RHO, SHARED_STEP, EFFECT = 0.4, 0.3, 1.0
_LEVELS: Final = Levels(10.0, 10.0, 730, 487)


def drawn(starts: Counts, runs: int, effect: float) -> Iterator[Floats]:
    """Draw the values of parts by month, shape (parts, months); from its start on each is moved by the effect."""
    random, parts = generator(f"tables {starts.size} {effect}"), starts.size
    reached = np.arange(MONTHS) >= starts[:, np.newaxis]
    for _ in range(runs):
        shared = SHARED_STEP * random.standard_normal(MONTHS).cumsum()
        own = autoregressive(RHO, random.standard_normal((parts, BURN_IN + MONTHS)))
        yield 10 + shared + own + effect * reached


def by_months(parts: int, effect: float, runs: int) -> Iterator[Effect]:
    """Give the effect of parts that are reached in three waves, a fourth of them never; sizes are unequal."""
    starts = np.array([STARTS[part % len(STARTS)] for part in range(parts)])
    sizes = generator("sizes of tables").uniform(1.0, 4.0, parts)
    for values in drawn(starts, runs, effect):
        fit = fit_staggered(Panel(values, starts, sizes, base=BASE_PERIODS["month"]))
        assert fit is not None
        found = fit.estimate("group-time-effects-by-month")
        yield segment_effect(found, _LEVELS, logarithmic=False, volume_changed=False)


def by_few_months(effect: float, runs: int) -> Iterator[Effect]:
    """Give the joined effect of two waves of one part each, held against a part that is never reached."""
    for values in drawn(np.array(FEW_STARTS), runs, effect):
        waves = []
        for own, start in zip(values, FEW_STARTS[:-1], strict=False):
            step = period_difference(_pair(own, start), _pair(values[-1], start))
            assert isinstance(step, Differenced)
            waves.append(step.effect)
        yield combined_waves(waves, _LEVELS, logarithmic=False)


def _pair(values: Floats, start: int) -> PeriodPair:
    return PeriodPair(_window(values[:start], 0), _window(values[start:], start))


def _window(values: Floats, first: int) -> PeriodReadings:
    index, level = np.arange(first, first + values.size), float(values.mean())
    return PeriodReadings(
        "month", index, index * DAYS_OF_PERIOD["month"], values, level, level, np.ones(values.size), values.size, 0
    )
