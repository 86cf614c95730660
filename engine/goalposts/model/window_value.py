"""The value of a KPI over a window, as a scorecard holds it."""

from __future__ import annotations

from datetime import date

from attrs import field, frozen

from goalposts.locale import Text, text_of


@frozen
class Excluded:
    """How many rows left a KPI by one of its rules; rows that an earlier rule took are not among them."""

    rule: str
    rows: int
    text: Text = field(converter=text_of)


@frozen
class WindowValue:
    """The KPI over one window; `low` and `high` are the 95 % interval of the level, where one can be given.

    `density` and `anchor` are of a quantile only: the share of the events per unit of the KPI, around it; and its place
    inside the histogram's bucket whose middle the value is, from which daily readings count. `censored` is the share of
    entries that were not followed to the age that the KPI looks at, and so are left out. `excluded` are the rows that
    left by every rule of the KPI.
    """

    value: float | None
    n: int
    days: int
    start: date | None
    end: date | None
    instrument: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    unknown: int = 0
    reason: str = ""
    density: float | None = None
    anchor: float | None = None
    censored: float = 0.0
    excluded: tuple[Excluded, ...] = ()
