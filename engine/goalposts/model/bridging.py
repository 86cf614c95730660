"""A parallel run: what it takes, and what it says of two instruments that saw the same events."""

from __future__ import annotations

import math
from datetime import date
from typing import Final, Literal

from attrs import frozen

LEAST_BRIDGED_DAYS: Final = 14
"""Days that both instruments saw; with fewer the spread of their difference is anybody's guess."""

Scale = Literal["ratio", "difference"]
"""How the values of two instruments are told apart: by their ratio, or of a share by their difference."""


@frozen
class Factor:
    """How values of the old instrument become values of the new one.

    Attributes:
        estimate: ln(new / old), or new minus old.
        standard_error: of the estimate, from the days of the parallel run; 0 where both always agreed.
        days: that both instruments saw.
    """

    scale: Scale
    estimate: float
    standard_error: float
    degrees_of_freedom: int
    days: int

    def applied(self, value: float, errors: float = 0.0) -> float:
        """Turn a value of the old instrument into one of the new; `errors` moves the factor by standard errors."""
        by = self.estimate + errors * self.standard_error
        return value * math.exp(by) if self.scale == "ratio" else value + by


@frozen
class Bridge:
    """What a parallel run made of a goal's baseline.

    Attributes:
        start, end: the days of the run, half-open; written as `from` and `to`.
        days: of them, those that both instruments saw.
        before, after: the instruments of the baseline and of the evaluation.
        scale: `ratio` (new / old), or of a share `difference` (new - old).
        value, low, high: the ratio or difference with its 95 % interval.
        baseline: the baseline value as the new instruments would have shown it.
    """

    start: date
    end: date
    days: int
    before: tuple[str, ...]
    after: tuple[str, ...]
    scale: str
    value: float
    low: float
    high: float
    baseline: float
