"""A goal of a stored verdict computed again from its daily numbers, the long way; imports nothing of ours.

Every matrix is written out (covariances of all days, their whitening, residual makers), where the product has
recursions, FFTs and triangles.
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from math import exp, log, sqrt
from typing import Any

import numpy as np
from scipy.stats import t as student

LEAST_EVENTS, GAP = 10, 3


def window_value(goal: dict[str, Any], name: str, kind: str) -> float:
    """The KPI over a window of its daily numbers."""
    series, days = goal["series"], used_days(goal, name, kind)
    top = sum(series["numerator"][day] for day in days)
    return top / (len(days) if kind == "total" else sum(series["denominator"][day] for day in days))


def used_days(goal: dict[str, Any], name: str, kind: str) -> list[int]:
    """The places of a window's open days; of a total also those on which rows were to come and none did."""
    series, expected = goal["series"], expected_weekdays(goal)
    return [
        day
        for day in days_of(goal, name)
        if not series["closed"][day] and (series["events"][day] or (kind == "total" and weekday(goal, day) in expected))
    ]


def days_of(goal: dict[str, Any], name: str) -> list[int]:
    return [place for place, day in enumerate(goal["series"]["day"]) if goal[name]["from"] <= day < goal[name]["to"]]


def weekday(goal: dict[str, Any], place: int) -> int:
    return date.fromisoformat(goal["series"]["day"][place]).weekday()


def expected_weekdays(goal: dict[str, Any]) -> set[int]:
    """Those on which the baseline has rows in at least half of its weeks."""
    open_days = [day for day in days_of(goal, "baseline") if not goal["series"]["closed"][day]]
    found = set()
    for each in range(7):
        rows = [goal["series"]["rows"][day] > 0 for day in open_days if weekday(goal, day) == each]
        if any(rows) and 2 * sum(rows) >= len(rows):
            found.add(each)
    return found


def readings(goal: dict[str, Any], name: str, kind: str) -> np.ndarray:
    """The linearised values of a window's days; of a total, their logarithms."""
    series, days = goal["series"], used_days(goal, name, kind)
    bottom = np.array([series["denominator"][day] for day in days])
    if kind == "total":
        return np.log([series["numerator"][day] for day in days])
    if kind == "quantile":
        below, anchor, density = (
            np.array([series["below"][day] for day in days]),
            *(goal[name][key] for key in ("anchor", "density")),
        )
        return anchor - (below - goal["probability"] * bottom) / (bottom.mean() * density)
    top = np.array([series["numerator"][day] for day in days])
    ratio = top.sum() / bottom.sum()
    return ratio + (top - ratio * bottom) / bottom.mean()


def chain_starts(goal: dict[str, Any], name: str, kind: str) -> list[bool]:
    """Days before which more than three expected days are missing, and the first."""
    days, expected, starts = used_days(goal, name, kind), expected_weekdays(goal), [True]
    for before, after in pairwise(days):
        missed = [day for day in range(before + 1, after) if weekday(goal, day) in expected]
        starts.append(sum(not goal["series"]["closed"][day] for day in missed) > GAP)
    return starts


def effect(goal: dict[str, Any], kind: str) -> tuple[float, float, float]:
    """The effect of the start with its 95 % interval, widened by what pretended starts in the baseline show."""
    before, after = (used_days(goal, name, kind) for name in ("baseline", "evaluation"))
    days = [*before, *after]
    values = np.concatenate([readings(goal, name, kind) for name in ("baseline", "evaluation")])
    starts = [*chain_starts(goal, "baseline", kind), *chain_starts(goal, "evaluation", kind)]
    starts[len(before)] = days_of(goal, "evaluation")[0] != days_of(goal, "baseline")[-1] + 1
    size, error, degrees = step_at(goal, days, values, starts, after[0])
    reach = student.ppf(0.975, degrees) * error * widening(goal, before, values[: len(before)], starts[: len(before)])
    ends = (size, size - reach, size + reach)
    if kind != "total":
        return ends
    level = window_value(goal, "evaluation", kind)
    return tuple(level * (1 - exp(-end)) for end in ends)


def step_at(goal, days, values, starts, first) -> tuple[float, float, int]:
    """The step of some readings on a day: beside a trend, the weekdays and, of a year and more, the year's wave."""
    step = np.array(days) >= first
    design = [np.ones(len(days)), step.astype(float), np.array(days, float)]
    weekdays = np.array([weekday(goal, day) for day in days])
    design += [(weekdays == each).astype(float) for each in sorted(set(weekdays.tolist()))[1:]]
    if len(days_of(goal, "baseline")) >= 365:
        since = (
            np.array([date.fromisoformat(goal["series"]["day"][day]).toordinal() for day in days])
            - date(1970, 1, 1).toordinal()
        )
        design += [np.sin(2 * np.pi * since / 365.2425), np.cos(2 * np.pi * since / 365.2425)]
    return step_of(values, np.column_stack(design), np.array(starts), step)


def widening(goal, days, values, starts) -> float:
    """The root mean square of t at starts that are pretended on the same weekday of earlier weeks; at least one.

    Each has as many days after it as the real one, the last one's end with the baseline, and 56 days before it; there
    are at most 24 of them, and less than 56 days between the first and the last are too few to tell.
    """
    first, *_, last = days_of(goal, "baseline")
    length = len(days_of(goal, "evaluation"))
    latest = last + 1 - length
    weeks = (latest - first - 56) // 7
    if latest - first - 56 < 56:
        return 1.0
    every = next(stride for stride in range(1, weeks + 2) if weeks // stride + 1 <= 24)
    squares = []
    for back in range(0, weeks + 1, every):
        start = latest - 7 * back
        count = sum(day < start + length for day in days)
        size, error, _ = step_at(goal, days[:count], values[:count], starts[:count], start)
        squares.append((size / error) ** 2)
    return max(1.0, sqrt(np.mean(squares)))


def step_of(values, design, starts, after) -> tuple[float, float, int]:
    """The second coefficient, its standard error and degrees of freedom."""
    count = values.size
    residuals = values - design @ np.linalg.lstsq(design, values, rcond=None)[0]
    scales = np.where(after, spread(residuals[~after], residuals[after]), 1.0)
    values, design = values / scales, design / scales[:, None]
    maker = np.eye(count) - design @ np.linalg.pinv(design)
    rho = autocorrelation(maker @ values, maker, starts)
    whitener = np.eye(count)
    for row in range(count):
        if starts[row]:
            whitener[row, row] = sqrt(1 - rho * rho)
        else:
            whitener[row, row - 1] = -rho
    values, design = whitener @ values, whitener @ design
    maker = np.eye(count) - design @ np.linalg.pinv(design)
    degrees = max(3, round(0.4 * count ** (2 / 3)))
    place = np.arange(1, count + 1) - 0.5
    waves = np.column_stack([sqrt(2) * np.cos(np.pi * j * place / count) for j in range(1, degrees + 1)])
    waves, _ = np.linalg.qr(maker @ waves)
    variance = np.mean((waves.T @ maker @ values) ** 2)
    size = np.linalg.lstsq(design, values, rcond=None)[0][1]
    return size, sqrt(variance * np.linalg.inv(design.T @ design)[1, 1]), degrees


def spread(before, after) -> float:
    """How much noisier the second window is, beyond what chance explains."""
    ratio, chance = 0.5 * log(np.mean(after**2) / np.mean(before**2)), 0.5 * (3 / before.size + 3 / after.size)
    return exp(ratio - chance / ratio) if ratio * ratio > chance else 1.0


def autocorrelation(residuals, maker, starts) -> float:
    """The rho for which residuals of this design would be as correlated as they are."""
    count = residuals.size
    pairs = [row for row in range(1, count) if not starts[row]]
    observed = sum(residuals[row] * residuals[row - 1] for row in pairs) / (residuals @ residuals)
    if count > 730:
        return float(np.clip(observed, -0.95, 0.95))
    chain = np.cumsum(starts)
    apart = np.abs(np.subtract.outer(np.arange(count), np.arange(count)))
    linked = np.equal.outer(chain, chain)
    lagged = np.zeros((count, count))
    lagged[[row - 1 for row in pairs], pairs] = 1.0
    numerator = maker @ lagged @ maker
    grid = np.linspace(-0.95, 0.95, 191)
    curve = []
    for rho in grid:
        covariance = np.where(linked, (float(rho) ** np.arange(count))[apart], 0.0)
        curve.append((numerator * covariance).sum() / (maker * covariance).sum())
    return float(np.interp(observed, np.maximum.accumulate(curve), grid))
