"""Rollouts that reached some units and not others, on which nothing happened: what the product's comparisons say."""

from __future__ import annotations

import numpy as np
from goalposts.inference.combined_waves import combined_waves
from goalposts.inference.difference import Differenced, Pair, difference_effect
from goalposts.inference.segment_change import compare_changes
from goalposts.inference.segment_effect import Levels
from goalposts.inference.staggered import NEVER, Panel, fit_staggered
from goalposts.inference.student import interval_quantile
from goalposts.inference.unit_change import UnitValues, compare_units

from validity.arrays import Flags, Floats
from validity.panels import BEFORE, panel
from validity.processes import BURN_IN, EVENTS_PER_DAY, FIRST_DAY, OVERALL_MEAN, autoregressive, generator
from validity.product import LEVEL, window

LARGEST = 30.0
"""How many times the smallest unit the largest is."""
SLOPE_SD = 1.0
"""Rise of a unit's own trend over the whole span, in sd."""
STARTS = (8, 12, NEVER)
"""Weeks, of 24, at which each third of the units is reached."""
WEEKS = 24
WAVE_DAYS = (60, 90)
UNIT_SEED, UNIT_EFFECT, UNIT_NOISE, TEAM_SHOCK = 20_261_126, 0.5, 0.4, 0.3
"""Of units: noise of a window and shocks of a team, in sd of the units' lasting levels."""


def own_trends(values: Floats) -> Floats:
    """Let every unit rise or fall by itself, from the first day to the last; `values` is (runs, units, days)."""
    runs, units, length = values.shape
    slopes = SLOPE_SD * generator(f"own trends {units}").standard_normal((runs, units, 1))
    found: Floats = values + slopes * np.arange(length) / length
    return found


def by_parts(treated: int, controls: int, runs: int, *, unequal: bool = False) -> Flags:
    """Whether the change of parts with the rollout passes for another than that of the parts without; shape (runs,)."""
    units = treated + controls
    sizes = np.geomspace(1.0, LARGEST, units) if unequal else np.ones(units)
    sizes = generator("sizes").permutation(sizes)
    values = panel(units, runs)
    changes = values[:, :, BEFORE:].mean(axis=2) - values[:, :, :BEFORE].mean(axis=2)
    got = np.arange(units) < treated
    fits = [compare_changes(change, sizes, got) for change in changes]
    return np.array([fit is not None and fit.p_value < LEVEL for fit in fits])


def by_days(treated: int, controls: int, runs: int, *, trends: bool = False) -> Flags:
    """Whether the days with the rollout pass for others than those without; many controls are weighed."""
    values = panel(treated + controls, runs)
    if trends:
        values = own_trends(values)
    found = []
    for run in values:
        own, others = run[:treated], run[treated:]
        pairs = [pair(other, BEFORE) for other in others] if treated == 1 else [pair(others.mean(axis=0), BEFORE)]
        effect = difference_effect("ratio", pair(own.mean(axis=0), BEFORE), pairs)
        found.append(_effect(effect).effect.p_value < LEVEL)
    return np.array(found)


def by_units(teams: int, runs: int) -> Flags:
    """Whether units of teams with the rollout pass for having changed otherwise than those of as many without."""
    fits = [compare_units(_units(number, teams)) for number in range(runs)]
    return np.array([fit is not None and fit.change.p_value < LEVEL for fit in fits])


def units_missed(teams: int, runs: int) -> Flags:
    """Whether the likely range of a true effect on units lies beside it."""
    found = []
    for number in range(runs):
        fit = compare_units(_units(number, teams, UNIT_EFFECT))
        change = None if fit is None else fit.change
        found.append(
            change is None
            or abs(change.difference - UNIT_EFFECT)
            > interval_quantile(change.degrees_of_freedom) * change.standard_error
        )
    return np.array(found)


def _units(number: int, teams: int, effect: float = 0.0) -> UnitValues:
    """Units of 5 to 15 a team, with lasting levels of their own; a team shares a shock, and its newcomers none."""
    random = np.random.default_rng([UNIT_SEED, teams, number])
    cluster = np.repeat(np.arange(2 * teams), random.integers(5, 16, 2 * teams))
    treated = np.arange(2 * teams) < teams
    own = random.standard_normal(cluster.size)
    noise = UNIT_NOISE * random.standard_normal((2, cluster.size))
    shared = TEAM_SHOCK * random.standard_normal((2, 2 * teams))[:, cluster]
    before, after = own + noise + shared
    return UnitValues(before, after + effect * treated[cluster], cluster, treated)


def by_waves(units: int, runs: int) -> Flags:
    """Whether parts that are reached in three waves pass for having changed; readings are weeks."""
    random, shape = generator(f"waves {units}"), (runs, units, BURN_IN + WEEKS)
    common = autoregressive(0.4, random.standard_normal((runs, BURN_IN + WEEKS)))
    own = autoregressive(0.4, random.standard_normal(shape).reshape(runs * units, -1)).reshape(runs, units, WEEKS)
    starts = np.array([STARTS[unit % len(STARTS)] for unit in range(units)])
    panels = (Panel(values, starts, np.ones(units)) for values in own + common[:, np.newaxis])
    return np.array([fit is not None and fit.p_value < LEVEL for fit in map(fit_staggered, panels)])


def by_few_waves(runs: int) -> Flags:
    """Whether two waves of one part each, against a part that is never reached, pass for having changed it."""
    random, length = generator("few waves"), WAVE_DAYS[-1] + 90
    common = autoregressive(0.5, random.standard_normal((runs, BURN_IN + length)))
    own = autoregressive(0.5, random.standard_normal((runs * 3, BURN_IN + length))).reshape(runs, 3, length)
    found = []
    for run in own + common[:, np.newaxis]:
        waves = [
            _effect(difference_effect("ratio", pair(run[place], day), [pair(run[2], day)])).effect
            for place, day in enumerate(WAVE_DAYS)
        ]
        levels = Levels(float(run[:, : WAVE_DAYS[0]].mean()), float(run[:, WAVE_DAYS[-1] :].mean()), 60, 90)
        found.append(combined_waves(waves, levels, logarithmic=False).p_value < LEVEL)
    return np.array(found)


def _effect(found: Differenced | tuple[object, ...]) -> Differenced:
    """Demand an answer: a simulation that is refused says nothing of error rates."""
    if not isinstance(found, Differenced):
        raise ValueError(f"simulated windows: an effect is needed, found the refusals {found}")  # noqa: TRY004
    return found


def pair(values: Floats, go_live: int) -> Pair:
    """Give daily means as the two windows that the product reads, every day of as many events."""
    events = np.full(values.size, round(EVENTS_PER_DAY))
    sums = (OVERALL_MEAN + values) * events
    spans = slice(0, go_live), slice(go_live, values.size)
    return Pair(*(window(FIRST_DAY + days.start, sums[days], events[days]) for days in spans))
