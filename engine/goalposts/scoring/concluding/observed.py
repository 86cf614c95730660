"""A KPI over one window, as read from a cube, and the fingerprint of its daily numbers."""

from __future__ import annotations

from hashlib import sha256
from math import isfinite, nan
from typing import TYPE_CHECKING, Final

from attrs import frozen

if TYPE_CHECKING:
    from goalposts.scoring.arrays import Floats, Integers

NO_EVENTS: Final = "no_events"
NO_DENOMINATOR: Final = "no_denominator"
MISSING_FIELD: Final = "missing_field"


@frozen(eq=False)
class Observed:
    """A KPI over a window, and the daily numbers behind it; arrays have one entry per calendar day of the window.

    Attributes:
        value: in KPI units: a ratio of sums, a quantile, or a total per open day; None when it cannot be computed.
        reason: why not: `missing_field` (an instrument of the window lacks a field that the KPI needs), `no_events`
            (the stream has no rows), `no_denominator` (it has, but none to divide by).
        n: events in the denominator.
        unknown: rows left out because a condition or operand was null.
        days: days with such events.
        instruments: names of those that had rows of the stream, ascending.
        missing: the needed fields that some of them lack, ascending.
        day: int64, days since 1970-01-01.
        numerator: of a share hits, of a quantile the values at or below it, else a sum.
        denominator: events, of a ratio the sum of `by`, of a total 1 on open days and 0 on closed ones.
        events: int64, rows that match the KPI.
        stream_rows: int64, rows of the stream, before any condition.
        immature: entries left out because they were not followed to the age that the KPI looks at.
        level, density, probability: of a quantile: its value, the share of events per unit there, and q.
        anchor: of a quantile: its place inside the bucket whose middle the value is; what daily readings count from.
    """

    value: float | None
    reason: str
    n: int
    unknown: int
    days: int
    instruments: tuple[str, ...]
    missing: tuple[str, ...]
    day: Integers
    numerator: Floats
    denominator: Floats
    events: Integers
    stream_rows: Integers
    level: float | None = None
    density: float | None = None
    probability: float | None = None
    immature: int = 0
    anchor: float | None = None


def divided(numerator: Floats, denominator: Floats) -> tuple[float | None, str]:
    """The ratio of two sums, or why there is none; one that no double holds has as good as nothing to divide by."""
    divisor = float(denominator.sum())
    value = float(numerator.sum()) / divisor if divisor else nan
    return (value, "") if isfinite(value) else (None, NO_DENOMINATOR)


def digest(observed: Observed) -> str:
    """The fingerprint of the daily numbers, rounded to 12 significant digits: `sha256:...`.

    Rounded, so that another order of reading, which moves the last bits of a sum, does not look like other data.
    """
    rows = zip(observed.day.tolist(), observed.numerator.tolist(), observed.denominator.tolist(), strict=True)
    text = "\n".join(f"{day} {numerator + 0.0:.11e} {denominator + 0.0:.11e}" for day, numerator, denominator in rows)
    return f"sha256:{sha256(text.encode()).hexdigest()}"
