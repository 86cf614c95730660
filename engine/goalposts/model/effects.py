"""What inference concludes: effects, levels, and the gates that refuse to conclude.

Plain numbers only, no arrays, so that every other package can read a conclusion without numpy.
Effects are signed in the KPI's own unit (evaluation minus what would have been), not in the good direction.
"""

from __future__ import annotations

from typing import Literal

from attrs import frozen

WindowName = Literal["baseline", "evaluation", "both"]
"""The window, or windows, that a gate speaks about."""

INVALIDATING = frozenset({"coverage", "gap"})
"""Codes of gate failures that make a goal invalid; every other code makes it inconclusive."""


@frozen
class Relative:
    """An effect as a fraction of its counterfactual, with its 95 % interval."""

    value: float
    low: float
    high: float


@frozen
class EffectParts:
    """The attribution table: four parts that add up to evaluation level minus baseline level."""

    trend: float
    season: float
    rollout: float
    residual: float

    @property
    def total(self) -> float:
        """Evaluation level minus baseline level."""
        return self.trend + self.season + self.rollout + self.residual


@frozen
class Effect:
    """What a rollout is estimated to have done to a KPI, on average over the evaluation window.

    `low` and `high` bound the 95 % interval and `p_value` is two-sided for "no effect"; neither is adjusted for the
    number of goals. `rho` is the day-to-day (or week-to-week) autocorrelation that was removed. `counterfactual` is
    the model's mean of the evaluation window had nothing happened. `method` names estimator, step and scale, such as
    "its-ewc-daily" or "its-ewc-weekly-log". The days are the open days used.
    """

    estimate: float
    standard_error: float
    degrees_of_freedom: int
    low: float
    high: float
    p_value: float
    relative: Relative | None
    rho: float
    counterfactual: float
    parts: EffectParts
    method: str
    baseline_days: int
    evaluation_days: int
    long_enough_to_prove: bool
    """At least 56 open baseline days and 28 open evaluation days (stats 1.1)."""
    volume_changed: bool
    """The median daily denominator left x0.5..x2 of its baseline: the mix may have changed."""


@frozen
class Level:
    """The value of a KPI over one window, with its 95 % interval; `days` are the open days used."""

    value: float
    low: float
    high: float
    standard_error: float
    degrees_of_freedom: int
    days: int


@frozen
class GateFailure:
    """Why no effect is given: a code, the window, and the numbers that a sentence about it needs.

    Codes: `coverage`, `gap` (invalid); `too_few_days`, `too_few_weeks`, `too_few_of_a_weekday`,
    `negative_denominator`, `no_variation` (inconclusive).
    """

    code: str
    window: WindowName
    fact: tuple[tuple[str, float], ...] = ()

    @property
    def makes_invalid(self) -> bool:
        """Whether the goal is invalid rather than inconclusive."""
        return self.code in INVALIDATING
