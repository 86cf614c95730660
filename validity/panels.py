"""Panels of units of which some get the rollout, and the cluster-robust errors that mislead when those are few."""

from __future__ import annotations

import numpy as np
from scipy.stats import t as student

from validity.arrays import Flags, Floats
from validity.processes import BURN_IN, DAYS_OF_YEAR, SAMPLING_SD, autoregressive, generator
from validity.product import LEVEL

BEFORE, AFTER = 60, 60


def panel(units: int, runs: int) -> Floats:
    """Draw daily means of units on which nothing happens: shared shocks, a yearly wave, and shocks of their own."""
    random, length = generator(f"panel {units}"), BEFORE + AFTER
    common = autoregressive(0.5, random.standard_normal((runs, 1, BURN_IN + length)).reshape(runs, -1))
    own = autoregressive(0.5, random.standard_normal((runs * units, BURN_IN + length))).reshape(runs, units, length)
    wave = np.sin(2 * np.pi * np.arange(length) / DAYS_OF_YEAR)
    noise = SAMPLING_SD * random.standard_normal(own.shape)
    found: Floats = own + noise + (common + wave)[:, np.newaxis, :]
    return found


def cluster_robust(treated: int, controls: int, runs: int) -> Flags:
    """Two-way fixed effects with cluster-robust errors (CR1) and Student's t of units - 1; shape (runs,)."""
    units = treated + controls
    estimate, variance = two_way(panel(units, runs), treated)
    flags: Flags = np.abs(estimate) > student.ppf(1 - LEVEL / 2, units - 1) * np.sqrt(variance)
    return flags


def two_way(values: Floats, treated: int) -> tuple[Floats, Floats]:
    """Estimate the effect on the first `treated` units, and its CR1 variance; `values` is (runs, units, days)."""
    _, units, length = values.shape
    got = (np.arange(units) < treated) - treated / units
    post = (np.arange(length) >= BEFORE) - AFTER / length
    regressor = np.outer(got, post)
    power = (regressor**2).sum()
    centred = values - values.mean(axis=1, keepdims=True) - values.mean(axis=2, keepdims=True)
    centred = centred + values.mean(axis=(1, 2), keepdims=True)
    estimate: Floats = (centred * regressor).sum(axis=(1, 2)) / power
    residuals = centred - estimate[:, np.newaxis, np.newaxis] * regressor
    scores = (residuals * regressor).sum(axis=2)
    rows, parameters = units * length, units + length
    small = units / (units - 1) * (rows - 1) / (rows - parameters)
    variance: Floats = small * (scores**2).sum(axis=1) / power**2
    return estimate, variance
