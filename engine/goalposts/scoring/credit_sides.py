"""The two streams of an attribution, touches and conversions: their rows are kept until both are read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
from attrs import define, field, frozen

from goalposts.errors import InputError
from goalposts.expressions.columns import Column
from goalposts.locale import Text, number
from goalposts.scoring.interning import Interned

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from goalposts.model import Batch, EventType
    from goalposts.scoring.arrays import Flags, Integers

BUDGET_BYTES: Final = 2 << 30
"""What the rows of one side may take in memory."""


@frozen(eq=False)
class _Rows:
    """Some rows: people and sources as numbers, microseconds, and of every kept field the values and where they are."""

    people: Integers
    times: Integers
    sources: Integers
    cells: Mapping[str, tuple[Any, Flags]]


@define(eq=False)
class Side:
    """The touches, or the conversions, of an attribution; takes batches as a fold does.

    Attributes:
        kind: the event type of credited touches.
        event: the event type that is taken.
        person: its field that names the person.
        taken: its fields to keep.
        people: numbers of the people, shared with the other side.
        sources: their names, in the order in which they came.
        absent: by source, the fields that it does not give.
        without_key: rows that name no person or have no time, by source.
    """

    kind: EventType
    event: EventType
    person: str
    taken: tuple[str, ...]
    people: Interned
    sources: list[str] = field(factory=list)
    absent: dict[str, frozenset[str]] = field(factory=dict)
    without_key: dict[str, int] = field(factory=dict)
    _words: dict[str, Interned] = field(factory=dict)
    _parts: list[_Rows] = field(factory=list)

    @property
    def needed(self) -> frozenset[str]:
        """The fields to read."""
        return frozenset({self.person, self.event.time, *self.taken})

    @property
    def bytes(self) -> int:
        """An estimate of the memory of all rows."""
        words = self.people.bytes + sum(words.bytes for words in self._words.values())
        return words + sum(part.times.size for part in self._parts) * (24 + 9 * len(self.taken))

    def add(self, batch: Batch) -> None:
        """Keep the rows of a batch.

        Raises:
            InputError: all together take more memory than they may.
        """
        source = batch.instrument
        if source not in self.sources:
            self.sources.append(source)
        absent = batch.absent | (self.needed - batch.columns.keys())
        self.absent[source] = self.absent.get(source, frozenset()) | absent
        person, time = batch.columns.get(self.person), batch.columns.get(self.event.time)
        if person is None or time is None:
            self.without_key[source] = self.without_key.get(source, 0) + batch.rows
            return
        kept = np.flatnonzero(_valid(person) & _valid(time))
        self.without_key[source] = self.without_key.get(source, 0) + batch.rows - kept.size
        cells = {name: self._cells(name, batch.columns.get(name), kept) for name in self.taken}
        number_of = np.full(kept.size, self.sources.index(source))
        self._parts.append(_Rows(_numbers(self.people, person)[kept], time.values[kept], number_of, cells))
        if self.bytes > BUDGET_BYTES:
            raise InputError(_TOO_LARGE.fill(kind=self.kind.id, limit=number(BUDGET_BYTES / 2**20, 0)))

    def _cells(self, name: str, column: Column | None, kept: Integers) -> tuple[Any, Flags]:
        if column is None:
            return np.zeros(kept.size, np.int64), np.zeros(kept.size, np.bool_)
        words = self._words.setdefault(name, Interned())
        values = _numbers(words, column) if column.type.is_words else column.values
        return values[kept], _valid(column)[kept]

    def people_of_rows(self) -> Integers:
        """The person of every row, shape (rows,)."""
        people: Integers = _joined([part.people for part in self._parts], np.int64)
        return people

    def times(self) -> Integers:
        """The time of every row, shape (rows,)."""
        times: Integers = _joined([part.times for part in self._parts], np.int64)
        return times

    def sources_of_rows(self) -> Integers:
        """The source of every row, as a position in `sources`, shape (rows,)."""
        sources: Integers = _joined([part.sources for part in self._parts], np.int64)
        return sources

    def codes(self, name: str) -> Integers:
        """A kept field of words as positions in its words, -1 where it is missing, shape (rows,)."""
        found = (part.cells[name] for part in self._parts)
        codes: Integers = _joined([np.where(valid, values, -1) for values, valid in found], np.int64)
        return codes

    def words(self, name: str) -> Sequence[str]:
        """The words that the codes of a field stand for."""
        return self._words.get(name, Interned()).words

    def column(self, name: str, rows: Integers, there: Flags) -> Column:
        """A kept field at some rows; missing where `there` is false, or where it is missing itself."""
        declared = self.event.find(name)
        assert declared is not None
        cells = [part.cells[name] for part in self._parts]
        # one cell more, for rows that are not there when there is none at all
        values = _joined([*(values for values, _ in cells), np.zeros(1, np.int64)], np.int64)
        known = _joined([*(valid for _, valid in cells), np.zeros(1, np.bool_)], np.bool_)
        at = np.where(there, rows, values.size - 1)
        if not declared.type.is_words:
            return Column(declared.type, values[at], known[at])
        codes, words = self._words.get(name, Interned()).column_of(values[at], known[at])
        return Column(declared.type, codes, known[at], words)


def _joined(parts: list[Any], kind: type) -> Any:
    return np.concatenate(parts) if parts else np.zeros(0, kind)


def _valid(column: Column) -> Flags:
    return np.ones(column.values.shape, np.bool_) if column.valid is None else column.valid


def _numbers(words: Interned, column: Column) -> Integers:
    """The numbers of words; ids that came as whole numbers are words too."""
    if column.words or column.values.dtype != np.int64:
        return words.numbers(column)
    found, codes = np.unique(column.values, return_inverse=True)
    return words.numbers(Column(column.type, codes, None, tuple(map(str, found.tolist()))))


_TOO_LARGE: Final = Text(
    en="{kind}: touches and conversions need more than {limit} MB of memory",
    ru="{kind}: для контактов и целевых действий нужно больше {limit} МБ памяти",
)
