"""A gate: a claim about error rates, how often it is tried, and the band in which its figures must lie.

The bands of stats 5.2 leave room for the chance of a full run. A small run gets a wider band: a figure that lies
exactly on the edge passes in 999 of 1000 small runs.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import Literal

from attrs import frozen
from scipy.stats import binom

CHANCE = 0.001
_NORMAL = 3.09
LEAST_RUNS = 60
QUICK_PART = 10


@frozen
class Line:
    """One figure of a gate.

    Attributes:
        what: what was tried.
        value: the figure.
        runs: how many simulated rollouts it rests on.
        low, high: the band; None where that side is open.
        of: a share of runs; a ratio of two standard deviations; or an exact deviation, in which there is no chance.
        error: the standard error of a share whose trials hang together, as KPIs of one rollout do; None where every run
            is one trial.
    """

    what: str
    value: float
    runs: int
    low: float | None = None
    high: float | None = None
    of: Literal["share", "ratio", "exact"] = "share"
    error: float | None = None

    def holds(self, *, full: bool) -> bool:
        """Tell whether the figure lies in its band, widened for the chance of a small run unless it is `full`."""
        low, high = (self.low, self.high) if full or self.of == "exact" else self._widened()
        return (low is None or self.value >= low) and (high is None or self.value <= high)

    def _widened(self) -> tuple[float | None, float | None]:
        if self.of == "ratio":
            slack = _NORMAL / math.sqrt(2 * self.runs)
            low = None if self.low is None else self.low * (1 - slack)
            return low, None if self.high is None else self.high * (1 + slack)
        if self.error is not None:
            slack = _NORMAL * self.error
            low = None if self.low is None else self.low - slack
            return low, None if self.high is None else self.high + slack
        low = None if self.low is None else float(binom.ppf(CHANCE, self.runs, self.low)) / self.runs
        return low, None if self.high is None else float(binom.ppf(1 - CHANCE, self.runs, self.high)) / self.runs

    @property
    def chance(self) -> float:
        """The Monte Carlo standard error of the figure: how far chance alone moves it from run to run."""
        if self.of == "exact":
            return 0.0
        if self.of == "ratio":
            return self.value / math.sqrt(2 * self.runs)
        if self.error is not None:
            return self.error
        return math.sqrt(self.value * (1 - self.value) / self.runs)


@frozen
class Gate:
    """A claim with its simulation.

    Attributes:
        id: its number in stats 5.2.
        title: the claim in plain words.
        run: gives the figures from so many runs.
        runs: of a full run.
        note: what a reader of the page should know beside the figures.
        small: the runs of a small version, where a run is so much that a tenth takes too long.
    """

    id: str
    title: str
    run: Callable[[int], Iterable[Line]]
    runs: int
    note: str = ""
    small: int | None = None

    @property
    def quick_runs(self) -> int:
        """The runs of a small version."""
        if self.small is not None:
            return self.small
        return min(self.runs, max(LEAST_RUNS, self.runs // QUICK_PART))


def share(flags: Iterable[bool]) -> float:
    """Give the share of what is true."""
    known = [bool(flag) for flag in flags]
    return sum(known) / len(known)
