"""The change of units, such as agents, with a rollout against that of units without, less what was theirs before.

Units of one team share its shocks, and the rollout came to teams: so a unit's value after is freed of what its value
before foretells (CUPED: Deng, Xu, Kohavi and Walker 2013, WSDM), and the teams' means of it are compared as the changes
of segments are (stats 1.5). The range narrows by what the values before foretell, and teams decide the odds.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np
from attrs import frozen

from goalposts.inference.segment_change import ChangeFit, compare_changes

if TYPE_CHECKING:
    from goalposts.inference.arrays import Flags, Floats, Integers

LEAST_UNITS: Final = 30
"""Of either kind; with fewer the slope is known too badly."""
_ROUNDING: Final = 1e-9
"""Values that are equal but for their last digits do not vary."""


@frozen(eq=False)
class UnitValues:
    """A KPI of every unit over both windows.

    Attributes:
        before, after: shape (units,).
        cluster: shape (units,), the number of the team of every unit.
        treated: shape (clusters,), with at least two of either kind, each with a unit.
    """

    before: Floats
    after: Floats
    cluster: Integers
    treated: Flags

    @property
    def counts(self) -> tuple[int, int]:
        """The number of units with the rollout, and without."""
        reached = self.treated[self.cluster]
        return int(reached.sum()), int((~reached).sum())

    @property
    def clusters(self) -> tuple[int, int]:
        """The number of teams with the rollout, and without."""
        return int(self.treated.sum()), int((~self.treated).sum())


@frozen
class UnitFit:
    """How much more the units with the rollout changed.

    Attributes:
        change: of the teams' means, freed of the values before.
        control: mean change of the units without.
        slope: how much of a unit's distance from the mean before is found again after.
        foretold: the share of the spread after, within both kinds, that the values before foretell.
    """

    change: ChangeFit
    control: float
    slope: float
    foretold: float


def compare_units(units: UnitValues) -> UnitFit | None:
    """Compare the units of both kinds; None where they, or their teams, do not vary."""
    freed = freed_teams(units)
    fit = None if freed is None else compare_changes(freed.means, freed.members, units.treated)
    if freed is None or fit is None:
        return None
    moved = units.after - units.before
    return UnitFit(fit, float(moved[~units.treated[units.cluster]].mean()), freed.slope, freed.foretold)


@frozen(eq=False)
class FreedTeams:
    """The teams' means of what the units came to, freed of what was theirs before; each shape (clusters,)."""

    means: Floats
    members: Floats
    slope: float
    foretold: float


def freed_teams(units: UnitValues) -> FreedTeams | None:
    """Free the values after of those before, by team; None where units do not vary."""
    reached = units.treated[units.cluster]
    apart = [_centred(units.before, reached), _centred(units.after, reached)]
    squares, shared, spread = (float(one @ other) for one, other in ((apart[0], apart[0]), apart, (apart[1], apart[1])))
    if not (_vary(squares, units.before) and _vary(spread, units.after)):
        return None
    slope = shared / squares
    freed = units.after - slope * (units.before - units.before.mean())
    members = np.bincount(units.cluster, minlength=units.treated.size).astype(np.float64)
    means: Floats = np.bincount(units.cluster, freed, units.treated.size) / members
    return FreedTeams(means, members, slope, shared * shared / (squares * spread))


def _vary(squares: float, values: Floats) -> bool:
    """Whether squared distances come to more than what rounding leaves of equal values."""
    return math.sqrt(squares / values.size) > _ROUNDING * float(np.abs(values).max())


def _centred(values: Floats, reached: Flags) -> Floats:
    """The values less the mean of their kind."""
    centred: Floats = values - np.where(reached, values[reached].mean(), values[~reached].mean())
    return centred
