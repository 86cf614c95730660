"""Reads a time to event from counts of entries: Kaplan and Meier 1958, with competing ends Aalen and Johansen 1978.

Time is in whole days. An end on a day comes before the loss from sight on that day, as is usual.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from attrs import frozen

from goalposts.expressions.formula import SHARES
from goalposts.model.maturity import days_followed
from goalposts.scoring.kernels.follow_up import AGES, OPEN, OTHER, OUTCOMES, REACHED, STEP

if TYPE_CHECKING:
    from collections.abc import Mapping

    from goalposts.expressions import Quantity, Survival
    from goalposts.scoring.arrays import Flags, Floats, Integers

_DAY: Final = 86_400.0


@frozen(eq=False)
class LifeTable:
    """Entries by age.

    Attributes:
        reached: shape (AGES,), entries whose event of interest fell on that age.
        other: shape (AGES,), entries that ended otherwise at that age.
        lost: shape (AGES,), entries still open when last seen at that age.
    """

    reached: Integers
    other: Integers
    lost: Integers

    @property
    def at_risk(self) -> Integers:
        """Shape (AGES,), entries neither ended nor lost before that age."""
        gone = self.reached + self.other + self.lost
        risk: Integers = np.cumsum(gone[::-1])[::-1]
        return risk

    @property
    def survival(self) -> Floats:
        """Shape (AGES,), the share not ended in any way after that age."""
        ends, risk = self.reached + self.other, np.maximum(self.at_risk, 1)
        return np.cumprod(1.0 - ends / risk).astype(np.float64)

    @property
    def incidence(self) -> Floats:
        """Shape (AGES,), the share whose event of interest came by that age, while other ends compete."""
        survival = self.survival
        before = np.concatenate(([1.0], survival[:-1]))
        curve: Floats = np.cumsum(before * self.reached / np.maximum(self.at_risk, 1))
        return curve

    def reached_by(self, age: int) -> float | None:
        """The share of the event of interest by an age; None when nobody was followed that long."""
        return float(self.incidence[age]) if self._is_known(age) else None

    def quantile(self, share: float) -> float | None:
        """The first age by which a share had the event of interest; None when so many are not seen to."""
        enough = np.flatnonzero(self.incidence >= share - 1e-12)
        return float(enough[0]) if enough.size else None

    def half_rise(self, age: int) -> float | None:
        """The first age by which half of those had the event of interest who have it by a later age.

        None when nobody was followed to that age, or nobody had the event by then.
        """
        reached = self.reached_by(age)
        if not reached:
            return None
        return float(np.flatnonzero(self.incidence >= reached / 2 - 1e-12)[0])

    def restricted_mean(self, age: int) -> float | None:
        """The mean time without any end up to an age, in days; None when nobody was followed that long."""
        # the curve is constant over [t, t + 1), so its area up to `age` is the sum of its values at 0 .. age - 1
        return float(self.survival[:age].sum()) if self._is_known(age) else None

    def _is_known(self, age: int) -> bool:
        return age < AGES and bool(self.at_risk[age] > 0 or (self.survival[age] < 1e-12 and self.at_risk[0] > 0))


def followed(keys: Integers, seen_until: int) -> tuple[Integers, Integers, Integers]:
    """The day, the age and the outcome of entries as they were seen by the last day of follow-up.

    What ended after it is open still; who came after it was followed for that day only.

    Args:
        keys: shape (entries,), as the kernel counted them.
        seen_until: the day code of the last day of follow-up.
    """
    day, rest = np.divmod(keys, STEP)
    age, outcome = np.divmod(rest, OUTCOMES)
    followed_for = np.maximum(seen_until - day, 0)
    unseen = (outcome == OPEN) | (age > followed_for)
    return day, np.where(unseen, followed_for, age), np.where(unseen, OPEN, outcome)


def life_table(keys: Integers, counts: Integers, seen_until: int) -> LifeTable:
    """Bring the entries of some days to one table.

    Args:
        keys: shape (entries,), as the kernel counted them.
        counts: shape (entries,).
        seen_until: the day code of the last day of follow-up; an end after it was not seen yet.
    """
    _, age, outcome = followed(keys, seen_until)
    age = np.minimum(age, AGES - 1)
    masks = (outcome == kind for kind in (REACHED, OTHER, OPEN))
    return LifeTable(*(np.bincount(age[m], weights=counts[m], minlength=AGES).astype(np.int64) for m in masks))


@frozen(eq=False)
class Cohort:
    """Which counts of entries belong to a cohort, and which of those reached the event; both of shape (entries,)."""

    members: Flags
    reached: Flags


def cohort(formula: Survival, params: Mapping[str, Quantity], keys: Integers, seen_until: int) -> Cohort:
    """Say which entries a formula looks at: all, or at a fixed age those followed to it."""
    day, age, outcome = followed(keys, seen_until)
    reached = outcome == REACHED
    if formula.give != "cohort":
        return Cohort(np.ones(keys.size, np.bool_), reached)
    horizon = _horizon(formula, params)
    members = seen_until - day >= horizon
    return Cohort(members, reached & members & (age <= horizon))


def read_survival(formula: Survival, params: Mapping[str, Quantity], table: LifeTable) -> float | None:
    """The reading that a formula asks for: a share, or a time in seconds; None when it was not followed so long."""
    if formula.give in ("median", "quantile"):
        days = table.quantile(0.5 if formula.q is None else formula.q)
        return None if days is None else days * _DAY
    age = _horizon(formula, params)
    if formula.give in SHARES:
        return table.reached_by(age)
    days = table.half_rise(age) if formula.give == "half_rise" else table.restricted_mean(age)
    return None if days is None else days * _DAY


def _horizon(formula: Survival, params: Mapping[str, Quantity]) -> int:
    """The age that a formula names, in whole days."""
    age = days_followed(formula, params)
    assert age is not None
    return age
