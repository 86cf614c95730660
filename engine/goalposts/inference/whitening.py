"""Prais-Winsten: make AR(1) errors white without losing the first reading of a chain."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from goalposts.inference.arrays import Flags, Floats


def whiten(readings: Floats, rho: float, starts: Flags) -> Floats:
    """Subtract rho times the predecessor; a chain's first reading is scaled by sqrt(1 - rho^2) instead.

    Works on a series, shape (T,), or on a design, shape (T, k). Source: Prais and Winsten 1954.
    """
    white = readings.copy()
    white[1:] -= rho * readings[:-1]
    white[starts] = np.sqrt(1.0 - rho * rho) * readings[starts]
    return white


def whitening_transposed(weights: Floats, rho: float, starts: Flags) -> Floats:
    """Give z = P'weights for the whitening matrix P: `weights @ white_series == z @ series`; shape (T,) or (k, T)."""
    own = np.where(starts, np.sqrt(1.0 - rho * rho), 1.0)
    found: Floats = weights * own
    found[..., :-1] -= rho * np.where(starts[1:], 0.0, weights[..., 1:])
    return found


def whitening_transposed_inverse(weights: Floats, rho: float, starts: Flags) -> Floats:
    """Give z with P'z = weights for the whitening matrix P: `weights @ errors == z @ white_errors`, shape (T,)."""
    first_scale = float(np.sqrt(1.0 - rho * rho))
    solution = np.empty_like(weights)
    carried = 0.0
    for row in range(weights.size - 1, -1, -1):
        own = (weights[row] + rho * carried) / (first_scale if starts[row] else 1.0)
        solution[row] = own
        carried = 0.0 if starts[row] else own
    return solution
