"""What the baseline says about a goal, for lint rules: they never compute statistics themselves."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from goalposts.locale import Text
from goalposts.model.findings import Place


@frozen
class BaselineFacts:
    """The baseline of one goal as measured.

    Attributes:
        computable: whether the KPI could be computed.
        why_not: the reason if it could not.
        value: the KPI over the baseline window, in KPI units.
        line: the target's line in KPI units.
        n: events in the denominator.
        days: days with rows.
        in_periods: whether it is read by weeks of entry, or by the rows of a table by week or longer, not by days.
        too_few_periods: how many those are and must be, if they are too few.
        smallest_change: the smallest change that the planned windows can show, in KPI units; None where no plan
            can be made.
        weeks_needed: whole weeks to watch for the promise, planned cautiously; None also where a year is too short.
        untried: whether it is None because the baseline is too short to try a comparison of parts for longer.
        weeks_planned: whole weeks of the evaluation window.
        month_low, month_high: the KPI in the lowest and the highest whole month, in KPI units; None with fewer than
            eight whole months, and of what is not read by days.
        month_spread: how far ordinary months lie apart, as a standard deviation.
        month_mean: the mean of the whole months.
        month_last: the last whole month.
        month_earlier_low, month_earlier_high: between what limits the months before the last lie, as those of a chart
            of single values: their mean, less and plus three of their own spreads.
        unreadable: which rows of its sources cannot be read, if there are any.
        unreadable_share: their share of the worst source.
        unreadable_cure: what to write in the project file about them, where their fault tells it.
        unreadable_at: where the project file states the field or the source at fault.
        looks_back: how many days before an event the KPI asks for earlier ones of the same key; 0 if it does not.
        events_since: the day on which its events begin, if that is too late for it.
        events_wanted: the day on which they should begin.
        gaps: why no verdict rests on the baseline, of one that is over: too many of its days have no data, or a long
            row of them.
        bridge_short: why its parallel run will have too few days on which both sources have values.
        doubt: what only people can tell of files of its sources, as that they say otherwise of the same key.
        doubt_cure: what to do about that.
    """

    goal: str
    computable: bool
    why_not: Text | None = None
    value: float | None = None
    line: float | None = None
    n: int = 0
    days: int = 0
    in_periods: bool = False
    too_few_periods: Text | None = None
    smallest_change: float | None = None
    weeks_needed: int | None = None
    untried: bool = False
    weeks_planned: int = 0
    month_low: float | None = None
    month_high: float | None = None
    month_spread: float | None = None
    month_mean: float | None = None
    month_last: float | None = None
    month_earlier_low: float | None = None
    month_earlier_high: float | None = None
    unreadable: Text | None = None
    unreadable_share: float = 0.0
    unreadable_cure: Text | None = None
    unreadable_at: Place | None = None
    looks_back: int = 0
    events_since: date | None = None
    events_wanted: date | None = None
    gaps: Text | None = None
    bridge_short: Text | None = None
    doubt: Text | None = None
    doubt_cure: Text | None = None

    @property
    def asked_change(self) -> float | None:
        """By what share of its baseline the line asks the KPI to change; None where that cannot be said."""
        return None if not self.value or self.line is None else abs(self.line - self.value) / abs(self.value)
