"""The cube: sufficient statistics per day, slice and measure.

One scan of the streams fills it, and every window is answered from it.
"""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

import numpy as np
from attrs import evolve, field, frozen

from goalposts.scoring.days import local_midnights
from goalposts.scoring.filling import filled
from goalposts.scoring.presence import Presence, Seen
from goalposts.scoring.states import STATES, State

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from goalposts.model import Batch
    from goalposts.model.scorecard import StreamCount
    from goalposts.scoring.arrays import Integers
    from goalposts.scoring.plan import Plan
    from goalposts.scoring.slots import StreamPlan


@frozen(eq=False)
class Section:
    """What the cube holds of one stream of its plan.

    Attributes:
        states: one for every tally, in the plan's order.
        instruments: presence by instrument name, names ascending.
    """

    states: tuple[State, ...]
    instruments: Mapping[str, Presence]

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
        # the plan gives both sides the same kinds of state in the same order
        states = tuple(mine.merge(its) for mine, its in zip(self.states, other.states, strict=True))  # type: ignore[arg-type]
        return Section(states, _merged(self.instruments, other.instruments))


def _merged(mine: Mapping[str, Presence], its: Mapping[str, Presence]) -> dict[str, Presence]:
    found = {name: [side[name] for side in (mine, its) if name in side] for name in sorted({*mine, *its})}
    return {name: reduce(Presence.merge, parts) for name, parts in found.items()}


@frozen(eq=False)
class Cube:
    """A value: adding a batch, or another cube, gives a new cube.

    Attributes:
        plan: what is accumulated.
        sections: one for every stream of the plan.
        streams: what became of the rows of every source before they got here.
    """

    plan: Plan
    sections: tuple[Section, ...]
    streams: tuple[StreamCount, ...] = ()
    _midnights: Integers = field(kw_only=True, repr=False)

    @classmethod
    def empty(cls, plan: Plan) -> Cube:
        """The cube of no rows."""
        sections = tuple(
            Section(tuple(STATES[measure.kind].empty(plan.days) for _, measure in stream.pairs), {})
            for stream in plan.streams
        )
        return cls(plan, sections, midnights=local_midnights(plan.timezone, plan.first_day, plan.days))

    def add(self, batch: Batch) -> Cube:
        """Count the rows of a batch into every stream of its event type.

        Rows of days that are not planned, and rows without their anchor time, are counted as such and left out.
        """
        sections = tuple(
            section.merge(self._section(stream, batch, section.rows))
            if stream.event_type == batch.event_type
            else section
            for stream, section in zip(self.plan.streams, self.sections, strict=True)
        )
        return evolve(self, sections=sections)

    def _section(self, stream: StreamPlan, batch: Batch, before: int) -> Section:
        states, presence = filled(stream, batch, self._midnights, before, self.plan)
        return Section(states, {batch.instrument: presence})

    def merge(self, other: Cube) -> Cube:
        """Add the cube of other rows; the order matters to the rounding of sums only.

        Raises:
            ValueError: the other cube was made for another plan.
        """
        if self.plan != other.plan:
            raise ValueError("cubes of different plans cannot be merged")
        sections = tuple(mine.merge(its) for mine, its in zip(self.sections, other.sections, strict=True))
        return evolve(self, sections=sections).with_streams((*self.streams, *other.streams))

    def with_streams(self, streams: Iterable[StreamCount]) -> Cube:
        """The same cube with these accounts of its sources, in an order that does not depend on theirs."""
        return evolve(self, streams=tuple(sorted(streams, key=repr)))

    def dump(self) -> bytes:
        """The cube as bytes: equal cubes give equal bytes."""
        from goalposts.scoring.storage import dumped

        return dumped(self)

    @classmethod
    def load(cls, data: bytes) -> Cube:
        """The cube that was dumped.

        Raises:
            InputError: the bytes are no cube, or one of another version.
        """
        from goalposts.scoring.storage import loaded

        return loaded(data)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Cube) and self.dump() == other.dump()

    def __hash__(self) -> int:
        return hash(self.dump())
