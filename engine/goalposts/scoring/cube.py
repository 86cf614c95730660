"""The cube: sufficient statistics per day, slice and measure.

One scan of the streams fills it, and every window is answered from it.
"""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Final

import numpy as np
from attrs import evolve, field, frozen

from goalposts.expressions.local_time import local_seconds
from goalposts.scoring.cells import counted, evaluated
from goalposts.scoring.days import day_codes, day_number, local_midnights
from goalposts.scoring.presence import Presence, Seen
from goalposts.scoring.states import STATES, State

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from goalposts.model import Batch
    from goalposts.model.scorecard import StreamCount
    from goalposts.scoring.arrays import Flags, Integers
    from goalposts.scoring.cells import Cells, Counted
    from goalposts.scoring.plan import Plan
    from goalposts.scoring.slots import Measure, StreamPlan


_DAY_SECONDS: Final = 86_400


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
            section.merge(self._section(stream, batch)) if stream.event_type == batch.event_type else section
            for stream, section in zip(self.plan.streams, self.sections, strict=True)
        )
        return evolve(self, sections=sections)

    def _section(self, stream: StreamPlan, batch: Batch) -> Section:
        days = self.plan.days
        anchored = stream.anchor in batch.columns
        codes, dated = self._days(stream.anchor if anchored else stream.time, batch)
        lacks = (stream.needed & batch.absent) | (stream.needed - batch.columns.keys())
        until = None if batch.observed_until is None else day_number(batch.observed_until)
        presence = evolve(Presence.of(days, codes, dated, lacks), observed_until=until)
        # without the anchor no day of the KPI is known: such rows only show that the instrument was there
        inside = dated & (codes >= 0) & (codes < days) & anchored
        codes = np.clip(codes, 0, days - 1)
        cells = tuple(evaluated(expression, batch, self.plan.timezone) for expression in stream.expressions)
        states = tuple(
            STATES[measure.kind].of(days, codes, self._counted(where, measure, cells, inside))
            for where, measure in stream.pairs
        )
        return Section(states, {batch.instrument: presence})

    def _counted(self, where: int | None, measure: Measure, cells: tuple[Cells, ...], inside: Flags) -> Counted:
        found = counted(where, measure, cells, inside)
        if measure.kind != "follow_up":
            return found
        ended = np.where(np.isnan(found.x), 0.0, found.x).astype(np.int64)
        seconds, exists = local_seconds(ended, self.plan.timezone)
        days = (seconds // _DAY_SECONDS - day_number(self.plan.first_day)).astype(np.float64)
        return evolve(found, known=found.known & exists, x=np.where(np.isnan(found.x), np.nan, days))

    def _days(self, time: str, batch: Batch) -> tuple[Integers, Flags]:
        if time not in batch.columns:
            return np.full(batch.rows, -1), np.zeros(batch.rows, np.bool_)
        column = batch.columns[time]
        dated = np.ones(batch.rows, np.bool_) if column.valid is None else column.valid
        return day_codes(np.broadcast_to(column.values, (batch.rows,)), self._midnights), dated

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
