"""Rollouts that reached some parts and not others, on which nothing happened, looked at every week (gate S10)."""

from __future__ import annotations

import numpy as np
from goalposts.inference.always_valid import always_valid_half_width
from goalposts.inference.look import Tuning
from goalposts.inference.relabelled import PartChanges, Waves
from goalposts.inference.resampling import Trial
from goalposts.inference.staggered import NEVER, Panel

from validity.arrays import Floats
from validity.processes import BURN_IN, autoregressive, generator

WEEK = 7
WEEKS_BEFORE = 26
FIRST_LOOK_WEEKS = 2
SECOND_WAVE = 3
"""Weeks after the first."""


def looks_at_parts(treated: int, others: int, looks: int, runs: int, *, tuning: Tuning) -> float:
    """The share of rollouts in which any weekly look at the changes of parts leaves zero out."""
    units, length = treated + others, WEEK * (WEEKS_BEFORE + looks + FIRST_LOOK_WEEKS - 1)
    got = np.arange(units) < treated
    alarms = 0
    for values in _days(f"looks at {treated} and {others}", units, length, runs):
        before = values[:, : WEEK * WEEKS_BEFORE].mean(axis=1)
        ends = (WEEK * (WEEKS_BEFORE + FIRST_LOOK_WEEKS + look) for look in range(looks))
        changes = (values[:, WEEK * WEEKS_BEFORE : end].mean(axis=1) - before for end in ends)
        alarms += any(_alarms(PartChanges(change, np.ones(units), got).trial(), tuning) for change in changes)
    return alarms / runs


def looks_at_waves(units: int, looks: int, runs: int, *, tuning: Tuning) -> float:
    """The same of half of the parts reached in two waves, from the look on that sees both."""
    weeks = WEEKS_BEFORE + SECOND_WAVE + looks + 1
    start = np.full(units, NEVER)
    start[: units // 4], start[units // 4 : units // 2] = WEEKS_BEFORE, WEEKS_BEFORE + SECOND_WAVE
    alarms = 0
    for values in _days(f"looks at {units} in waves", units, WEEK * weeks, runs):
        by_week = values.reshape(units, weeks, WEEK).mean(axis=2)
        ends = range(weeks - looks + 1, weeks + 1)
        panels = (Panel(by_week[:, :end], start, np.ones(units)) for end in ends)
        alarms += any(_alarms(Waves(panel).trial(), tuning) for panel in panels)
    return alarms / runs


def _days(name: str, units: int, length: int, runs: int) -> Floats:
    """Daily means of units that share the shocks of a day and have their own; shape (runs, units, days)."""
    random = generator(name)
    common = autoregressive(0.5, random.standard_normal((runs, BURN_IN + length)))
    own = autoregressive(0.5, random.standard_normal((runs * units, BURN_IN + length))).reshape(runs, units, length)
    found: Floats = own + common[:, np.newaxis]
    return found


def _alarms(found: Trial | None, tuning: Tuning) -> bool:
    if found is None:
        return False
    half = always_valid_half_width(
        found.standard_error, found.degrees_of_freedom, tuning.change, tuning.probability_of_error
    )
    return abs(found.step) > half
