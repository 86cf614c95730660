"""Fills the sections of a cube from one source: by NumPy for short ones, by the compiled scan on threads for long ones.

The source is read once. Only where values of some day lie so far from the rest that their second moments lost digits is
it read again, with the days' own means as pivots.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Final

from attrs import define, field

from goalposts.scoring.filling.crew import Crew
from goalposts.scoring.filling.fused import middle_values, part
from goalposts.scoring.filling.stream_lane import Begun, StreamLane, own_pivots, section_of_lanes, twin_section
from goalposts.scoring.kernels.compiled import can_compile

if TYPE_CHECKING:
    from goalposts.model import Batch
    from goalposts.scoring.arrays import Floats, Integers
    from goalposts.scoring.filling.fused import OwnPivots
    from goalposts.scoring.planning.plan import Plan
    from goalposts.scoring.states.section import Section

Read = Callable[[], Iterable["Batch"]]
Jobs = Generator[Read, None, None]
"""Closed when work ends early, so that readers let go of their files."""

WORTHWHILE_ROWS: Final = 1_000_000
"""From here on the twin costs more than to load the compiler and to compile."""

_PART_ROWS: Final = 1 << 19


@define(eq=False)
class Gathering:
    """Takes what one instrument measured into the streams of its event type.

    Attributes:
        midnights: from `local_midnights`.
        threads: how many scan; all processors when not given. It changes no byte.
        worthwhile_rows: with fewer rows the twin does all, and no compiler is loaded.
    """

    plan: Plan
    event_type: str
    instrument: str
    midnights: Integers
    threads: int | None = None
    worthwhile_rows: int = WORTHWHILE_ROWS
    _places: tuple[int, ...] = field(init=False)

    def __attrs_post_init__(self) -> None:
        streams = enumerate(self.plan.streams)
        self._places = tuple(place for place, stream in streams if stream.event_type == self.event_type)

    def of(self, read: Read) -> dict[int, Section]:
        """The sections of a source that is read in its order, by the position of their stream in the plan.

        Args:
            read: gives the batches from the start, each time that it is called.
        """
        batches = iter(read())
        pending = self._first(batches)
        if not pending or sum(batch.rows for batch in pending) < self.worthwhile_rows or not can_compile():
            return self._by_twin(chain(pending, batches))
        head = next((batch for batch in pending if batch.rows), pending[0])
        return self._twice(head, _one_by_one(pending, batches), lambda: _one_by_one([], iter(read())))

    def of_parts(self, parts: Callable[[], Jobs], head: Batch | None) -> dict[int, Section]:
        """The same of a long source whose parts can be read side by side.

        Args:
            parts: gives the parts from the start, each time that it is called; each gives its batches.
            head: its first rows, to take pivots from; without them the first scan may have to be done again.
        """
        return self._twice(head, parts(), parts)

    def reads_side_by_side(self, rows: int | None) -> bool:
        """Whether a source of so many rows is better read in parts; None where it has none."""
        return rows is not None and rows >= self.worthwhile_rows and can_compile()

    def _first(self, batches: Iterator[Batch]) -> list[Batch]:
        """As many batches as it takes to know that compiling is worthwhile, or all."""
        taken: list[Batch] = []
        rows = 0
        while self._places and (rows < self.worthwhile_rows or not taken):
            batch = next(batches, None)
            if batch is None:
                break
            taken.append(batch)
            rows += batch.rows
        return taken

    def _by_twin(self, batches: Iterable[Batch]) -> dict[int, Section]:
        found: dict[int, Section] = {}
        for batch in batches:
            for place in self._places:
                made = twin_section(self.plan.streams[place], batch, self.midnights, self.plan)
                found[place] = found[place].merge(made) if place in found else made
        return found

    def _twice(self, head: Batch | None, jobs: Jobs, again: Callable[[], Jobs]) -> dict[int, Section]:
        pivots = {place: middle_values(self.plan.streams[place], head, self.plan.timezone) for place in self._places}
        found, doubtful = self._scanned(jobs, pivots, {})
        if doubtful:
            own = {place: own_pivots(section) for place, section in found.items() if place in doubtful}
            closer, _ = self._scanned(again(), pivots, own)
            found |= {place: closer[place] for place in doubtful}
        return found

    def _scanned(
        self, jobs: Jobs, pivots: dict[int, Floats], own: dict[int, dict[str | None, OwnPivots]]
    ) -> tuple[dict[int, Section], set[int]]:
        lanes = [self._lane(pivots, own) for _ in range(self._lanes)]
        with Crew(min(self.threads or os.cpu_count() or 1, len(lanes))) as crew, closing(jobs):
            for number, job in enumerate(jobs):
                if crew.failed:
                    break
                lane = number % len(lanes)
                crew.put(number, lane, partial(_fill, lanes[lane], job))
        found, doubtful = {}, set()
        for place in self._places:
            found[place], doubt = section_of_lanes([lane[place] for lane in lanes], self.instrument)
            doubtful |= {place} if doubt else set()
        return found, doubtful

    def _lane(self, pivots: dict[int, Floats], own: dict[int, dict[str | None, OwnPivots]]) -> dict[int, StreamLane]:
        streams = self.plan.streams
        return {
            place: StreamLane(Begun(streams[place], self.plan, self.midnights, pivots[place], own.get(place)))
            for place in self._places
        }

    @property
    def _lanes(self) -> int:
        """Decided by the plan alone: where each takes much memory there are few."""
        return min((self.plan.streams[place].lanes for place in self._places), default=1)


def _fill(lane: dict[int, StreamLane], read: Read) -> None:
    for batch in read():
        for stream in lane.values():
            stream.add(batch)


def _parts(batches: Iterable[Batch]) -> Iterator[Batch]:
    """Long batches in parts of a length that depends on nothing."""
    for batch in batches:
        for first in range(0, max(batch.rows, 1), _PART_ROWS):
            yield part(batch, first, min(first + _PART_ROWS, batch.rows))


def _one_by_one(pending: list[Batch], rest: Iterator[Batch]) -> Jobs:
    pending.reverse()
    while pending:
        yield from map(_read, _parts((pending.pop(),)))
    yield from map(_read, _parts(rest))


def _read(batch: Batch) -> Read:
    return lambda: (batch,)
