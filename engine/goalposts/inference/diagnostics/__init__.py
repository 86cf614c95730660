"""What is asked of a fitted go-live before anything is credited to it (stats 1.9).

Each check says what was looked at, in a sentence for people, and which grade is the best that is left when it fails.
"""

from __future__ import annotations

from goalposts.inference.diagnostics.after import STILL_MOVING
from goalposts.inference.diagnostics.before import ANTICIPATION, BASELINE_SLOPE, PLACEBO_IN_TIME
from goalposts.inference.diagnostics.calendar import CALENDAR
from goalposts.inference.diagnostics.noise import AUTOCORRELATION, SPREAD
from goalposts.inference.diagnostics.sensitivity import DROP_ONE_WEEK, SPEC_CURVE

DIAGNOSTICS = (
    AUTOCORRELATION,
    BASELINE_SLOPE,
    PLACEBO_IN_TIME,
    SPEC_CURVE,
    SPREAD,
    DROP_ONE_WEEK,
    ANTICIPATION,
    STILL_MOVING,
    CALENDAR,
)
"""The engine's own, in the order of the report."""

__all__ = ["DIAGNOSTICS"]
