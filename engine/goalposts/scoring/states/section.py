"""What a cube holds of one stream of its plan."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

import numpy as np
from attrs import field, frozen

from goalposts.scoring.states.kinds import STATES, State, merged
from goalposts.scoring.states.presence import Presence, Seen
from goalposts.scoring.states.segmented import Segmented

if TYPE_CHECKING:
    from collections.abc import Mapping

    from goalposts.scoring.planning.slots import StreamPlan


@frozen(eq=False)
class Section:
    """The states of a stream, and who measured it.

    Attributes:
        states: one for every tally, in the plan's order.
        instruments: presence by instrument name, names ascending.
        segments: the light states by word of every dimension of the plan.
    """

    states: tuple[State, ...]
    instruments: Mapping[str, Presence]
    segments: Mapping[str, Segmented] = field(factory=dict)

    @classmethod
    def empty(cls, stream: StreamPlan, days: int) -> Section:
        """No rows on any day."""
        states = tuple(STATES[measure.kind].empty(days) for _, measure in stream.pairs)
        return cls(states, {}, {name: Segmented(stream.most_words) for name in stream.segments})

    def seen(self, span: slice) -> Seen:
        """Who had rows on some of the days."""
        there = {name: part for name, part in self.instruments.items() if part.rows[span].any()}
        rows = sum((part.rows[span] for part in there.values()), np.zeros(span.stop - span.start, np.int64))
        return Seen(tuple(there), rows, tuple(part.lacks for part in there.values()))

    def seen_until(self, instruments: tuple[str, ...], first_day: int) -> int:
        """The last day, as a code, to which every one of some instruments followed its entries."""
        return min(self.instruments[name].seen_until(first_day) for name in instruments)

    @property
    def rows(self) -> int:
        """How many rows of the planned days it was filled from."""
        return sum(int(there.rows.sum()) for there in self.instruments.values())

    def merge(self, other: Section) -> Section:
        """Add two sections of the same stream."""
        states = tuple(merged(mine, its) for mine, its in zip(self.states, other.states, strict=True))
        segments = {name: mine.merge(other.segments[name]) for name, mine in self.segments.items()}
        return Section(states, _merged(self.instruments, other.instruments), segments)


def _merged(mine: Mapping[str, Presence], its: Mapping[str, Presence]) -> dict[str, Presence]:
    found = {name: [side[name] for side in (mine, its) if name in side] for name in sorted({*mine, *its})}
    return {name: reduce(Presence.merge, parts) for name, parts in found.items()}
