"""What one lane makes of a stream: the compiled scan for what it can fill, the NumPy twin for the rest."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Any

from attrs import define, evolve, field, frozen

from goalposts.scoring.filling.fused import LEAST_ROWS, Fitting, Lane, OwnPivots, Reaped, fitting, reaped
from goalposts.scoring.filling.twin import Twin
from goalposts.scoring.planning.days import day_number
from goalposts.scoring.planning.nested import with_nested
from goalposts.scoring.states.kinds import STATES, Moments, State, merged
from goalposts.scoring.states.presence import Presence
from goalposts.scoring.states.section import Section
from goalposts.scoring.states.segmented import Segmented

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from goalposts.model import Batch
    from goalposts.scoring.arrays import Floats, Integers
    from goalposts.scoring.planning.plan import Plan
    from goalposts.scoring.planning.slots import StreamPlan


@frozen(eq=False)
class Begun:
    """What all lanes of a stream share.

    Attributes:
        midnights: from `local_midnights`.
        pivots: by slot of the stream's expressions.
        own_pivots: in a second scan, the means of the first by dimension; under None those of the days as a whole.
    """

    stream: StreamPlan
    plan: Plan
    midnights: Integers
    pivots: Floats
    own_pivots: Mapping[str | None, OwnPivots] | None = None


@define(eq=False)
class StreamLane:
    """Takes batches of one instrument in their order; see `Lane` for why there are several.

    Attributes:
        groups: the scans of batches with the same columns, whatever their order, one for every dimension.
        section: what the twin made of batches that no scan can read.
        rest: the states of the tallies that no scan fills.
        lacks, until: of the instrument, as in its `Presence`.
    """

    begun: Begun
    groups: dict[Any, tuple[Fitting, list[Lane]]] = field(factory=dict)
    section: Section | None = None
    rest: dict[int, State] = field(factory=dict)
    lacks: frozenset[str] = frozenset()
    until: int | None = None

    def add(self, batch: Batch) -> None:
        """Count the rows of a batch into cells."""
        begun, stream = self.begun, self.begun.stream
        batch = with_nested(batch, stream.segments)
        found = self._scans(batch) if batch.rows >= LEAST_ROWS else None
        if found is None:
            made = twin_section(stream, batch, begun.midnights, begun.plan)
            self.section = made if self.section is None else self.section.merge(made)
            return
        self.lacks |= _lacking(stream, batch)
        self.until = _until(batch)
        fitted, scans = found
        for scan in scans:
            scan.add(batch)
        rest = [tally for tally in range(len(stream.tallies)) if tally not in fitted.tallies]
        twin = Twin.of(stream, batch, begun.midnights, begun.plan) if rest else None
        for tally in rest:
            assert twin is not None
            state = twin.state(tally)
            self.rest[tally] = merged(self.rest[tally], state) if tally in self.rest else state

    def _scans(self, batch: Batch) -> tuple[Fitting, list[Lane]] | None:
        """The scans of a batch; None where only the twin can read it."""
        stream = self.begun.stream
        columns = sorted((name, column) for name, column in batch.columns.items() if name in stream.needed)
        key = tuple((name, column.type, column.values.dtype) for name, column in columns)
        if key not in self.groups:
            whole = fitting(stream, batch.columns, None, tuple(range(len(stream.tallies))))
            if whole is None:
                return None
            self.groups[key] = whole, list(self._made(whole, batch))
        return self.groups[key]

    def _made(self, whole: Fitting, batch: Batch) -> Iterable[Lane]:
        """One scan for every dimension: the first answers for the days as a whole too.

        But around own pivots, and where some tally is not kept by word: its table would be as large as if it were.
        """
        begun, stream, own = self.begun, self.begun.stream, self.begun.own_pivots
        there = [name for name in stream.segments if name in batch.columns]
        parted = tuple(tally for tally in whole.tallies if stream.by_word(tally))
        apart = own is not None or not there or parted != whole.tallies
        cuts: list[str | None] = [None, *there] if apart else [*there]
        for number, dimension in enumerate(cuts):
            fitted = fitting(stream, batch.columns, dimension, parted if number else whole.tallies)
            assert fitted is not None, "a dimension is a column of words"
            pivots = None if own is None else own.get(dimension)
            yield Lane(fitted, begun.midnights, begun.plan.timezone, begun.pivots, dimension, stream.most_words, pivots)


def twin_section(stream: StreamPlan, batch: Batch, midnights: Integers, plan: Plan) -> Section:
    """What the twin makes of a batch."""
    batch = with_nested(batch, stream.segments)
    twin = Twin.of(stream, batch, midnights, plan)
    presence = Presence.of(twin.days, twin.codes, twin.dated, _lacking(stream, batch))
    states = tuple(twin.state(tally) for tally in range(len(stream.tallies)))
    segments = {name: twin.segmented(name) for name in stream.segments}
    return Section(states, {batch.instrument: evolve(presence, observed_until=_until(batch))}, segments)


def _lacking(stream: StreamPlan, batch: Batch) -> frozenset[str]:
    return (stream.needed & batch.absent) | (stream.needed - batch.columns.keys())


def _until(batch: Batch) -> int | None:
    return None if batch.observed_until is None else day_number(batch.observed_until)


def section_of_lanes(lanes: Sequence[StreamLane], instrument: str) -> tuple[Section, bool]:
    """Add up the lanes of a stream, in their order.

    Returns:
        What they come to, and whether some day's values lie so far from the pivot that a second scan is due.
    """
    begun, sections, doubtful = lanes[0].begun, [], False
    for key in dict.fromkeys(key for lane in lanes for key in lane.groups):
        members = [lane for lane in lanes if key in lane.groups]
        scans = zip(*(lane.groups[key][1] for lane in members), strict=True)
        found = [reaped(scan, begun.plan.days, whole=not number) for number, scan in enumerate(scans)]
        sections.append(_section(found, members, instrument))
        doubtful |= any(part.doubtful for part in found)
    sections.extend(lane.section for lane in lanes if lane.section is not None)
    total = reduce(Section.merge, sections) if sections else Section.empty(begun.stream, begun.plan.days)
    return evolve(total, states=_with(total.states, [lane.rest for lane in lanes])), doubtful


def _with(states: tuple[State, ...], more: Iterable[Mapping[int, State]]) -> tuple[State, ...]:
    made = list(states)
    for found in more:
        for tally, state in found.items():
            made[tally] = merged(made[tally], state)
    return tuple(made)


def _section(found: Sequence[Reaped], lanes: Sequence[StreamLane], instrument: str) -> Section:
    stream, days = lanes[0].begun.stream, lanes[0].begun.plan.days
    kinds = enumerate(measure.kind for _, measure in stream.pairs)
    states = tuple(found[0].states.get(tally) or STATES[kind].empty(days) for tally, kind in kinds)
    before, *planned, after, undated = found[0].rows.tolist()
    lacks = frozenset[str]().union(*(lane.lacks for lane in lanes))
    until = next((lane.until for lane in lanes if lane.until is not None), None)
    rows = found[0].rows[1:-2].copy()
    assert len(planned) == days
    presence = Presence(rows, int(before + after), int(undated), lacks, until)
    segments = _segments(found, stream, states if rows.any() else ())
    return Section(states, {instrument: presence}, segments)


def _segments(found: Sequence[Reaped], stream: StreamPlan, states: tuple[State, ...]) -> dict[str, Segmented]:
    """Of a dimension that the instrument does not have, all rows lack the word."""
    by_name = {part.dimension: part.segmented for part in found}
    return {name: by_name.get(name) or Segmented.without_words(stream, states) for name in stream.segments}


def own_pivots(section: Section) -> dict[str | None, OwnPivots]:
    """The means of a first scan, to be the pivots of a second one."""
    whole = {tally: state for tally, state in enumerate(section.states) if isinstance(state, Moments)}
    found: dict[str | None, OwnPivots] = {None: OwnPivots(whole, ("",))}
    for name, parts in section.segments.items():
        states = {tally: state for tally, state in enumerate(parts.states) if isinstance(state, Moments)}
        found[name] = OwnPivots(states, parts.words)
    return found
