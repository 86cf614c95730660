"""What the baseline says about a goal, for lint rules: they never compute statistics themselves."""

from __future__ import annotations

from attrs import frozen

from goalposts.locale import Text


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
        smallest_change: the smallest change that the planned windows can show, in KPI units; None where no plan
            can be made.
        weeks_needed: whole weeks to watch for the promise, planned cautiously; None also where a year is too short.
        weeks_planned: whole weeks of the evaluation window.
        unreadable: which rows of its sources cannot be read, if there are any.
        unreadable_share: their share of the worst source.
    """

    goal: str
    computable: bool
    why_not: Text | None = None
    value: float | None = None
    line: float | None = None
    n: int = 0
    days: int = 0
    smallest_change: float | None = None
    weeks_needed: int | None = None
    weeks_planned: int = 0
    unreadable: Text | None = None
    unreadable_share: float = 0.0
