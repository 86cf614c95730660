"""The course of a time to event, as a scorecard holds it: which share had the event by which age."""

from __future__ import annotations

from attrs import frozen


@frozen
class FollowedWindow:
    """The entries of one window; each list has one number for every age.

    Attributes:
        share: those that had come to the event by each age.
        low, high: its 95 % interval; None where there are too few weeks of entry, or all of them are alike.
        at_risk: entries that were still followed, and without an end, at each age.
    """

    share: tuple[float, ...]
    low: tuple[float | None, ...]
    high: tuple[float | None, ...]
    at_risk: tuple[int, ...]


@frozen
class FollowUp:
    """Both windows of a time to event by the age of their entries, in days; it describes and decides nothing."""

    age: tuple[int, ...]
    baseline: FollowedWindow | None
    evaluation: FollowedWindow | None
