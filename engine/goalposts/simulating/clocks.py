"""How long something takes that begins on one day and ends on another, drawn or reckoned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from attrs import frozen

if TYPE_CHECKING:
    from goalposts.simulating.arrays import Floats, Integers
    from goalposts.simulating.days import SimulatedDays

_LONGEST_PAUSE: Final = 14
"""Days by which a closed day puts off what falls on it, at most."""


@frozen
class Clock:
    """How long something takes: `earliest` days and a log-logistic time on top, cut off.

    Attributes:
        earliest: whole days.
        scale: about the median of the time on top, days.
        shape: the larger, the less it scatters.
        latest: the longest time on top, days.
    """

    earliest: int
    scale: float
    shape: float
    latest: int

    def reached_by(self, time: Floats, factor: Floats) -> Floats:
        """The share whose time on top is at most so long, where the clock goes slower by a factor."""
        scale = self.scale * factor
        ratios = np.power(np.maximum(time, 1e-9) / scale, self.shape), np.power(self.latest / scale, self.shape)
        share: Floats = ratios[0] / (1 + ratios[0]) / (ratios[1] / (1 + ratios[1]))
        return share

    def shares(self, factor: Floats) -> Floats:
        """The share of each whole age, on a further axis; shape (..., earliest + latest)."""
        bounds = np.arange(self.latest + 1, dtype=np.float64)
        share = np.diff(self.reached_by(bounds, factor[..., None]), axis=-1)
        return np.concatenate([np.zeros((*factor.shape, self.earliest)), share], axis=-1)

    def draw(self, random: np.random.Generator, factor: Floats) -> Integers:
        """Draw whole ages."""
        scale = self.scale * factor
        most = np.power(self.latest / scale, self.shape)
        reached = random.random(factor.size) * most / (1 + most)
        ages: Integers = (scale * np.power(reached / (1 - reached), 1 / self.shape)).astype(np.int64)
        return self.earliest + ages


def by_age(days: SimulatedDays, entries: Floats) -> Floats:
    """Put off to the next open day what falls on a closed one; what ends after the last day has no age.

    Args:
        days: which of them are open.
        entries: how many of each day and branch end at each age, shape (days, branches, ages).
    """
    following = days.next_open()
    found = np.zeros((*entries.shape[:2], entries.shape[2] + _LONGEST_PAUSE))
    for day in range(days.count):
        end = following[np.minimum(day + np.arange(entries.shape[2]), days.count)]
        seen = end < days.count
        np.add.at(found[day].T, end[seen] - day, entries[day].T[seen])
    return found


def by_end(entries: Floats, weights: Floats) -> Floats:
    """Sum entries by the day of their end.

    Args:
        entries: shape (days, branches, ages).
        weights: of the day of entry, shape (days, branches).
    """
    found = np.zeros(entries.shape[:2])
    for day in range(entries.shape[0]):
        reach = min(entries.shape[2], entries.shape[0] - day)
        found[day : day + reach] += (weights[day][:, None] * entries[day])[:, :reach].T
    return found


def ended(entries: Floats, weights: Floats) -> Floats:
    """Sum entries by the day of entry.

    Args:
        entries: shape (days, branches, ages).
        weights: of the day of their end, shape (days, branches).
    """
    found = np.zeros(entries.shape[:2])
    for day in range(entries.shape[0]):
        reach = min(entries.shape[2], entries.shape[0] - day)
        found[day] = (entries[day][:, :reach] * weights[day : day + reach].T).sum(axis=1)
    return found
