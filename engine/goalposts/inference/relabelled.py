"""Comparisons of parts in which nothing happened: as they are, and with the rollout given to other parts.

A pretended go-live gives one trial. Given to other parts of the same baseline by chance, the rollout that never was
gives as many more as are asked for: each is what the verdict would have found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from attrs import evolve, frozen

from goalposts.inference.resampling import Trial
from goalposts.inference.segment_change import ChangeStep, change_step, permutation_p
from goalposts.inference.staggered import Panel, fit_staggered, staggered_step
from goalposts.inference.unit_change import UnitValues, freed_teams

if TYPE_CHECKING:
    import numpy as np

    from goalposts.inference.arrays import Flags, Floats


@frozen(eq=False)
class PartChanges:
    """The changes of parts between two windows; shape (parts,) each, as `compare_changes` takes them."""

    changes: Floats
    volumes: Floats
    treated: Flags

    def trial(self, *, odds: bool = False) -> Trial | None:
        """Compare them; with `odds` the p-value is that of other choices of parts."""
        found = change_step(self.changes, self.volumes, self.treated)
        p_value = permutation_p(self.changes, self.volumes, self.treated) if odds and found is not None else None
        return _trial(found, p_value)

    def shuffled(self, random: np.random.Generator) -> PartChanges:
        """Give the rollout to other parts."""
        return evolve(self, treated=random.permutation(self.treated))


@frozen(eq=False)
class UnitChanges:
    """The units within the parts."""

    units: UnitValues

    def trial(self, *, odds: bool = False) -> Trial | None:
        """Compare them; with `odds` the p-value is that of other choices of parts."""
        freed = freed_teams(self.units)
        if freed is None:
            return None
        return PartChanges(freed.means, freed.members, self.units.treated).trial(odds=odds)

    def shuffled(self, random: np.random.Generator) -> UnitChanges:
        """Give the rollout to the units of other parts."""
        return UnitChanges(evolve(self.units, treated=random.permutation(self.units.treated)))


@frozen(eq=False)
class Waves:
    """Parts by week, reached in waves."""

    panel: Panel

    def trial(self, *, odds: bool = False) -> Trial | None:
        """Compare them; with `odds` the p-value is that of other orders of the waves."""
        if odds:
            fit = fit_staggered(self.panel)
            return None if fit is None else Trial(fit.effect, fit.standard_error, fit.degrees_of_freedom, fit.p_value)
        found = staggered_step(self.panel)
        return None if found is None else Trial(*found, self.panel.start.size - 1)

    def shuffled(self, random: np.random.Generator) -> Waves:
        """Give the days of the waves to other parts."""
        return Waves(evolve(self.panel, start=random.permutation(self.panel.start)))


Material: TypeAlias = PartChanges | UnitChanges | Waves
"""What a comparison of parts is made of, at one go-live."""


def _trial(found: ChangeStep | None, p_value: float | None) -> Trial | None:
    if found is None:
        return None
    return Trial(found.difference, found.standard_error, found.degrees_of_freedom, p_value)
