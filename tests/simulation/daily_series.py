"""The data-generating process of stats 5.1: daily means of about 180 events in which nothing happens at go-live.

Day mean = weekday season + trend + AR(1) shock of sd 1 + spikes; the mean of the day's events adds sampling noise of
sd 0.39. Everything is in units of the shock's sd. "nasty" takes t3 shocks, four spikes of +-4 and negative-binomial
volumes.
"""

from __future__ import annotations

import numpy as np
from attrs import frozen
from goalposts.inference import WindowSeries
from scipy.signal import lfilter

EVENTS_PER_DAY = 180.0
EVENT_SD = 0.39 * EVENTS_PER_DAY**0.5
WEEKDAY_SEASON = np.array([0.45, 0.9, 1.35, 0.45, -0.45, -1.35, -1.35])
OVERALL_MEAN = 10.0
BURN_IN = 100
FIRST_DAY = 20_000
SEED = 20_261_005


@frozen
class Scenario:
    """A before/after series without an effect; `trend` is the rise over the whole span in shock sd."""

    name: str
    baseline_days: int = 60
    evaluation_days: int = 60
    rho: float = 0.5
    trend: float = 0.0
    nasty: bool = False


CORE = (
    Scenario("rho 0.3", rho=0.3),
    Scenario("rho 0.5"),
    Scenario("rho 0.8", rho=0.8),
    Scenario("trend 1 sd", trend=1.0),
    Scenario("nasty", nasty=True),
    Scenario("182/28", 182, 28),
    Scenario("rho 0.8 182/60", 182, 60, rho=0.8),
    Scenario("rho 0.8 364/60", 364, 60, rho=0.8),
    Scenario("56/28", 56, 28),
    Scenario("28/28", 28, 28),
    Scenario("28/14", 28, 14),
)


def generator(name: str) -> np.random.Generator:
    """Give a scenario its own fixed stream of random numbers."""
    return np.random.default_rng([SEED, *name.encode()])


def simulate(scenario: Scenario, random: np.random.Generator) -> tuple[WindowSeries, WindowSeries]:
    """Draw one baseline and one evaluation window."""
    length = scenario.baseline_days + scenario.evaluation_days
    means = day_means(scenario, length, random)
    events = volumes(scenario, length, random)
    sums = events * means + np.sqrt(events) * EVENT_SD * random.standard_normal(length)
    cut = scenario.baseline_days
    return window(FIRST_DAY, sums[:cut], events[:cut]), window(FIRST_DAY + cut, sums[cut:], events[cut:])


def day_means(scenario: Scenario, length: int, random: np.random.Generator) -> np.ndarray:
    """Draw the true mean of each day, before the events' sampling noise."""
    moments = np.arange(length)
    means = OVERALL_MEAN + WEEKDAY_SEASON[moments % 7] + scenario.trend * moments / length
    means = means + shocks(scenario, length, random)
    if scenario.nasty:
        means[random.choice(length, 4, replace=False)] += 4.0 * random.choice([-1.0, 1.0], 4)
    return means


def shocks(scenario: Scenario, length: int, random: np.random.Generator) -> np.ndarray:
    """Draw a stationary AR(1) of sd 1, normal or with t3 innovations."""
    count = length + BURN_IN
    innovations = random.standard_t(3, count) / 3**0.5 if scenario.nasty else random.standard_normal(count)
    return lfilter([(1 - scenario.rho**2) ** 0.5], [1.0, -scenario.rho], innovations)[BURN_IN:]


def volumes(scenario: Scenario, length: int, random: np.random.Generator) -> np.ndarray:
    """Draw the events per day: Poisson, or negative binomial with a variance of mean + mean^2 / 10."""
    if scenario.nasty:
        return random.negative_binomial(10, 10 / (10 + EVENTS_PER_DAY), length).clip(20)
    return random.poisson(EVENTS_PER_DAY, length)


def window(first_day: int, sums: np.ndarray, events: np.ndarray) -> WindowSeries:
    """Make a window of a ratio KPI out of daily sums and counts."""
    days = first_day + np.arange(events.size)
    closed = np.zeros(events.size, dtype=bool)
    return WindowSeries(days, sums, events.astype(np.float64), events, events, closed)
