"""Diagnostics: what is asked of a fitted go-live before anything is credited to it (stats 1.9)."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeAlias

from attrs import frozen

from goalposts.model.effects import Check

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats: TypeAlias = NDArray[np.float64]
    Flags: TypeAlias = NDArray[np.bool_]


@frozen(eq=False)
class Estimates:
    """What one fit estimates.

    Attributes:
        coefficients: shape (k,), one a column of the design, in the unit of the readings.
        covariance: shape (k, k), of the coefficients.
        degrees_of_freedom: of their Student t.
        quantile: how many standard errors a 95 % interval reaches to either side.
    """

    coefficients: Floats
    covariance: Floats
    degrees_of_freedom: int
    quantile: float

    def interval(self, column: int) -> tuple[float, float]:
        """Give the 95 % interval of one coefficient."""
        centre, margin = float(self.coefficients[column]), self.quantile * self.standard_error(column)
        return centre - margin, centre + margin

    def standard_error(self, column: int) -> float:
        """Give the standard error of one coefficient."""
        return math.sqrt(self.covariance[column, column])


@frozen(eq=False)
class FittedStep:
    """A fitted go-live, for diagnostics to read; every array is read-only.

    Attributes:
        days: shape (T,), when each reading was, in days since 1970-01-01; of weeks the middle.
        readings: shape (T,), the KPI by day or week; its logarithm where `logarithmic`.
        evaluation: shape (T,), which readings are of the evaluation.
        design: shape (T, k), the columns of the regression.
        columns: their names: `level`, `step`, `trend`, weekdays, `year sine`, `influence: NAME` and so on.
        estimates: of the fit, widened by `kappa`.
        variance: long-run variance of the whitened errors, widened by the square of `kappa`.
        rho: the autocorrelation that was removed.
        white_design, white_residuals: shapes (T, k) and (T,), weighted and freed from autocorrelation.
        kappa: the factor of the intervals, at least one; None where the baseline is too short to know it.
        placebos: t-values of the pretended go-lives behind it.
        placebo_alarms: how many of these pass for a change.
        baseline_days: calendar days of the baseline window.
        refit: fits the same estimator to the same readings with another design, shape (T, any number), or to the rows
            that a second argument flags; None where that cannot be estimated. It does not widen by `kappa`.
    """

    days: Floats
    readings: Floats
    evaluation: Flags
    design: Floats
    columns: tuple[str, ...]
    estimates: Estimates
    variance: float
    rho: float
    white_design: Floats
    white_residuals: Floats
    kappa: float | None
    placebos: tuple[float, ...]
    placebo_alarms: int
    baseline_days: int
    by_week: bool
    logarithmic: bool
    refit: Callable[[Floats, Flags | None], Estimates | None]

    def column(self, name: str) -> int:
        """Give the place of a column by its name.

        Raises:
            ValueError: the design has no such column.
        """
        if name not in self.columns:
            raise ValueError(f"the design has no column '{name}'; it has: {', '.join(self.columns)}")
        return self.columns.index(name)


BUILT_IN_DIAGNOSTICS: Final = (
    "leftover-autocorrelation",
    "baseline-slope",
    "placebo-in-time",
    "spec-curve",
    "spread-ratio",
    "drop-one-week",
    "anticipation",
    "still-moving",
    "calendar",
)
"""The names of the engine's own, which no plugin may take."""


@frozen
class Diagnostic:
    """A question to a fitted go-live.

    Attributes:
        name: words with hyphens, stable, the name of the check that it gives: `placebo-in-time`.
        check: gives the answer; it reads nothing but the fit, and changes nothing.
    """

    name: str
    check: Callable[[FittedStep], Check]
