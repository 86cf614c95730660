"""What every week of entry contributes to a time to event: jackknife influence values (stats 1.0).

The value of a week is θ + W (1 - h) (θ - θ without the week), with W weeks and h the week's share of the entries: the
pseudo-value of the delete-a-group jackknife with groups of unequal size (Busing, Meijer and van der Leeden 1999), which
of a plain share is exactly its linearisation. The values are centred on θ.

A median jumps by whole days when a week is left out, or does not move at all. So of a time in which a share p had the
event, the share by that time is jackknifed, and divided by the slope of the curve there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from attrs import frozen

from goalposts.expressions.formula import SHARES

if TYPE_CHECKING:
    from goalposts.expressions import Survival
    from goalposts.scoring.arrays import Floats, Integers

_DAY: Final = 86_400.0
_SPREAD: Final = 0.2
"""The part of p over which the slope is taken on either side: from 0.4 to 0.6 of a median."""


@frozen(eq=False)
class Curves:
    """Tables of several groups of entries, each of shape (..., ages), and what they tell."""

    reached: Integers
    other: Integers
    lost: Integers

    def without(self) -> Curves:
        """Every group's table of all entries but its own."""
        return Curves(*(table.sum(axis=0) - table for table in (self.reached, self.other, self.lost)))

    def total(self) -> Curves:
        """All entries as one group."""
        return Curves(*(table.sum(axis=0, keepdims=True) for table in (self.reached, self.other, self.lost)))

    @property
    def entries(self) -> Floats:
        """How many entries every group has."""
        entries: Floats = (self.reached + self.other + self.lost).sum(axis=-1).astype(np.float64)
        return entries

    def survival_and_incidence(self) -> tuple[Floats, Floats]:
        """The share without any end after each age, and that of the event of interest by it; both (groups, ages)."""
        gone = self.reached + self.other + self.lost
        risk = np.maximum(np.cumsum(gone[..., ::-1], axis=-1)[..., ::-1], 1)
        survival = np.cumprod(1.0 - (self.reached + self.other) / risk, axis=-1)
        before = np.concatenate((np.ones((*gone.shape[:-1], 1)), survival[..., :-1]), axis=-1)
        incidence = np.cumsum(before * self.reached / risk, axis=-1)
        return survival.astype(np.float64), incidence.astype(np.float64)


@frozen(eq=False)
class Influence:
    """The reading of all entries, and one value a group whose mean it is; in KPI units."""

    level: float
    values: Floats


def influence_of(formula: Survival, age: int, groups: Curves) -> Influence | None:
    """Give every group's influence value; None under two groups, and when the reading does not exist.

    Args:
        formula: a time to event.
        age: to which every entry was followed, in days.
        groups: tables of the weeks of entry, shape (weeks, ages) with more ages than `age`; every week has entries.
    """
    if groups.entries.size < 2:
        return None
    all_survival, all_incidence = (curve[0] for curve in groups.total().survival_and_incidence())
    survival, incidence = groups.without().survival_and_incidence()
    weights = _weights(groups.entries)
    if formula.give in SHARES:
        return _centred(float(all_incidence[age]), weights * (all_incidence[age] - incidence[:, age]))
    if formula.give == "mean":
        mean, others = all_survival[:age].sum(), survival[:, :age].sum(axis=1)
        return _centred(_DAY * float(mean), _DAY * weights * (mean - others))
    return _of_time(formula, age, all_incidence, incidence, weights)


def influences_of(groups: Curves, age: int, *, any_end: bool) -> Floats | None:
    """Give every group's influence value on the share that had the event of interest, or any end, by an age.

    None under two groups.
    """
    if groups.entries.size < 2:
        return None
    of = 0 if any_end else 1
    whole = groups.total().survival_and_incidence()[of][0, age]
    others = groups.without().survival_and_incidence()[of][:, age]
    level, moved = (1 - whole, others - whole) if any_end else (whole, whole - others)
    return _centred(float(level), _weights(groups.entries) * moved).values


def _weights(entries: Floats) -> Floats:
    weights: Floats = entries.size * (1.0 - entries / entries.sum())
    return weights


def _of_time(formula: Survival, age: int, whole: Floats, others: Floats, weights: Floats) -> Influence | None:
    """A time in which a share had the event; of a half rise the share itself is an estimate too."""
    rises = formula.give == "half_rise"
    share = float(whole[age]) / 2 if rises else 0.5 if formula.q is None else formula.q
    if not 0 < share <= whole[-1] + 1e-12:
        return None
    time = _time_of(whole, share)
    slope = _slope(whole, share)
    if not slope > 0:
        return None
    moved = share - np.array([_share_by(curve, time) for curve in others])
    wanted = (whole[age] - others[:, age]) / 2 if rises else 0.0
    return _centred(_DAY * time, _DAY * weights * (wanted - moved) / slope)


def _centred(level: float, deviations: Floats) -> Influence:
    return Influence(level, level + deviations - deviations.mean())


def _slope(curve: Floats, share: float) -> float:
    """The rise of a curve a day around a share of it."""
    low, high = (1 - _SPREAD) * share, share + min(_SPREAD * share, max(float(curve[-1]) - share, 0.0) / 2)
    return (high - low) / (_time_of(curve, high) - _time_of(curve, low))


def _time_of(curve: Floats, share: float) -> float:
    """The time at which a curve reaches a share, in days; what ends at an age ends within half a day around it."""
    age = int(np.flatnonzero(curve >= share - 1e-12)[0])
    before = float(curve[age - 1]) if age else 0.0
    return age - 0.5 + (share - before) / (float(curve[age]) - before)


def _share_by(curve: Floats, time: float) -> float:
    """The share that a curve has reached by a time: the inverse of `_time_of`."""
    ages = np.arange(curve.size) + 0.5
    return float(np.interp(time, np.concatenate(([-0.5], ages)), np.concatenate(([0.0], curve))))
