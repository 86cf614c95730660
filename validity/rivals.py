"""Other ways to answer the same question, on the same series. They exist here only; the product has none of them.

Each takes the runs of a process and flags those in which it calls an effect real at 5 %, shape (runs,). Windows of
these processes have rows every day. `LEVEL` designs hold an intercept, the go-live step and the weekdays; `TRENDED`
ones a linear trend too.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Final

import numpy as np
from goalposts.inference.regression import fit_regression
from scipy.linalg import toeplitz
from scipy.stats import norm
from scipy.stats import t as student

from validity.arrays import Flags, Floats
from validity.processes import SAMPLING_SD, Draws, Process
from validity.product import LEVEL, measured
from validity.structural import pinned_level_p

STEP: Final = 1


def welch_on_events(draws: Draws) -> Flags:
    """Compare the two heaps of events by Welch's t, as if every event were a draw of its own."""
    cut = draws.process.resumes
    sides = []
    for span in (slice(0, draws.process.baseline_days), slice(cut, None)):
        events, sums = draws.events[:, span], draws.sums[:, span]
        count, mean = events.sum(axis=1), sums.sum(axis=1) / events.sum(axis=1)
        between = (events * (sums / events - mean[:, np.newaxis]) ** 2).sum(axis=1)
        sides.append((count, mean, (draws.squares[:, span].sum(axis=1) + between) / (count - 1)))
    return _welch(*sides[0], *sides[1])


def welch_on_days(draws: Draws) -> Flags:
    """Compare the daily means by Welch's t, as if days did not hang together."""
    before, after = _windows_of(draws)
    sides = [
        (np.full(len(side), side.shape[1]), side.mean(axis=1), side.var(axis=1, ddof=1)) for side in (before, after)
    ]
    return _welch(*sides[0], *sides[1])


def weekday_regression(draws: Draws) -> Flags:
    """Least squares on step and weekdays, the errors taken for independent."""
    values, design = draws.means, design_of(draws.process, trended=False)
    coefficients, residuals = least_squares(values, design)
    freedom = design.shape[0] - design.shape[1]
    variance = (residuals**2).sum(axis=1) / freedom * np.linalg.inv(design.T @ design)[STEP, STEP]
    return _beyond(coefficients[:, STEP], variance, float(student.ppf(1 - LEVEL / 2, freedom)))


def newey_west(draws: Draws) -> Flags:
    """The same regression with Newey and West's errors, the usual cure: Bartlett weights, 0.75 T^(1/3) lags, normal."""
    return _newey_west(draws, trended=False)


def newey_west_trended(draws: Draws) -> Flags:
    """Newey and West's errors with a linear trend in the regression."""
    return _newey_west(draws, trended=True)


def pinned_level(draws: Draws) -> Flags:
    """A structural forecast whose level is held nearly still, as CausalImpact does by default (weekdays given)."""
    before, after = _windows_of(draws)
    flags: Flags = pinned_level_p(before, after) < LEVEL
    return flags


def product(draws: Draws) -> Flags:
    """What Goalposts finds; only for draws without an effect."""
    return measured(draws.process, len(draws.sums)).found


def product_without_trend(draws: Draws) -> Flags:
    """The product's own regression, its trend taken out: what "the trend was not significant" leads to."""
    process = draws.process
    design = design_of(process, trended=False)
    after, starts = np.arange(process.length) >= process.resumes, np.arange(process.length) == 0
    found = []
    for values in draws.means:
        fit = fit_regression(values, design, starts, after)
        if fit is None:
            raise ValueError(f"process {process.name}: a run cannot be fitted")
        quantile = student.ppf(1 - LEVEL / 2, fit.degrees_of_freedom)
        found.append(abs(fit.coefficients[STEP]) > quantile * np.sqrt(fit.covariance[STEP, STEP]))
    return np.array(found)


def oracle(draws: Draws, *, trended: bool) -> Flags:
    """Generalised least squares by someone who knows the true covariance of the days: the best there can be."""
    process = draws.process
    design = design_of(process, trended=trended)
    covariance = toeplitz(process.rho ** np.arange(process.length)) + SAMPLING_SD**2 * np.eye(process.length)
    weighted = np.linalg.solve(covariance, design)
    inverse = np.linalg.inv(design.T @ weighted)
    coefficients = draws.means @ weighted @ inverse
    return _beyond(coefficients[:, STEP], inverse[STEP, STEP], float(norm.ppf(1 - LEVEL / 2)))


METHODS: Final[Mapping[str, Callable[[Draws], Flags]]] = {
    "**Goalposts**": product,
    "Welch's t on events": welch_on_events,
    "Welch's t on days": welch_on_days,
    "regression with weekdays": weekday_regression,
    "the same, Newey–West errors": newey_west,
    "Newey–West with a trend": newey_west_trended,
    "CausalImpact-like": pinned_level,
}
"""The columns of the comparison, by their headings."""


def design_of(process: Process, *, trended: bool) -> Floats:
    """Give the columns of a step regression over a process without a ramp-up, shape (days, columns)."""
    days = np.arange(process.length)
    columns = [np.ones(days.size), (days >= process.resumes).astype(float)]
    if trended:
        columns.append(days / days.size)
    return np.column_stack([*columns, *((days % 7 == weekday).astype(float) for weekday in range(1, 7))])


def least_squares(values: Floats, design: Floats) -> tuple[Floats, Floats]:
    """Fit every run, shape (runs, days); gives coefficients, shape (runs, columns), and residuals."""
    coefficients: Floats = values @ np.linalg.pinv(design).T
    return coefficients, values - coefficients @ design.T


def newey_west_variance(residuals: Floats, design: Floats, lags: int) -> Floats:
    """Give the variance of the step by Newey and West (1987), shape (runs,)."""
    influence = (np.linalg.pinv(design)[STEP] * residuals).T
    variance: Floats = (influence**2).sum(axis=0)
    for lag in range(1, lags + 1):
        variance = variance + 2 * (1 - lag / (lags + 1)) * (influence[lag:] * influence[:-lag]).sum(axis=0)
    return variance


def _newey_west(draws: Draws, *, trended: bool) -> Flags:
    design = design_of(draws.process, trended=trended)
    coefficients, residuals = least_squares(draws.means, design)
    lags = math.ceil(0.75 * draws.process.length ** (1 / 3))
    variance = newey_west_variance(residuals, design, lags)
    return _beyond(coefficients[:, STEP], variance, float(norm.ppf(1 - LEVEL / 2)))


def _windows_of(draws: Draws) -> tuple[Floats, Floats]:
    return draws.means[:, : draws.process.baseline_days], draws.means[:, draws.process.resumes :]


def _welch(n0: Floats, mean0: Floats, var0: Floats, n1: Floats, mean1: Floats, var1: Floats) -> Flags:
    """Welch 1947, from counts, means and variances."""
    squared0, squared1 = var0 / n0, var1 / n1
    freedom = (squared0 + squared1) ** 2 / (squared0**2 / (n0 - 1) + squared1**2 / (n1 - 1))
    flags: Flags = np.abs(mean1 - mean0) > student.ppf(1 - LEVEL / 2, freedom) * np.sqrt(squared0 + squared1)
    return flags


def _beyond(estimate: Floats, variance: Floats | float, quantile: float) -> Flags:
    flags: Flags = np.abs(estimate) > quantile * np.sqrt(variance)
    return flags
