"""The lag-1 autocorrelation of a regression's errors, freed from the bias that the design gives its residuals.

Residuals are less correlated than errors, the more so the richer the design. The expectation of the residuals'
autocorrelation under AR(1) errors is a known curve of rho, tr1(M S M) / tr(M S M) with M the residual maker and S the
AR(1) correlation; the estimate is where that curve meets the observed value (stats 1.2, step 2). Both traces are
polynomials in rho whose coefficients are sums along diagonals, so an FFT gives the whole curve at once.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from goalposts.inference.arrays import Flags, Floats

LARGEST_RHO = 0.95
LONGEST_CORRECTED = 730
"""Above so many readings the bias is under 0.01 and is left alone."""


def error_autocorrelation(residuals: Floats, basis: Floats, starts: Flags) -> float:
    """Estimate rho of the errors, at most 0.95 in size.

    Args:
        residuals: shape (T,), least-squares residuals.
        basis: shape (T, k), orthonormal columns that span the design.
        starts: shape (T,), readings without a predecessor: they start a chain.
    """
    pairs = ~starts[1:]
    power = float(residuals @ residuals)
    observed = float(residuals[1:][pairs] @ residuals[:-1][pairs]) / power if power > 0 else 0.0
    if residuals.size > LONGEST_CORRECTED:
        return float(np.clip(observed, -LARGEST_RHO, LARGEST_RHO))
    curve = np.maximum.accumulate(expected_autocorrelation(basis, starts))
    return float(np.interp(observed, curve, _grid()))


def expected_autocorrelation(basis: Floats, starts: Flags) -> Floats:
    """Give the residuals' expected autocorrelation for each rho of the grid, for the design spanned by `basis`."""
    length, _ = basis.shape
    pairs = ~starts[1:, np.newaxis]
    later, earlier = np.zeros_like(basis), np.zeros_like(basis)
    later[:-1] = basis[1:] * pairs
    earlier[1:] = basis[:-1] * pairs
    numerator = _diagonal_sums(basis @ (basis.T @ later) - later - earlier, basis, starts)
    denominator = -_diagonal_sums(basis, basis, starts)
    numerator[1] += pairs.sum()
    denominator[0] += length
    powers = _powers(length)
    curve: Floats = (powers @ numerator) / (powers @ denominator)
    return curve


def _diagonal_sums(left: Floats, right: Floats, starts: Flags) -> Floats:
    """Sum left @ right.T along |i - j| = h for each h, inside the chains only."""
    bounds = [*np.flatnonzero(starts).tolist(), len(left)]
    sums = np.zeros(len(left))
    for first, last in pairwise(bounds):
        length = last - first
        padded = _fast_length(2 * length)
        spectrum = np.fft.rfft(left[first:last], padded, axis=0) * np.fft.rfft(right[first:last], padded, axis=0).conj()
        circular = np.fft.irfft(spectrum.sum(axis=1), padded)
        sums[:length] += circular[:length]
        sums[1:length] += circular[:-length:-1]
    return sums


def _fast_length(least: int) -> int:
    return 1 << (least - 1).bit_length()


@lru_cache(maxsize=1)
def _grid() -> Floats:
    grid = np.linspace(-LARGEST_RHO, LARGEST_RHO, 191)
    grid.setflags(write=False)
    return grid


@lru_cache(maxsize=32)
def _powers(length: int) -> Floats:
    """Powers 0 to length - 1 of each rho of the grid, shape (grid, length)."""
    powers: Floats = np.vander(_grid(), length, increasing=True)
    powers.setflags(write=False)
    return powers
