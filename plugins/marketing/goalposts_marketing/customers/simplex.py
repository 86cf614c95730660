"""Finds the least of a smooth function of few numbers, by a simplex that rolls downhill (Nelder and Mead, 1965)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Function = Callable[[Floats], float]

_STEPS_AT_MOST: Final = 1_000
_ROUNDS_AT_MOST: Final = 8
_FLAT: Final = 1e-12


def least(function: Function, start: Floats, step: float = 0.5) -> Floats | None:
    """Return where a function is least, or None where it has no least value that the search comes to.

    A simplex may stall beside the least value, so it is set up anew there until nothing is gained any more.

    Args:
        function: of an array of the shape of `start`; may be infinite.
        start: shape (numbers,).
        step: size of the first simplex.
    """
    best, value = start, function(start)
    if not np.isfinite(value):
        return None
    for _ in range(_ROUNDS_AT_MOST):
        found, new = _rolled(function, best, step)
        gained = value - new
        best, value = (found, new) if new <= value else (best, value)
        if gained <= _FLAT * max(1.0, abs(value)):
            return best
        step = max(step / 2, 0.05)
    return None


def _rolled(function: Function, start: Floats, step: float) -> tuple[Floats, float]:
    size = start.size
    points = np.vstack([start, start + step * np.eye(size)])
    values = np.array([function(point) for point in points])
    for _ in range(_STEPS_AT_MOST):
        order = np.argsort(values, kind="stable")
        points, values = points[order], values[order]
        if np.isfinite(values[-1]) and values[-1] - values[0] <= _FLAT * max(1.0, abs(values[0])):
            break
        middle = points[:-1].mean(axis=0)
        point, value = _moved(function, middle, points[-1], values)
        if value < values[-1]:
            points[-1], values[-1] = point, value
            continue
        points[1:] = points[0] + (points[1:] - points[0]) / 2
        values[1:] = [function(point) for point in points[1:]]
    place = int(np.argmin(values))
    return points[place], float(values[place])


def _moved(function: Function, middle: Floats, worst: Floats, values: Floats) -> tuple[Floats, float]:
    """Reflect the worst point, and go further where that is the best, or back where it is no better than the rest."""
    reflected = middle + (middle - worst)
    value = function(reflected)
    if value < values[0]:
        further = middle + 2 * (middle - worst)
        gained = function(further)
        return (further, gained) if gained < value else (reflected, value)
    if value < values[-2]:
        return reflected, value
    nearer = middle + (0.5 if value < values[-1] else -0.5) * (middle - worst)
    return nearer, function(nearer)
