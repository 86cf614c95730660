"""Builders of windows, and plain twins of what the engine does with matrices."""

from __future__ import annotations

import numpy as np
from attrs import evolve
from goalposts.inference import QuantilePoint, WindowSeries

MONDAY = 20_003  # 2024-10-07
NILE = np.array(
    [
        *(
            1120,
            1160,
            963,
            1210,
            1160,
            1160,
            813,
            1230,
            1370,
            1140,
            995,
            935,
            1110,
            994,
            1020,
            960,
            1180,
            799,
            958,
            1140,
        ),
        *(1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840, 874, 694, 940, 833, 701, 916, 692, 1020, 1050, 969),
        *(831, 726, 456, 824, 702, 1120, 1100, 832, 764, 821, 768, 845, 864, 862, 698, 845, 744, 796, 1040, 759),
        *(781, 865, 845, 944, 984, 897, 822, 1010, 771, 676, 649, 846, 812, 742, 801, 1040, 860, 874, 848, 890),
        *(744, 749, 838, 1050, 918, 986, 797, 923, 975, 815, 1020, 906, 901, 1170, 912, 746, 919, 718, 714, 740),
    ],
    dtype=float,
)


def window(sums, counts=100, *, first_day=MONDAY, closed=(), without_rows=()):
    """Make a window of daily sums; `closed` and `without_rows` are positions."""
    sums = np.array(sums, dtype=float)
    counts = np.array(np.broadcast_to(counts, sums.shape), dtype=np.int64)
    days = first_day + np.arange(sums.size)
    is_closed = np.isin(np.arange(sums.size), list(closed))
    empty = np.isin(np.arange(sums.size), list(without_rows))
    sums[empty], counts[empty] = 0.0, 0
    return WindowSeries(days, sums, counts.astype(float), counts, counts.copy(), is_closed)


def noisy_pair(baseline_days=60, evaluation_days=42, *, step=0.0, ramp_up=0, seed=1, base=50.0, noise=1.0):
    """Make two windows whose daily means are noise around `base`, and `step` more after the go-live."""
    random = np.random.default_rng(seed)
    length = baseline_days + evaluation_days
    means = base + noise * random.standard_normal(length) + step * (np.arange(length) >= baseline_days)
    counts = random.poisson(100, length) + 20
    before = window(means[:baseline_days] * counts[:baseline_days], counts[:baseline_days])
    first_day = MONDAY + baseline_days + ramp_up
    return before, window(means[baseline_days:] * counts[baseline_days:], counts[baseline_days:], first_day=first_day)


def weekend_closed(series):
    """Take the rows off Saturdays and Sundays."""
    weekday = (series.days + 3) % 7
    kept = weekday < 5
    return evolve(
        series,
        numerator=series.numerator * kept,
        denominator=series.denominator * kept,
        events=series.events * kept,
        stream_rows=series.stream_rows * kept,
    )


def quantile_window(below, counts):
    """Make a window whose 90th percentile is 20, out of events below it and events a day."""
    return evolve(window(below, counts), quantile=QuantilePoint(value=20.0, density=0.02, probability=0.9))


def chain_starts(length, *others):
    """Flag the first reading, and the others given, as starts of a chain."""
    starts = np.zeros(length, dtype=bool)
    starts[[0, *others]] = True
    return starts


def autoregressive_covariance(length, rho, starts):
    """Covariance of AR(1) chains with unit innovations, element by element."""
    chain = np.cumsum(starts)
    lag = np.abs(np.subtract.outer(np.arange(length), np.arange(length)))
    return np.where(chain[:, None] == chain[None, :], rho**lag, 0.0) / (1 - rho * rho)
