"""Mergeable states, one value a day and array: what a cube holds of every tally.

Integers of merged states do not depend on how rows were cut or ordered; sums of whole numbers neither, below 2^53, or
below 2^43 in moments whose first rows were fractions. Other sums agree within (rows + merges) * 2^-53 of the sum of
magnitudes. Behind the sums of moments stands what their rounding left out, so that a merge knows the difference of two
means to 2^-53 of the deviations, not of the means: second moments keep their digits however large the mean is, and
however often they are merged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from attrs import fields

from goalposts.scoring.states.dense_states import Counts, Moments, Sums
from goalposts.scoring.states.sparse_states import FollowUp, Histogram, Sketch

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from numpy.typing import NDArray

    from goalposts.scoring.arrays import Floats, Integers

__all__ = [
    "STATES",
    "Counts",
    "FollowUp",
    "Histogram",
    "Moments",
    "Sketch",
    "State",
    "Sums",
    "arrays_of",
    "made_like",
    "merged",
]

State: TypeAlias = Counts | Sums | Moments | Histogram | Sketch | FollowUp

STATES: Final[dict[str, type[State]]] = {
    "counts": Counts,
    "sums": Sums,
    "moments": Moments,
    "histogram": Histogram,
    "sketch": Sketch,
    "follow_up": FollowUp,
}
"""The state of every kind of measure."""


def arrays_of(state: State) -> tuple[Integers | Floats, ...]:
    """The arrays of a state, in the order in which its class takes them."""
    return tuple(getattr(state, attribute.name) for attribute in fields(type(state)))


def made_like(state: State, arrays: Sequence[NDArray[Any]]) -> State:
    """A state of the same kind from its arrays, in the order of `arrays_of`."""
    kind: Any = type(state)
    made: State = kind(*arrays)
    return made


def merged(mine: State, its: State) -> State:
    """Add two states of the same kind."""
    return mine.merge(its)  # type: ignore[arg-type]  # a plan gives both sides the same kinds in the same order
