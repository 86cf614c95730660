"""Readings by period, with the rollout less without: a table by week, month, quarter or year beside a control group.

The same engine as for differences of days (stats 1.3), trend in. Control rows are taken together and not weighed: over
so few readings weights fit the noise, and what is left looks calmer than it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from attrs import evolve, frozen

from goalposts.inference.design import Season
from goalposts.inference.difference import Differenced, aligned, joint_early_p, with_control
from goalposts.inference.period_readings import (
    LEAST_WITH_A_YEAR,
    PeriodReadings,
    coverage,
    days_of,
    too_few,
    volume_changed,
)
from goalposts.inference.step import fit_step
from goalposts.inference.units import additive_magnitude, composed
from goalposts.model.effects import GateFailure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.inference.arrays import Flags

EARLY_PERIODS = 4
"""Readings of one early step before the rollout; two of them may take half of the baseline."""


@frozen(eq=False)
class PeriodPair:
    """The same KPI on some rows, before and after, by the same period."""

    before: PeriodReadings
    after: PeriodReadings

    def failures(self) -> Iterator[GateFailure]:
        """Ask the gates of coverage and length of both windows."""
        yield from coverage("baseline", self.before)
        yield from coverage("evaluation", self.after)
        yield from too_few("baseline", self.before)
        yield from too_few("evaluation", self.after)

    @property
    def growth(self) -> float:
        """The volume of a usual period after, by that before."""
        return float(self.after.volumes.mean() / self.before.volumes.mean())


def period_difference(treated: PeriodPair, control: PeriodPair) -> Differenced | tuple[GateFailure, ...]:
    """Estimate the step of treated less control, or say by which gates that is refused."""
    if failures := tuple(dict.fromkeys((*treated.failures(), *control.failures()))):
        return failures
    before = aligned([treated.before.readings, control.before.readings])
    after = aligned([treated.after.readings, control.after.readings])
    annual = before.moments.size >= LEAST_WITH_A_YEAR.get(treated.before.period, before.moments.size + 1)
    season, weights = Season(weekdays=False, annual=annual), np.ones(1)
    base = before.less(weights)
    contiguous = all(pair.after.index[0] - pair.before.index[-1] == 1 for pair in (treated, control))
    fit = fit_step(base, after.less(weights), season, contiguous=contiguous)
    if fit is None:
        return (GateFailure("no_variation", "both"),)
    levels = [float(side.others.mean()) for side in (before, after)]
    observed = treated.after.shown - treated.before.shown
    effect = composed(
        additive_magnitude(observed, evolve(fit, level=levels[1])),
        fit,
        method=f"its-ewc-{treated.before.kind}-difference",
        days=(days_of(treated.before), days_of(treated.after)),
        volume_changed=volume_changed(treated.before, treated.after),
    )
    named = evolve(
        effect,
        parts=with_control(effect.parts, observed, levels[1] - levels[0]),
        design="difference in differences",
        long_enough_to_prove=True,
    )
    return Differenced(named, joint_early_p(base, season, _early_blocks(base.moments.size)), float(base.values.std()))


def _early_blocks(count: int) -> tuple[Flags, Flags] | None:
    """The last two runs of four readings before the rollout; None where they are more than half of all."""
    if count < 4 * EARLY_PERIODS:
        return None
    place = np.arange(count) - count
    second = place >= -EARLY_PERIODS
    return (place >= -2 * EARLY_PERIODS) & ~second, second
