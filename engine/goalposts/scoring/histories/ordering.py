"""A history at work: batches of events in any order in, the same events with their neighbours out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from attrs import define, evolve, field

from goalposts.expressions.columns import Column
from goalposts.expressions.evaluate import evaluate
from goalposts.expressions.nodes import names
from goalposts.expressions.types import ValueType
from goalposts.model import Batch
from goalposts.model.field import Field
from goalposts.model.history import REACHED
from goalposts.scoring.credit.credit_sides import Side
from goalposts.scoring.credit.word_numbers import WordNumbers
from goalposts.scoring.histories.simultaneous import in_order, told_apart_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from goalposts.expressions import Expression
    from goalposts.model import EventType
    from goalposts.model.history import History
    from goalposts.scoring.arrays import Codes, Flags, Integers

_IS_SUCH: Final = "such"
"""Of the rows that are kept: whether what is to be reached is reached in it."""
_MICROSECONDS: Final = ValueType.TIMESTAMP


@define(eq=False)
class Ordering:
    """Takes the events of a type in any order of time, and gives them with their place in the history of their key.

    Attributes:
        kind: the event type of events in their history.
        wanted: its fields and dimensions that somebody asks for.
        timezone: IANA name of the zone whose wall clock the calendar functions read.
    """

    kind: EventType
    wanted: frozenset[str]
    timezone: str
    _side: Side = field(repr=False)
    _followed: dict[str, date | None] = field(factory=dict, init=False)

    @classmethod
    def of(cls, kind: EventType, wanted: Iterable[str], timezone: str = "UTC") -> Ordering:
        """Prepare a history for the fields and dimensions that are asked for."""
        made, wanted = _history(kind), frozenset(wanted)
        taken = tuple(sorted(wanted - {*made.places, made.key, made.over.time}))
        known = {own.id for own in made.over.fields}
        added = [Field(name, ValueType.CATEGORY) for name in taken if name not in known]
        # Where only times and places are asked for, it is all the same which of simultaneous events is which.
        ties = told_apart_by(made.over, made.key) if taken else ()
        taken = (*(name for name in ties if name not in taken), *taken)
        if made.reached is not None and REACHED in wanted:
            added.append(Field(_IS_SUCH, ValueType.FLAG))
            taken = (*taken, _IS_SUCH)
        event = evolve(made.over, fields=(*made.over.fields, *added))
        return cls(kind, wanted, timezone, Side(kind, event, made.key, taken, WordNumbers()))

    @property
    def needed(self) -> frozenset[str]:
        """The fields to read."""
        reached = _history(self.kind).reached
        told_by = frozenset() if reached is None or not self._looks_ahead else names(reached)
        return (self._side.needed - {_IS_SUCH}) | _history(self.kind).needed | told_by

    @property
    def _looks_ahead(self) -> bool:
        return _IS_SUCH in self._side.taken

    @property
    def without_key(self) -> dict[str, int]:
        """Events that are in nobody's history, by source."""
        return self._side.without_key

    def add(self, batch: Batch) -> None:
        """Keep the events of a batch that count.

        Raises:
            InputError: all together take more memory than they may.
        """
        self._followed[batch.instrument] = batch.observed_until
        among, reached = _history(self.kind).among, _history(self.kind).reached
        if among is not None:
            batch = _only(batch, self._known(among, batch))
        if reached is not None and self._looks_ahead:
            such = Column(ValueType.FLAG, self._known(reached, batch))
            batch = evolve(batch, columns={**batch.columns, _IS_SUCH: such})
        self._side.add(batch)

    def _known(self, condition: Expression, batch: Batch) -> Flags:
        """The rows of which it is known to be true."""
        found = evaluate(condition, batch.columns, {}, batch.rows, timezone=self.timezone)
        known: Flags = found.values if found.valid is None else found.values & found.valid
        return known

    def batches(self) -> Iterator[Batch]:
        """Yield the events, those of one source together."""
        people, times, sources = self._side.people_of_rows(), self._side.times(), self._side.sources_of_rows()
        order = in_order(people, times, sources, self._told_apart_by, self._cells)
        places = _places(order, people, times)
        if self._looks_ahead:
            every = np.arange(times.size)
            such = self._side.column(_IS_SUCH, every, np.ones(times.size, np.bool_)).values
            places[REACHED] = _reached(order, people, times, such)
        for number, source in enumerate(self._side.sources):
            rows = np.flatnonzero(sources == number)
            lacking = self._side.absent[source] & self.wanted
            columns = {name: self._column(name, rows, places) for name in self.wanted - lacking}
            yield Batch(self.kind.id, source, rows.size, columns, lacking, self._followed[source])

    @property
    def _told_apart_by(self) -> tuple[str, ...]:
        """The fields that are kept, those first that say which event it is."""
        made, kept = _history(self.kind), self._side.taken
        first = [name for name in told_apart_by(made.over, made.key) if name in kept]
        return (*first, *sorted(set(kept) - {*first, _IS_SUCH}))

    def _cells(self, name: str, rows: Integers) -> Column:
        return self._side.column(name, rows, np.ones(rows.size, np.bool_))

    def _column(self, name: str, rows: Integers, places: dict[str, Column]) -> Column:
        if name in places:
            whole = places[name]
            return Column(whole.type, whole.values[rows], None if whole.valid is None else whole.valid[rows])
        if name == self.kind.time:
            return Column(_MICROSECONDS, self._side.times()[rows])
        if name == self._side.person:
            own = self.kind.find(name)
            assert own is not None
            codes, words = self._side.people.column_of(self._side.people_of_rows()[rows], None)
            return Column(own.type, codes, None, words)
        return self._cells(name, rows)


def _places(order: Integers, people: Codes, times: Integers) -> dict[str, Column]:
    """Number the events of each person in order, and find the times of neighbours and of the first; shape (rows,)."""
    sorted_people, sorted_times = people[order], times[order]
    first = np.ones(order.size, np.bool_)
    first[1:] = sorted_people[1:] != sorted_people[:-1]
    last = np.append(first[1:], True) if order.size else first
    position = np.arange(order.size)
    beginning = np.maximum.accumulate(np.where(first, position, 0))
    number = position - beginning + 1

    def put(values: Integers) -> Integers:
        back = np.empty_like(values)
        back[order] = values
        return back

    def known(flags: Flags) -> Flags:
        back = np.empty_like(flags)
        back[order] = flags
        return back

    return {
        "number": Column(ValueType.NUMBER, put(number).astype(np.float64)),
        "previous_at": Column(_MICROSECONDS, put(np.roll(sorted_times, 1)), known(~first)),
        "next_at": Column(_MICROSECONDS, put(np.roll(sorted_times, -1)), known(~last)),
        "first_at": Column(_MICROSECONDS, put(sorted_times[beginning])),
    }


def _reached(order: Integers, people: Codes, times: Integers, such: Flags) -> Column:
    """Find for every event the time of the next later one of the same person that is such; shape (rows,).

    Of the events of one moment none is after another.
    """
    sorted_people, sorted_times = people[order], times[order]
    position, count = np.arange(order.size), order.size
    following = np.minimum.accumulate(np.where(such[order], position, count)[::-1])[::-1]
    changes = (sorted_people[1:] != sorted_people[:-1]) | (sorted_times[1:] != sorted_times[:-1])
    last = np.append(changes, True)[:count]
    moment_end = np.minimum.accumulate(np.where(last, position, count)[::-1])[::-1]
    found = np.append(following, count)[moment_end + 1]
    there = found < count
    at = np.where(there, found, 0)
    there &= sorted_people[at] == sorted_people
    back = np.empty_like(order)
    back[order] = position
    return Column(_MICROSECONDS, sorted_times[at][back], there[back])


def _only(batch: Batch, kept: Flags) -> Batch:
    rows = np.flatnonzero(kept)
    columns = {
        name: Column(
            column.type, column.values[rows], None if column.valid is None else column.valid[rows], column.words
        )
        for name, column in batch.columns.items()
    }
    return evolve(batch, rows=rows.size, columns=columns)


def _history(kind: EventType) -> History:
    if kind.history is None:
        raise ValueError(f"event type {kind.id} is no history")
    return kind.history
