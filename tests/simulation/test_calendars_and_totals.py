"""Beyond S1: what the core series leave out - totals, ramp-ups, closed weekends, and readings by week."""

from __future__ import annotations

import numpy as np
import pytest
from attrs import frozen
from goalposts.inference import WindowSeries, step_effect
from scipy.stats import binom
from simulation.daily_series import FIRST_DAY, Scenario, generator, shocks

RUNS = 300
HIGHEST_TRUE_RATE = 0.08
WEEK = np.array([0.2, 0.1, 0.0, 0.0, 0.1, -0.6, -0.9])
SHOCK_SD = 0.1


@frozen
class Calendar:
    """Counts of events in which nothing happens, with the method that they must be read by."""

    name: str
    kind: str
    method: str
    ramp_up: int = 0
    open_weekdays: int = 7
    events_per_day: float = 200.0
    days: tuple[int, int] = (84, 56)


CALENDARS = (
    Calendar("totals", "total", "its-ewc-daily-log"),
    Calendar("totals after a ramp-up", "total", "its-ewc-daily-log", ramp_up=14),
    Calendar("shares without weekends after a ramp-up", "ratio", "its-ewc-daily", ramp_up=21, open_weekdays=5),
    Calendar("sparse shares", "ratio", "its-ewc-weekly", events_per_day=2.0),
    Calendar("sparse totals", "total", "its-ewc-weekly-log", events_per_day=2.0, days=(182, 84)),
)


def simulate(calendar: Calendar, random: np.random.Generator) -> tuple[WindowSeries, WindowSeries]:
    """Draw daily counts with a multiplicative week and AR(1) shocks, and how many of them are successes."""
    before, after = calendar.days
    length = before + calendar.ramp_up + after
    shock = shocks(Scenario(calendar.name), length, random)
    is_open = np.arange(length) % 7 < calendar.open_weekdays
    events = random.poisson(calendar.events_per_day * np.exp(WEEK[np.arange(length) % 7] + SHOCK_SD * shock)) * is_open
    successes = random.binomial(events, 0.5 + 0.1 * np.tanh(shock)).astype(float)
    numerator = events.astype(float) if calendar.kind == "total" else successes
    stream_rows = (events + 5) * is_open
    windows = slice(0, before), slice(before + calendar.ramp_up, length)
    return tuple(
        WindowSeries(
            days=FIRST_DAY + np.arange(length)[window],
            numerator=numerator[window],
            denominator=events[window].astype(float),
            events=events[window],
            stream_rows=stream_rows[window],
            closed=np.zeros(length, dtype=bool)[window],
        )
        for window in windows
    )


@pytest.mark.parametrize("calendar", CALENDARS, ids=lambda calendar: calendar.name)
def test_false_alarms_stay_inside_a_binomial_band(calendar):
    """A rate of at most 8 % passes in 999 of 1000 runs of this test."""
    random = generator(calendar.name)
    effects = [step_effect(calendar.kind, *simulate(calendar, random)) for _ in range(RUNS)]
    assert {effect.method for effect in effects} == {calendar.method}
    assert sum(effect.p_value < 0.05 for effect in effects) <= binom.ppf(0.999, RUNS, HIGHEST_TRUE_RATE)
