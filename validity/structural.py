"""A structural forecast of the days after go-live from the days before, its level pinned: what CausalImpact does.

Daily mean = level (a random walk of sd 0.01 times the series' own sd, the default prior of R's CausalImpact) + fixed
weekdays + independent noise. Only the noise is estimated, by the likelihood that is left when level and weekdays are
not known beforehand; the mean of the days after is then forecast, and compared with what came. Equal to statsmodels'
UnobservedComponents with that level variance fixed, which a test shows; all runs of a design at once are faster.
"""

from __future__ import annotations

import numpy as np
from scipy.stats import norm

from validity.arrays import Floats

LEVEL_SD = 0.01
_GRID = np.exp(np.linspace(np.log(0.05), np.log(1.5), 120))
"""Candidate noise sds, in sds of the series; the best one is then refined by a parabola."""


def pinned_level_p(before: Floats, after: Floats) -> Floats:
    """Give two-sided p-values of "nothing changed", shape (runs,), from daily means, each of shape (runs, days)."""
    change, sd = forecast_error(before, after)
    p_values: Floats = 2 * norm.sf(np.abs(change) / sd)
    return p_values


def forecast_error(before: Floats, after: Floats) -> tuple[Floats, Floats]:
    """Give mean minus forecast mean of the days after, and the forecast's sd, both of shape (runs,)."""
    scale = before.std(axis=1, ddof=1)
    noise = noise_sd(before / scale[:, np.newaxis])
    cut, length = before.shape[1], before.shape[1] + after.shape[1]
    days = np.arange(length)
    walk = LEVEL_SD**2 * np.minimum.outer(days, days).astype(float)
    design = _weekdays(length)
    target = np.concatenate([np.zeros(cut), np.full(length - cut, 1.0 / (length - cut))])
    changes, sds = [], []
    for run, sd in enumerate(noise):
        covariance = walk + sd**2 * np.eye(length)
        known, cross = covariance[:cut, :cut], covariance[:cut] @ target
        weighted = np.linalg.solve(known, np.column_stack([design[:cut], cross, before[run]]))
        information = np.linalg.inv(design[:cut].T @ weighted[:, :-2])
        coefficients = information @ (design[:cut].T @ weighted[:, -1])
        lacking = target @ design - cross @ weighted[:, :-2]
        forecast = lacking @ coefficients + cross @ weighted[:, -1]
        variance = target @ covariance @ target - cross @ weighted[:, -2] + lacking @ information @ lacking
        changes.append(after[run].mean() - forecast)
        sds.append(np.sqrt(variance))
    return np.array(changes), np.array(sds) * scale


def noise_sd(series: Floats) -> Floats:
    """Estimate the noise's sd by restricted likelihood, in sds of the series; shape (runs,)."""
    length = series.shape[1]
    days = np.arange(length)
    complete, _ = np.linalg.qr(_weekdays(length), mode="complete")
    free = complete[:, 7:]  # what neither level nor weekdays explain
    walk = free.T @ (LEVEL_SD**2 * np.minimum.outer(days, days)) @ free
    powers, axes = np.linalg.eigh(walk)
    squares = ((series @ free) @ axes) ** 2
    variances = powers + _GRID[:, np.newaxis] ** 2
    likelihood = -0.5 * (np.log(variances).sum(axis=1) + squares @ (1 / variances).T)
    best = likelihood.argmax(axis=1).clip(1, _GRID.size - 2)
    rows = np.arange(len(series))
    left, middle, right = (likelihood[rows, best + step] for step in (-1, 0, 1))
    shift = 0.5 * (left - right) / (left - 2 * middle + right)
    refined: Floats = _GRID[best] * (_GRID[1] / _GRID[0]) ** shift.clip(-1, 1)
    return refined


def _weekdays(length: int) -> Floats:
    days = np.arange(length)
    return np.column_stack([np.ones(length), *((days % 7 == weekday).astype(float) for weekday in range(1, 7))])
