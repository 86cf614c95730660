"""The cube: sufficient statistics per day, slice and measure.

One scan of the streams fills it, and every window is answered from it.
"""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from attrs import Factory, evolve, field, frozen

from goalposts.scoring.planning.days import local_midnights
from goalposts.scoring.states.section import Section

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date

    import pyarrow as pa

    from goalposts.model import Batch
    from goalposts.model.stream_counts import StreamCount
    from goalposts.scoring.arrays import Integers
    from goalposts.scoring.planning.plan import Plan


@frozen(eq=False)
class Cube:
    """A value: adding a batch, or another cube, gives a new cube.

    Attributes:
        plan: what is accumulated.
        sections: one for every stream of the plan.
        streams: what became of the rows of every source before they got here.
        apart: for every stream of the plan what each instrument saw, by its name and without words; empty where the
            plan does not keep instruments apart.
        as_of: the day up to which rows were read; None where they came from elsewhere than a tally.
        midnights: the instants between which its days lie, from `local_midnights`.
    """

    plan: Plan
    sections: tuple[Section, ...]
    streams: tuple[StreamCount, ...] = ()
    apart: tuple[Mapping[str, Section], ...] = Factory(lambda self: tuple({} for _ in self.sections), takes_self=True)
    as_of: date | None = field(default=None, kw_only=True)
    midnights: Integers = field(kw_only=True, repr=False)

    @classmethod
    def empty(cls, plan: Plan) -> Cube:
        """The cube of no rows."""
        sections = tuple(Section.empty(stream, plan.days) for stream in plan.streams)
        return cls(plan, sections, midnights=local_midnights(plan.timezone, plan.first_day, plan.days))

    def add(self, batch: Batch) -> Cube:
        """Count the rows of a batch into every stream of its event type.

        Rows of days that are not planned, and rows without their anchor time, are counted as such and left out.
        """
        from goalposts.scoring.filling.gathering import Gathering

        gathering = Gathering(self.plan, batch.event_type, batch.instrument, self.midnights)
        return self.with_sections(gathering.of(lambda: (batch,)))

    def with_sections(self, found: Mapping[int, Section]) -> Cube:
        """Add sections, by the position of their stream in the plan."""
        sections = (mine.merge(found[place]) if place in found else mine for place, mine in enumerate(self.sections))
        return evolve(self, sections=tuple(sections), apart=self._apart_with(found))

    def _apart_with(self, found: Mapping[int, Section]) -> tuple[Mapping[str, Section], ...]:
        """Keep apart what each instrument saw, where the plan wants it; a section is of one, or of no row."""
        kept = list(self.apart)
        for place, section in found.items():
            if self.plan.streams[place].apart and section.instruments:
                (name,) = section.instruments
                kept[place] = _together(kept[place], {name: evolve(section, segments={})})
        return tuple(kept)

    def seen_by(self, instruments: Collection[str]) -> Cube:
        """The cube of what some instruments saw, without words; streams that are not kept apart stay whole."""
        sections = list(self.sections)
        for place, (stream, parts) in enumerate(zip(self.plan.streams, self.apart, strict=True)):
            if stream.apart:
                empty = evolve(Section.empty(stream, self.plan.days), segments={})
                seen = (parts[name] for name in sorted(parts) if name in instruments)
                sections[place] = reduce(Section.merge, seen, empty)
        return evolve(self, sections=tuple(sections))

    def merge(self, other: Cube) -> Cube:
        """Add the cube of other rows; the order matters to the rounding of sums only.

        Raises:
            ValueError: the other cube was made for another plan, or its rows were read up to another day.
        """
        if self.plan != other.plan:
            raise ValueError("cubes of different plans cannot be merged")
        as_of = self.as_of or other.as_of
        if other.as_of not in (None, as_of):
            raise ValueError("cubes as of different days cannot be merged")
        sections = tuple(mine.merge(its) for mine, its in zip(self.sections, other.sections, strict=True))
        apart = tuple(_together(mine, its) for mine, its in zip(self.apart, other.apart, strict=True))
        return evolve(self, sections=sections, apart=apart, as_of=as_of).with_streams((*self.streams, *other.streams))

    def with_streams(self, streams: Iterable[StreamCount]) -> Cube:
        """The same cube with these accounts of its sources, in an order that does not depend on theirs."""
        return evolve(self, streams=tuple(sorted(streams, key=repr)))

    def dump(self) -> bytes:
        """The cube as bytes: equal cubes give equal bytes."""
        from goalposts.scoring.cube.storage import dumped

        return dumped(self)

    @classmethod
    def load(cls, data: bytes) -> Cube:
        """The cube that was dumped.

        Raises:
            InputError: the bytes are no cube, or one of another version.
        """
        from goalposts.scoring.cube.storage import loaded

        return loaded(data)

    def to_arrow(self) -> pa.Table:
        """The cube as a table, one row for every measure, day and word that has events.

        Columns: `event_type`; `anchor`, the time that puts an event into a day; `kind` of the measure; `where`,
        `among`, `of` and `by`, its expressions, null where it has none; `dimension` and `word`, null for all rows
        together, the empty word for rows that lack one; `day`; `n` events that count, and `unknown` ones, whose values
        are missing.
        Further `k` of `counts`: those that meet `of`; `total` of `sums`; of `moments` the sums `sum_x` of `by`
        and `sum_y` of `of`, and the centred `xx`, `xy`, `yy`. A histogram has a row for every filled bucket, with its
        middle as `value`; a time to event one for every `age` in days and `outcome` (`reached`, `other`, `open` without
        an age). Of a `sketch`, that of distinct words, there are the events only.
        """
        from goalposts.scoring.cube.cube_table import cube_table

        return cube_table(self)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Cube) and self.dump() == other.dump()

    def __hash__(self) -> int:
        return hash(self.dump())


def _together(mine: Mapping[str, Section], its: Mapping[str, Section]) -> dict[str, Section]:
    both = {name: mine[name].merge(its[name]) for name in mine if name in its}
    return {**mine, **its, **both}
