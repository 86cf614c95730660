"""The simulated rollouts of stats 5.1: daily means of about 180 events, in which nothing happens at go-live.

A day's true mean = weekday season + trend + shock of that day; the mean of the day's events adds sampling noise of
sd 0.39. Everything is in units of the day shock's standard deviation, "sd". All runs of a process are drawn at once,
shape (runs, days), each process from random numbers of its own.
"""

from __future__ import annotations

import math

import numpy as np
from attrs import field, frozen
from scipy.signal import lfilter

from validity.arrays import Counts, Floats

EVENTS_PER_DAY = 180.0
SAMPLING_SD = 0.39
EVENT_SD = SAMPLING_SD * math.sqrt(EVENTS_PER_DAY)
WEEK = np.array([0.45, 0.9, 1.35, 0.45, -0.45, -1.35, -1.35])
OVERALL_MEAN = 10.0
FIRST_DAY = 20_000
DAYS_OF_YEAR = 365.2425
BURN_IN = 300
SEED = 20_261_005


@frozen
class Process:
    """A series before and after a go-live that does nothing.

    Attributes:
        name: short, for tables; it also picks the random numbers.
        text: what it is, in plain words.
        rho: how much of a day's shock is left the day after.
        trend: rise over the whole span, in sd.
        drift: sd of the daily step of a random walk that is added.
        annual: amplitude of a yearly wave, with a phase of chance.
        spread_after: factor of the shocks' sd after the go-live.
        memory: order of fractional integration of the shocks, instead of `rho`; 0 for none.
        nasty: shocks of heavy tails (t3), four spikes of four sd, and overdispersed volumes.
        missing: holes without rows, of 1, 2, 4 and 6 days at random places of the baseline, and of 5 days after it.
        ramp_up: days between the two windows that neither holds.
    """

    name: str
    text: str
    baseline_days: int = 60
    evaluation_days: int = 60
    rho: float = field(default=0.5, kw_only=True)
    trend: float = field(default=0.0, kw_only=True)
    drift: float = field(default=0.0, kw_only=True)
    annual: float = field(default=0.0, kw_only=True)
    spread_after: float = field(default=1.0, kw_only=True)
    memory: float = field(default=0.0, kw_only=True)
    nasty: bool = field(default=False, kw_only=True)
    missing: bool = field(default=False, kw_only=True)
    ramp_up: int = field(default=0, kw_only=True)

    @property
    def length(self) -> int:
        """All days, the ramp-up too."""
        return self.baseline_days + self.ramp_up + self.evaluation_days

    @property
    def resumes(self) -> int:
        """Position of the first day of the evaluation."""
        return self.baseline_days + self.ramp_up


@frozen(eq=False)
class Draws:
    """Runs of a process, each array of shape (runs, days).

    Attributes:
        sums: sum of the day's values; events: how many values; squares: their squared distances from the day's mean.
    """

    process: Process
    sums: Floats
    events: Counts
    squares: Floats

    @property
    def means(self) -> Floats:
        """Daily means; a process with missing days has none on those."""
        return self.sums / self.events


def generator(name: str) -> np.random.Generator:
    """Give a name its own fixed stream of random numbers."""
    return np.random.default_rng([SEED, *name.encode()])


def draw(process: Process, runs: int, effect: float = 0.0) -> Draws:
    """Draw runs of a process; `effect` sd are added to every day of the evaluation."""
    random, shape = generator(process.name), (runs, process.length)
    days = np.arange(process.length)
    means = OVERALL_MEAN + WEEK[days % 7] + process.trend * days / process.length + _shocks(process, runs, random)
    means[:, process.resumes :] += effect
    if process.drift:
        means += np.cumsum(process.drift * random.standard_normal(shape), axis=1)
    if process.annual:
        phase = random.uniform(0.0, 2.0 * np.pi, (runs, 1))
        means += process.annual * np.sin(2.0 * np.pi * days / DAYS_OF_YEAR + phase)
    if process.nasty:
        means += _spikes(shape, random)
    events = _volumes(process, shape, random)
    sums = events * means + np.sqrt(events) * EVENT_SD * random.standard_normal(shape)
    squares = EVENT_SD**2 * random.chisquare(np.maximum(events - 1, 1))
    return Draws(process, sums, events, squares)


def autoregressive(rho: float, innovations: Floats) -> Floats:
    """Turn innovations of unit variance, shape (runs, BURN_IN + days), into AR(1) shocks of unit variance."""
    shocks: Floats = lfilter([math.sqrt(1 - rho * rho)], [1.0, -rho], innovations, axis=1)[:, BURN_IN:]
    return shocks


def _shocks(process: Process, runs: int, random: np.random.Generator) -> Floats:
    shape = (runs, BURN_IN + process.length)
    innovations = random.standard_t(3, shape) / math.sqrt(3) if process.nasty else random.standard_normal(shape)
    shocks = _long_memory(process.memory, innovations) if process.memory else autoregressive(process.rho, innovations)
    shocks[:, process.resumes :] *= process.spread_after
    return shocks


def _long_memory(order: float, innovations: Floats) -> Floats:
    """Fractionally integrated noise of unit variance (Hosking 1981); the sum is cut where the series starts."""
    steps = np.arange(1, innovations.shape[1])
    weights = np.concatenate([[1.0], np.cumprod((steps - 1 + order) / steps)])
    sd = math.sqrt(math.gamma(1 - 2 * order)) / math.gamma(1 - order)
    shocks: Floats = lfilter(weights / sd, [1.0], innovations, axis=1)[:, BURN_IN:]
    return shocks


def _spikes(shape: tuple[int, int], random: np.random.Generator) -> Floats:
    spikes = np.zeros(shape)
    for row in spikes:
        row[random.choice(row.size, 4, replace=False)] = 4.0 * random.choice([-1.0, 1.0], 4)
    return spikes


def _volumes(process: Process, shape: tuple[int, int], random: np.random.Generator) -> Counts:
    if process.nasty:
        return random.negative_binomial(10, 10 / (10 + EVENTS_PER_DAY), shape).clip(20)
    events = random.poisson(EVENTS_PER_DAY, shape)
    if process.missing:
        for row in events:
            for length in (1, 2, 4, 6):
                start = random.integers(1, process.baseline_days - length)
                row[start : start + length] = 0
            start = random.integers(process.resumes + 1, process.length - 5)
            row[start : start + 5] = 0
    return events
