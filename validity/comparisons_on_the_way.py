"""Rollouts that reached some parts and not others, on which nothing happened, looked at every week (gate S10)."""

from __future__ import annotations

import numpy as np
from goalposts.inference.always_valid import always_valid_half_width
from goalposts.inference.combined_waves import combined_waves
from goalposts.inference.difference import Differenced, Pair, difference_effect
from goalposts.inference.look import Tuning, look
from goalposts.inference.relabelled import PartChanges, Waves
from goalposts.inference.resampling import Trial
from goalposts.inference.segment_effect import Levels
from goalposts.inference.staggered import NEVER, Panel
from goalposts.verdict.effect_trial import trial_of

from validity.arrays import Counts, Floats
from validity.comparisons import pair
from validity.processes import BURN_IN, FIRST_DAY, OVERALL_MEAN, autoregressive, generator
from validity.product import window

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


def looks_at_few_waves(looks: int, runs: int, *, tuning: Tuning) -> float:
    """The same of two waves of one part each beside one that is never reached; a wave counts from its second week."""
    first, second = WEEK * WEEKS_BEFORE, WEEK * (WEEKS_BEFORE + SECOND_WAVE)
    length, alarms = first + WEEK * (looks + FIRST_LOOK_WEEKS - 1), 0
    for values in _days("looks at few waves", 3, length, runs):
        ends = (first + WEEK * (FIRST_LOOK_WEEKS + look) for look in range(looks))
        alarms += any(_alarms(_joined(values[:, :end], (first, second)), tuning) for end in ends)
    return alarms / runs


def _joined(values: Floats, starts: tuple[int, int]) -> Trial | None:
    known = [
        found.effect
        for own, start in zip(values, starts, strict=False)
        if start < values.shape[1]
        and isinstance(found := difference_effect("ratio", pair(own, start), [pair(values[-1], start)]), Differenced)
    ]
    if not known:
        return None
    return trial_of(combined_waves(known, Levels(0.0, 0.0, 0, 0), logarithmic=False), logarithmic=False)


def looks_at_same_units(units: int, looks: int, runs: int, *, tuning: Tuning) -> float:
    """The same of units, many of which are there on few days, so that every look sees more of them on both sides."""
    before, length = WEEK * WEEKS_BEFORE, WEEK * (WEEKS_BEFORE + looks + FIRST_LOOK_WEEKS - 1)
    random, alarms = generator("units on few days"), 0
    for shocks in _days("looks at same units", 1, length, runs):
        own, presence = random.standard_normal(units), random.uniform(0.05, 0.9, units)
        events = random.poisson(5.0, (units, length)) * (random.random((units, length)) < presence[:, np.newaxis])
        noise = random.standard_normal((units, length)) / np.sqrt(np.maximum(events, 1))
        sums = events * (OVERALL_MEAN + own[:, np.newaxis] + shocks + noise)
        ends = (before + WEEK * (FIRST_LOOK_WEEKS + look) for look in range(looks))
        alarms += any(_moved(_of_both(sums, events, before, end), tuning) for end in ends)
    return alarms / runs


def _of_both(sums: Floats, events: Counts, before: int, end: int) -> Pair:
    """The series of the units that both windows have by now."""
    spans = slice(0, before), slice(before, end)
    both = np.logical_and(*(events[:, days].any(axis=1) for days in spans))
    totals = [[numbers[both, days].sum(axis=0) for numbers in (sums, events)] for days in spans]
    return Pair(*(window(FIRST_DAY + days.start, *numbers) for days, numbers in zip(spans, totals, strict=True)))


def _moved(both: Pair, tuning: Tuning) -> bool:
    seen = look("ratio", both.before, both.after, tuning)
    return seen is not None and not seen.low <= 0 <= seen.high


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
