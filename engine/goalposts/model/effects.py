"""What inference concludes: effects, levels, and the gates that refuse to conclude.

Plain numbers only, no arrays, so that every other package can read a conclusion without numpy.
Effects are signed in the KPI's own unit (evaluation minus what would have been), not in the good direction.
"""

from __future__ import annotations

from typing import Literal

from attrs import field, frozen

from goalposts.locale import Text, optional_text

WindowName = Literal["baseline", "evaluation", "both"]
"""The window, or windows, that a gate speaks about."""

Design = Literal[
    "interrupted time series",
    "difference in differences",
    "staggered rollout",
    "unit level",
    "same units before and after",
    "level against a declared number",
]
"""How the effect was told from what would have happened anyway: the rung of the ladder."""

INVALIDATING = frozenset({"coverage", "gap", "silent_end", "missing_periods", "gap_of_periods"})
"""Codes of gate failures that make a goal invalid; every other code makes it inconclusive."""


@frozen
class Relative:
    """An effect as a fraction of its counterfactual, with its 95 % interval."""

    value: float
    low: float
    high: float


@frozen
class EffectParts:
    """The attribution table: parts that add up to evaluation level minus baseline level.

    Attributes:
        trend, season: what the trend, and the calendar, would have changed alone.
        rollout: what is left to the rollout.
        residual: what the model does not place.
        influences: what every declared influence did, by its name.
        mix: another mix of cases, at the values that each kind of case had before.
        measurement: another instrument, by the factor of a parallel run.
        control: what moved the comparison group too.
    """

    trend: float
    season: float
    rollout: float
    residual: float
    influences: tuple[tuple[str, float], ...] = ()
    mix: float = 0.0
    measurement: float = 0.0
    control: float = 0.0

    @property
    def total(self) -> float:
        """Evaluation level minus baseline level."""
        declared = sum(part for _, part in self.influences)
        known = self.trend + self.season + declared + self.mix + self.measurement + self.control
        return known + self.rollout + self.residual


@frozen
class Check:
    """One diagnostic of an attribution, with its value and threshold (stats 1.9).

    Attributes:
        name: a few words with hyphens, stable: `placebo-in-time`.
        passed: None where it does not apply, or only informs.
        id: its number in the statistics, `D3`; empty for one that a plugin brings.
        caps: the best grade that is left when it fails; empty when it caps none.
        text: a sentence for people.
    """

    name: str
    passed: bool | None
    value: float | None = None
    threshold: float | None = None
    id: str = ""
    caps: str = ""
    text: Text | None = field(default=None, converter=optional_text)


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
    """At least 56 open baseline days and 28 open evaluation days, or a comparison group (stats 1.1)."""
    volume_changed: bool
    """The median daily denominator left x0.5..x2 of its baseline: the mix may have changed."""
    design: Design = "interrupted time series"
    checks: tuple[Check, ...] = ()
    kappa: float | None = None
    """By how much pretended go-lives in the baseline widened the interval, at least 1; None where impossible."""
    influences_left_out: tuple[tuple[str, str], ...] = ()
    """The names of influences that the data cannot tell from the rollout or from each other, with the reason's code."""


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

    Codes: `coverage`, `gap`, `silent_end`, and in periods `missing_periods`, `gap_of_periods` (invalid);
    `too_few_days`, `too_few_weeks`, `too_few_of_a_weekday`, `negative_denominator`, `no_variation`, `insufficient_n`,
    and in periods `too_few_periods`, `too_few_entry_weeks`, `years_without_comparison` (inconclusive).
    """

    code: str
    window: WindowName
    fact: tuple[tuple[str, float], ...] = ()

    @property
    def makes_invalid(self) -> bool:
        """Whether the goal is invalid rather than inconclusive."""
        return self.code in INVALIDATING
