"""A look before the end: part of a goal's score while it is not due."""

from __future__ import annotations

from datetime import date

from attrs import field, frozen

from goalposts.locale import Text, text_of


@frozen
class Interim:
    """A look before the evaluation is over; it decides nothing, and its interval holds however often one looks.

    Attributes:
        answer: `on_track`, `off_track` or `too_early`.
        estimate, low, high: the average effect over the days so far and its likely range, in KPI units.
        looked_at: the day of the look.
        days: open evaluation days so far.
        alarm: whether a guardrail is shown to be worse than is allowed.
    """

    answer: str
    estimate: float
    low: float
    high: float
    looked_at: date
    days: int
    text: Text = field(converter=text_of)
    alarm: bool = False
