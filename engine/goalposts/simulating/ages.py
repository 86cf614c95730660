"""What a time to event is, by how many entries of each day are expected to have it at which age."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from attrs import frozen

if TYPE_CHECKING:
    from goalposts.model.stream_model import ValueIn
    from goalposts.simulating.arrays import Flags, Floats

_DAY: Final = 86_400.0


@frozen(eq=False)
class Ages:
    """Expected entries by day, branch and age in whole days.

    Attributes:
        reached: shape (days, branches, ages), whose event of interest comes at that age.
        other: the same shape, whose end is another one.
        entered: shape (days, branches), all entries, those that never end too.
    """

    reached: Floats
    other: Floats
    entered: Floats

    def share_by(self, age: int) -> ValueIn:
        """The share that has the event of interest by an age, other ends competing."""

        def value(mask: Flags) -> float | None:
            entered = float(self.entered[mask].sum())
            return float(self.reached[mask][:, : age + 1].sum()) / entered if entered else None

        return value

    def first_age(self, share: float) -> ValueIn:
        """The first age by which a share had any end, in seconds."""

        def value(mask: Flags) -> float | None:
            entered = float(self.entered[mask].sum())
            ends = np.cumsum((self.reached[mask] + self.other[mask]).sum(axis=0))
            enough = np.flatnonzero(ends >= share * entered)
            return float(enough[0]) * _DAY if entered and enough.size else None

        return value

    def half_rise(self, age: int) -> ValueIn:
        """The first age by which half of those had the event of interest who have it by a later age, in seconds."""

        def value(mask: Flags) -> float | None:
            curve = np.cumsum(self.reached[mask].sum(axis=0))[: age + 1]
            return float(np.flatnonzero(curve >= curve[-1] / 2)[0]) * _DAY if curve.size and curve[-1] else None

        return value

    def mean_to(self, age: int) -> ValueIn:
        """The mean time without any end up to an age, in seconds."""

        def value(mask: Flags) -> float | None:
            entered = float(self.entered[mask].sum())
            if not entered:
                return None
            ended = np.cumsum((self.reached[mask] + self.other[mask]).sum(axis=0)) / entered
            return float((1.0 - ended[:age]).sum()) * _DAY

        return value
