"""Influences: what else moved a KPI, dated before the results are in."""

from __future__ import annotations

from datetime import date

from attrs import field, frozen


@frozen
class Influence:
    """Something beside the rollout that moves a KPI: a strike, a move of offices, a holiday.

    Attributes:
        name: what the report calls it.
        start: its first day.
        end: the first day after it; None for what came to stay.
    """

    name: str
    start: date
    end: date | None = field(default=None)

    @end.validator
    def _after_start(self, _: object, end: date | None) -> None:
        if end is not None and end <= self.start:
            raise ValueError(f"an influence must end after it starts; found: {self.start} to {end}")
