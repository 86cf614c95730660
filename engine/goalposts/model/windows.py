"""Windows of local days, and the ways a baseline can be given."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TypeAlias

from attrs import field, frozen


@frozen
class Window:
    """The half-open span of local days `[start, end)`."""

    start: date
    end: date = field()

    @end.validator
    def _after_start(self, _: object, end: date) -> None:
        if end <= self.start:
            raise ValueError(f"a window must end after it starts; found: {self.start} to {end}")

    @property
    def days(self) -> int:
        """Number of calendar days."""
        return (self.end - self.start).days

    def dates(self) -> tuple[date, ...]:
        """Every day of the window."""
        return tuple(self.start + timedelta(days=offset) for offset in range(self.days))

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end

    def overlaps(self, other: Window) -> bool:
        """Whether the two share a day."""
        return self.start < other.end and other.start < self.end


@frozen
class UnknownBaseline:
    """`baseline: unknown`: the KPI could not be measured before; delivering the measurement is the result."""


@frozen
class DeclaredBaseline:
    """A number from a report; `value` is in KPI units."""

    value: float
    source: str


Baseline: TypeAlias = Window | UnknownBaseline | DeclaredBaseline
