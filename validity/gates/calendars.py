"""S1 for what the core series leave out: days without rows, ramp-ups, totals read as logarithms or by week."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from attrs import field, frozen
from goalposts.inference import WindowSeries

from validity.catalogue import GAPS, GAPS_STICKY, RAMP_UP
from validity.gate import Gate, Line, share
from validity.processes import BURN_IN, FIRST_DAY, autoregressive, generator
from validity.product import answers, measured

LOW, HIGH = 0.02, 0.08
COVER_LOW, COVER_HIGH = 0.92, 0.975
SHOCK_SD = 0.1
BUSY_WEEK = np.array([0.2, 0.1, 0.0, 0.0, 0.1, -0.6, -0.9])


@frozen
class Counted:
    """Events counted a day: a busy weekday doubles them, and a day's shock is a factor."""

    name: str
    per_day: float = field(kw_only=True)
    baseline_days: int = field(default=182, kw_only=True)
    evaluation_days: int = field(default=84, kw_only=True)
    rho: float = field(default=0.5, kw_only=True)


TOTALS = (
    Counted("totals, 200 a day", per_day=200.0),
    Counted("totals, 200 a day, sticky", per_day=200.0, rho=0.8),
    Counted("totals, 2 a day: read by week", per_day=2.0),
)
TENTH_MORE = 0.1
"""Logarithm of the factor on the totals whose coverage is tried."""


def _windows(counted: Counted, runs: int, effect: float) -> Iterator[tuple[WindowSeries, WindowSeries]]:
    random, length = generator(f"{counted.name} {effect}"), counted.baseline_days + counted.evaluation_days
    shocks = SHOCK_SD * autoregressive(counted.rho, random.standard_normal((runs, BURN_IN + length)))
    after, days = np.arange(length) >= counted.baseline_days, np.arange(length)
    for shock in shocks:
        totals = random.poisson(counted.per_day * np.exp(BUSY_WEEK[days % 7] + shock + effect * after))
        before, since = (
            WindowSeries(
                FIRST_DAY + days[span],
                totals[span].astype(float),
                np.ones(days[span].size),
                totals[span],
                totals[span] + 5,
                np.zeros(days[span].size, dtype=np.bool_),
            )
            for span in (slice(0, counted.baseline_days), slice(counted.baseline_days, length))
        )
        yield before, since


def _lines(runs: int) -> Iterator[Line]:
    for process in (GAPS, RAMP_UP, GAPS_STICKY):
        yield Line(process.name, share(measured(process, runs).found), runs, LOW, HIGH)
    fewer = max(runs // 4, 1)
    for counted in TOTALS:
        pairs = list(_windows(counted, fewer, 0.0))
        yield Line(counted.name, share(answers("total", pairs).found), fewer, LOW, HIGH)
        pairs = list(_windows(counted, fewer, TENTH_MORE))
        truth = np.array([after.numerator.mean() for _, after in pairs]) * -np.expm1(-TENTH_MORE)
        held = answers("total", pairs).cover(truth)
        yield Line(f"{counted.name}: range holds the truth", share(held), fewer, COVER_LOW, COVER_HIGH)


CALENDARS = Gate(
    "S15",
    "Holes, ramp-ups and totals keep the error rates.",
    _lines,
    4000,
    "Sticky days after a ramp-up come near the upper edge. A first run of 1000 gave 8.3 %, by chance beyond the edge, "
    "which is why these series are tried four times as often. Without the days at the go-live the effect rests on slow "
    "movements alone, and of those few are seen.",
)
