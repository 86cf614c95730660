"""The days of a simulated rollout: week, year, growth, luck, and how far the rollout has come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

import numpy as np
from attrs import frozen

from goalposts.model.target import TargetKind

if TYPE_CHECKING:
    from goalposts.model.stream_model import BuiltInChange, SimulationPlan
    from goalposts.model.windows import Window
    from goalposts.simulating.arrays import Flags, Floats, Integers, Moments

_DAYS_OF_YEAR: Final = 365.2425
_HOLIDAYS: Final = range(1, 9)
"""Days of January without business."""


@frozen(eq=False)
class Rows:
    """Of every event the position of its day and of its branch; both of shape (events,)."""

    day: Integers
    branch: Integers

    def of(self, table: Floats) -> Floats:
        """Take from a table of days and branches what each event needs."""
        shape = (int(self.day.max(initial=0)) + 1, int(self.branch.max(initial=0)) + 1)
        wide = np.broadcast_to(table, (max(shape[0], table.shape[0]), max(shape[1], table.shape[1])))
        taken: Floats = wide[self.day, self.branch]
        return taken

    def where(self, kept: Flags) -> Rows:
        """Keep some of the events."""
        return Rows(self.day[kept], self.branch[kept])


@frozen(eq=False)
class SimulatedDays:
    """The days from the warm-up to the last that is followed; arrays have the shape (days, branches) or fit it.

    Attributes:
        plan: what they are to be like.
        week: by weekday from Monday, how much happens; 0 when closed.
        weekday: shape (days,), Monday is 0.
        is_holiday: shape (days,), the New Year holidays.
        ramp: shape (days, branches), how much of the rollout's effect is there, 0 to 1.
    """

    plan: SimulationPlan
    week: Floats
    weekday: Integers
    is_holiday: Flags
    ramp: Floats

    @property
    def count(self) -> int:
        """How many days."""
        return self.weekday.size

    @property
    def is_open(self) -> Flags:
        """Shape (days,), the days with business."""
        is_open: Flags = (self.week[self.weekday] > 0) & ~self.is_holiday
        return is_open

    @property
    def renewed(self) -> Flags:
        """Shape (days,), the days that a new instrument sees."""
        return self.plan.new_instrument & (np.arange(self.count) >= self.plan.warm_up_days + self.plan.baseline_days)

    @property
    def years(self) -> Floats:
        """Shape (days, 1), years since the first day of the baseline."""
        return (np.arange(self.count) - self.plan.warm_up_days)[:, None] / _DAYS_OF_YEAR

    def wave(self, size: float, peak: date) -> Floats:
        """A yearly wave of this size around zero; shape (days, 1)."""
        offset = (self.plan.start - peak).days / _DAYS_OF_YEAR
        wave: Floats = size * np.cos(2 * np.pi * (self.years + offset))
        return wave

    def volume(self, per_day: float, shares: Sequence[float] = ()) -> Floats:
        """How many events are expected: by weekday, season, growth and branch; none on closed days.

        Args:
            per_day: on an ordinary day of the first year, all branches together; the plan's size multiplies it.
            shares: weights of the branches in turn; equal when not given.
        """
        count = len(self.plan.branches)
        weights = np.resize(np.array(shares or (1.0,)), count)
        season = 1 + self.wave(self.plan.season, date(self.plan.start.year, 11, 20))
        growth = (1 + self.plan.growth) ** self.years
        week = np.where(self.is_open, self.week[self.weekday], 0.0)[:, None]
        expected: Floats = per_day * self.plan.size * week * season * growth * weights / weights.sum()
        return expected

    def luck(self, random: np.random.Generator, size: float) -> Floats:
        """A day's luck with this standard deviation, autocorrelated by the plan's memory; shape (days, 1)."""
        steps = random.standard_normal(self.count)
        memory = self.plan.memory
        steps[1:] *= np.sqrt(1 - memory**2)
        for day in range(1, self.count):
            steps[day] += memory * steps[day - 1]
        return size * self.plan.luck * steps[:, None]

    def factor(self, random: np.random.Generator, size: float) -> Floats:
        """A day's luck as a factor of mean one; shape (days, 1)."""
        spread = size * self.plan.luck
        factor: Floats = np.exp(self.luck(random, size) - spread**2 / 2)
        return factor

    def changed(self, kpi: str, usual: Floats | float) -> Floats:
        """What a KPI becomes by the plan's changes, as far as the rollout has come; shape (days, branches).

        No KPI of a model falls below zero.
        """
        value: Floats = np.broadcast_to(np.asarray(usual, np.float64), self.ramp.shape).copy()
        for change in self.plan.changes:
            if change.kpi == kpi:
                here = np.array([change.branch in ("", branch) for branch in self.plan.branches])
                value += self.ramp * here * (np.maximum(_after(change, value), 0.0) - value)
        return value

    def draw(self, random: np.random.Generator, expected: Floats) -> Rows:
        """Draw Poisson numbers of events with these means."""
        counts = random.poisson(np.broadcast_to(expected, self.ramp.shape))
        day, branch = np.divmod(np.repeat(np.arange(counts.size), counts.ravel()), counts.shape[1])
        return Rows(day, branch)

    def moments(self, random: np.random.Generator, day: Integers, first_hour: float, last_hour: float) -> Moments:
        """Spread events over the hours of their days; local times in whole seconds."""
        hours = last_hour - first_hour
        second = np.int64(3600 * first_hour) + (3600 * hours * random.beta(1.6, 1.9, day.size)).astype(np.int64)
        moments: Moments = self.midnight(day) + second.astype("timedelta64[s]")
        return moments

    def midnight(self, day: Integers) -> Moments:
        """The beginning of days by their position."""
        start: Moments = np.datetime64(self.plan.earliest, "s") + day.astype("timedelta64[D]")
        return start

    def next_open(self) -> Integers:
        """Shape (days + 1,): of every day itself or the next open one; the last entry stands for never."""
        found = np.where(np.append(self.is_open, True), np.arange(self.count + 1), self.count)
        following: Integers = np.minimum.accumulate(found[::-1])[::-1]
        return following

    def within(self, window: Window) -> Flags:
        """Flags of the days of a window, without holidays; shape (days, branches)."""
        first, end = ((day - self.plan.earliest).days for day in (window.start, window.end))
        position = np.arange(self.count)
        inside = (position >= first) & (position < end) & ~self.is_holiday
        flags: Flags = np.broadcast_to(inside[:, None], self.ramp.shape).copy()
        return flags


def _after(change: BuiltInChange, value: Floats) -> Floats:
    low = change.change.low.in_base_unit
    match change.change.kind:
        case TargetKind.RELATIVE:
            return value + np.abs(value) * low
        case TargetKind.FACTOR:
            return value * low
        case _:
            return value + low


def simulated_days(plan: SimulationPlan, week: Sequence[float]) -> SimulatedDays:
    """Lay out the days of a plan.

    Args:
        plan: what they are to be like.
        week: seven numbers from Monday: how much happens on such a day, about 1; 0 when closed.
    """
    count = (plan.until - plan.earliest).days
    dates = [plan.earliest + timedelta(days=offset) for offset in range(count)]
    since = np.arange(count)[:, None] - np.array(
        [(plan.go_live_of(branch) - plan.earliest).days for branch in range(len(plan.branches))]
    )
    ramp = np.clip((since + 1) / (plan.ramp_up_days + 1), 0.0, 1.0)
    return SimulatedDays(
        plan=plan,
        week=np.array(week, np.float64),
        weekday=np.array([day.weekday() for day in dates]),
        is_holiday=np.array([day.month == 1 and day.day in _HOLIDAYS for day in dates]),
        ramp=ramp,
    )
