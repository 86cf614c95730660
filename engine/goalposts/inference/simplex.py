"""Weights of control segments that make them move like one treated segment before the rollout (stats 1.3).

Least squares over weights that are not negative and add up to one, with a level of its own and a ridge: the unit
weights of synthetic difference in differences (Arkhangelsky, Athey, Hirshberg, Imbens and Wager 2021, AER 111(12)).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from goalposts.inference.arrays import Floats

_MOST_STEPS: Final = 20_000
_CLOSE: Final = 1e-12


def simplex_weights(controls: Floats, treated: Floats, ridge: float, *, level: bool = True) -> Floats:
    """Give the weights that minimise |controls w - treated - level|^2 / T + ridge^2 |w|^2 on the simplex.

    By accelerated proximal gradient (FISTA, Beck and Teboulle 2009), restarted whenever it stops descending.

    Args:
        controls: shape (T, J), one column for every control segment.
        treated: shape (T,).
        ridge: pulls the weights towards equal ones; see `ridge_of`.
        level: whether the treated segment may stand higher or lower throughout.

    Returns:
        Shape (J,).
    """
    length, count = controls.shape
    columns = controls - controls.mean(axis=0) if level else controls
    wanted = treated - treated.mean() if level else treated
    gram = columns.T @ columns / length + ridge * ridge * np.eye(count)
    pull = columns.T @ wanted / length
    step = 1.0 / max(float(np.linalg.eigvalsh(gram)[-1]), 1e-300)
    weights = ahead = np.full(count, 1.0 / count)
    momentum = 1.0
    for _ in range(_MOST_STEPS):
        moved = _onto_simplex(ahead - step * (gram @ ahead - pull))
        if float((ahead - moved) @ (moved - weights)) > 0:
            momentum = 1.0
        following = (1.0 + math.sqrt(1.0 + 4.0 * momentum * momentum)) / 2.0
        ahead = moved + (momentum - 1.0) / following * (moved - weights)
        change = float(np.abs(moved - weights).max())
        weights, momentum = moved, following
        if change <= _CLOSE:
            break
    return weights


def ridge_of(controls: Floats, evaluation_readings: int) -> float:
    """Give (T1)^(1/4) times the spread of the controls' day-to-day changes, for one treated segment."""
    return math.pow(evaluation_readings, 0.25) * float(np.diff(controls, axis=0).std(ddof=1))


def _onto_simplex(point: Floats) -> Floats:
    """The nearest point whose coordinates are not negative and add up to one (Duchi and others 2008)."""
    ordered = np.sort(point)[::-1]
    excess = (np.cumsum(ordered) - 1.0) / np.arange(1, point.size + 1)
    last = np.flatnonzero(ordered > excess)[-1]
    nearest: Floats = np.maximum(point - excess[last], 0.0)
    return nearest
