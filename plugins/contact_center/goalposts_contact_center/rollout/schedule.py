"""The calendar of the simulated rollout."""

from __future__ import annotations

from datetime import date, timedelta

from attrs import frozen

FIRST_DAY = date(2025, 1, 20)
"""A Monday; simulated days do not move with the clock, so a seed gives the same bytes for ever."""

RAMP_UP = timedelta(weeks=4)
SUNDAY = 6
NEW_YEAR_HOLIDAYS = range(1, 9)
"""Days of January without business."""


@frozen
class Schedule:
    """When the simulated contact centre is measured.

    Attributes:
        baseline_days, evaluation_days: calendar days before go-live and after the ramp-up of four weeks.
    """

    baseline_days: int
    evaluation_days: int

    @property
    def go_live(self) -> date:
        """The first day of the new platform."""
        return FIRST_DAY + timedelta(days=self.baseline_days)

    @property
    def evaluation_from(self) -> date:
        """The first day that counts after go-live."""
        return self.go_live + RAMP_UP

    @property
    def evaluation_to(self) -> date:
        """The day after the last one; on it the verdict is due."""
        return self.evaluation_from + timedelta(days=self.evaluation_days)

    @property
    def start(self) -> date:
        """The first day of the baseline."""
        return FIRST_DAY

    def closed(self) -> tuple[tuple[date, date], ...]:
        """The New Year holidays that it meets, each as first day and day after the last."""
        years = range(FIRST_DAY.year + 1, self.evaluation_to.year + 1)
        return tuple((date(year, 1, 1), date(year, 1, NEW_YEAR_HOLIDAYS.stop)) for year in years)

    def open_days(self) -> tuple[date, ...]:
        """The days with calls: neither Sundays nor the New Year holidays."""
        days = (FIRST_DAY + timedelta(days=offset) for offset in range((self.evaluation_to - FIRST_DAY).days))
        return tuple(day for day in days if not _is_closed(day))


def _is_closed(day: date) -> bool:
    return day.weekday() == SUNDAY or (day.month == 1 and day.day in NEW_YEAR_HOLIDAYS)
