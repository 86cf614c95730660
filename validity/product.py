"""What the product itself says of simulated series, through the functions that its verdicts call."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

import numpy as np
from attrs import frozen
from goalposts.inference import Kind, WindowSeries, step_effect
from goalposts.model.effects import Effect

from validity.arrays import Counts, Flags, Floats
from validity.processes import FIRST_DAY, Draws, Process, draw

LEVEL = 0.05


@frozen(eq=False)
class Answers:
    """Effects that were found, each array of shape (runs,).

    Attributes:
        kappa: by which the standard error and the range were widened (stats 1.7); 1 where they were not.
    """

    effect: Floats
    standard_error: Floats
    low: Floats
    high: Floats
    p_value: Floats
    kappa: Floats

    @property
    def found_before_widening(self) -> Flags:
        """Where an effect would be called real if its range were not widened by what the baseline shows."""
        flags: Flags = np.abs(self.effect) > (self.high - self.effect) / self.kappa
        return flags

    @property
    def found(self) -> Flags:
        """Where an effect is called real."""
        flags: Flags = self.p_value < LEVEL
        return flags

    def cover(self, truth: float | Floats) -> Flags:
        """Where the likely range holds the truth."""
        flags: Flags = (self.low <= truth) & (truth <= self.high)
        return flags


@cache
def measured(process: Process, runs: int, effect: float = 0.0) -> Answers:
    """Give what the product finds in runs of a process; kept, since several gates look at the same runs."""
    return answers("ratio", windows(draw(process, runs, effect)))


def answers(kind: Kind, pairs: Iterable[tuple[WindowSeries, WindowSeries]]) -> Answers:
    """Estimate the effect of every pair of windows.

    Raises:
        ValueError: the product refuses a pair; a simulation that is refused says nothing of error rates.
    """
    found = []
    for before, after in pairs:
        effect = step_effect(kind, before, after)
        if not isinstance(effect, Effect):
            raise ValueError(  # noqa: TRY004 - windows that the product refuses are no matter of types
                f"simulated windows: an effect is needed, found the refusals {effect}"
            )
        kappa = 1.0 if effect.kappa is None else effect.kappa
        found.append((effect.estimate, effect.standard_error, effect.low, effect.high, effect.p_value, kappa))
    return Answers(*np.array(found).T)


def windows(draws: Draws) -> Iterator[tuple[WindowSeries, WindowSeries]]:
    """Give the two windows of every run."""
    process = draws.process
    spans = slice(0, process.baseline_days), slice(process.resumes, process.length)
    for sums, events in zip(draws.sums, draws.events, strict=True):
        before, after = (window(FIRST_DAY + span.start, sums[span], events[span]) for span in spans)
        yield before, after


def window(first_day: int, sums: Floats, events: Counts) -> WindowSeries:
    """Make a window of a ratio out of daily sums and counts."""
    days = first_day + np.arange(events.size)
    return WindowSeries(days, sums, events.astype(np.float64), events, events, np.zeros(events.size, dtype=np.bool_))
