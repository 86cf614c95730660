"""The two streams of an attribution, touches and conversions: their rows are kept until both are read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
from attrs import define, field, frozen

from goalposts.errors import InputError
from goalposts.expressions.columns import Column
from goalposts.expressions.types import ValueType
from goalposts.locale import Text, number
from goalposts.scoring.credit.word_numbers import WordNumbers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from goalposts.model import Batch, EventType
    from goalposts.scoring.arrays import Codes, Flags, Integers

BUDGET_BYTES: Final = 2 << 30
"""What the rows of one side may take in memory."""

PATH_BYTES: Final = 64
"""Of a row while paths are made: its columns in one piece, the row as it is sorted, and the path."""


@frozen(eq=False)
class _Rows:
    """Rows of one source: places of people, microseconds, and of every kept field the values and where they are."""

    people: Codes
    times: Integers
    source: int
    cells: Mapping[str, tuple[Any, Flags | None]]

    @property
    def bytes(self) -> int:
        cells = (array.nbytes for pair in self.cells.values() for array in pair if array is not None)
        return self.people.nbytes + self.times.nbytes + sum(cells)


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
        budget_bytes: the most that the rows may take.
        rows: how many were kept.
    """

    kind: EventType
    event: EventType
    person: str
    taken: tuple[str, ...]
    people: WordNumbers
    sources: list[str] = field(factory=list)
    absent: dict[str, frozenset[str]] = field(factory=dict)
    without_key: dict[str, int] = field(factory=dict)
    budget_bytes: int = BUDGET_BYTES
    rows: int = field(default=0, init=False)
    _bytes: int = field(default=0, init=False)
    _words: dict[str, WordNumbers] = field(factory=dict)
    _parts: list[_Rows] = field(factory=list)

    @property
    def needed(self) -> frozenset[str]:
        """The fields to read."""
        return frozenset({self.person, self.event.time, *self.taken})

    @property
    def bytes(self) -> int:
        """The memory of all rows, and of making paths of them."""
        words = self.people.bytes + sum(words.bytes for words in self._words.values())
        return words + self._bytes + self.rows * PATH_BYTES

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
        valid = _valid(person) & _valid(time)
        kept = None if valid.all() else np.flatnonzero(valid)
        read = {name: self._cells(name, batch.columns.get(name), batch.rows) for name in self.taken}
        cells = {name: (_at(values, kept), _at(there, kept)) for name, (values, there) in read.items()}
        people, times = _at(self.people.places(person), kept), _at(time.values, kept)
        self._parts.append(_Rows(people, times, self.sources.index(source), cells))
        self.rows += times.size
        self.without_key[source] = self.without_key.get(source, 0) + batch.rows - times.size
        self._bytes += self._parts[-1].bytes
        if self.bytes > self.budget_bytes:
            raise _too_large(self.kind.id, self.bytes, self.budget_bytes)

    def _cells(self, name: str, column: Column | None, rows: int) -> tuple[Any, Flags | None]:
        declared = self.event.find(name)
        assert declared is not None
        if column is None:
            return np.zeros(rows, _kept_as(declared.type)), np.zeros(rows, np.bool_)
        values = self._words.setdefault(name, WordNumbers()).places(column) if column.type.is_words else column.values
        return values, column.valid

    def people_of_rows(self) -> Codes:
        """The person of every row, shape (rows,)."""
        return self.people.numbers(_joined([part.people for part in self._parts], np.int32))

    def times(self) -> Integers:
        """The time of every row, shape (rows,)."""
        times: Integers = _joined([part.times for part in self._parts], np.int64)
        return times

    def sources_of_rows(self) -> Codes:
        """The source of every row, as a position in `sources`, shape (rows,)."""
        numbers = np.array([part.source for part in self._parts], np.int32)
        return np.repeat(numbers, [part.times.size for part in self._parts])

    def codes(self, name: str) -> Codes:
        """A kept field of words as positions in its words, -1 where it is missing, shape (rows,)."""
        places, known = self._joined_cells(name, np.int32)
        codes = self._words_of(name).numbers(places)
        return codes if known is None else np.where(known, codes, np.int32(-1))

    def words(self, name: str) -> Sequence[str]:
        """The words that the codes of a field stand for."""
        return self._words_of(name).words

    def column(self, name: str, rows: Integers | Codes, there: Flags) -> Column:
        """A kept field at some rows; missing where `there` is false, or where it is missing itself."""
        declared = self.event.find(name)
        assert declared is not None
        values, known = self._joined_cells(name, _kept_as(declared.type))
        # one cell more, for rows that are not there when there is none at all
        values = np.append(values, np.zeros(1, values.dtype))
        at = np.where(there, rows, values.size - 1)
        valid = there if known is None else np.append(known, False)[at]
        if not declared.type.is_words:
            return Column(declared.type, values[at], valid)
        words_of = self._words_of(name)
        codes, words = words_of.column_of(words_of.numbers(values[at]), valid)
        return Column(declared.type, codes, valid, words)

    def _words_of(self, name: str) -> WordNumbers:
        return self._words.get(name, WordNumbers())

    def _joined_cells(self, name: str, kind: type) -> tuple[Any, Flags | None]:
        cells = [part.cells[name] for part in self._parts]
        values = _joined([values for values, _ in cells], kind)
        if all(valid is None for _, valid in cells):
            return values, None
        sizes = [np.ones(len(values), np.bool_) if valid is None else valid for values, valid in cells]
        return values, _joined(sizes, np.bool_)


def _joined(parts: list[Any], kind: type) -> Any:
    return np.concatenate(parts) if parts else np.zeros(0, kind)


def _at(cells: Any, kept: Integers | None) -> Any:
    return cells if kept is None or cells is None else cells[kept]


def _valid(column: Column) -> Flags:
    return np.ones(column.values.shape, np.bool_) if column.valid is None else column.valid


def _kept_as(kind: ValueType) -> type:
    """The numbers as which cells are kept, of words their places."""
    if kind.is_words:
        return np.int32
    known = {ValueType.FLAG: np.bool_, ValueType.TIMESTAMP: np.int64}
    return known.get(kind, np.float64)


def _too_large(kind: str, size: int, budget_bytes: int) -> InputError:
    problem = _TOO_LARGE.fill(kind=kind, size=number(size / 2**20, 0), limit=number(budget_bytes / 2**20, 0))
    return InputError(problem, hint=_NARROW)


_TOO_LARGE: Final = Text(
    en="{kind}: touches and conversions need over {size} MB of memory, the limit is {limit} MB",
    ru="{kind}: контактам и целевым действиям нужно более {size} МБ памяти, предел — {limit} МБ",
)
_NARROW: Final = Text(
    en="narrow its sources with `from:` or `where:`", ru="ограничьте источники через `from:` или `where:`"
)
