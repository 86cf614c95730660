"""Batches of events as what a fold reads: numbers for keys and values, and flags."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
from attrs import define, field, frozen
from numpy.typing import NDArray

from goalposts.expressions.columns import Column
from goalposts.expressions.types import ValueType
from goalposts.scoring.folds.fold_flags import FlagWord, KnownTables, Seen, both
from goalposts.scoring.folds.fold_program import FLAGS_A_WORD, Program, Slot
from goalposts.scoring.folds.interning import Interned, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from goalposts.scoring.arrays import Flags, Integers

PART_ROWS: Final = 1 << 17
"""The most rows of a part: it is packed in the cache, and larger batches keep several threads busy."""

_SIGN_BIT: Final = 63
_ALL_BUT_SIGN: Final = np.int64(0x7FFFFFFFFFFFFFFF)


@frozen(eq=False)
class Numbers:
    """A number a row: the values themselves, or by way of a table, or zero.

    Attributes:
        values: shape (rows,); None for zeros.
        table: the number of every value.
    """

    values: NDArray[Any] | None
    table: Table | None = None


@define(eq=False)
class FoldRows:
    """Remembers the words of keys and values over all batches.

    Attributes:
        program: which words make a row.
        key: the field that names the entity.
        time: the field that orders events.
        timezone: IANA name of the zone whose wall clock the calendar functions read.
        keys: the words of keys; a key column of int64 without words is taken as it is.
        words: the words of values, by slot.
        flags: the tables of flags that words decide.
    """

    program: Program
    key: str
    time: str
    timezone: str = "UTC"
    keys: Interned = field(factory=Interned)
    words: dict[Slot, Interned] = field(factory=dict)
    flags: KnownTables = field(factory=KnownTables)

    @property
    def bytes(self) -> int:
        """An estimate of the memory of all words."""
        return self.keys.bytes + sum(words.bytes for words in self.words.values())

    def parts(self, columns: Mapping[str, Column], rows: int) -> Iterator[Part]:
        """Yield the rows of a batch in parts; what depends on no other batch is computed when a part is asked.

        Args:
            columns: fields and dimensions by id; one that is not there is missing in every row.
            rows: how many.
        """
        for start in range(0, rows, PART_ROWS):
            end = min(start + PART_ROWS, rows)
            yield self._part({name: cut(column, start, end) for name, column in columns.items()}, end - start)

    def _part(self, columns: Mapping[str, Column], rows: int) -> Part:
        key, time = (named(name, columns, rows) for name in (self.key, self.time))
        valid = both(key.valid, time.valid)
        kept = None if valid is None or valid.all() else valid
        seen = Seen(columns, rows, self.flags, self.timezone)
        tables = {slot: self._numbers(slot, seen) for slot in self.program.slots if slot.type.is_words}
        return Part(self.program, rows, kept, self._key(key), time.values, seen, tables)

    def _key(self, key: Column) -> Numbers:
        if key.values.dtype == np.int64 and not key.words:
            return Numbers(key.values)
        return numbered(key, self.keys)

    def _numbers(self, slot: Slot, seen: Seen) -> Numbers:
        return numbered(seen.column(slot.of), self.words.setdefault(slot, Interned()))


@frozen(eq=False)
class Part:
    """Some rows of a batch.

    Attributes:
        program: which words make a row.
        rows: how many, with those that are left out.
        kept: the rows that have a key and a time, shape (rows,); None for all.
        key: int64 themselves, or numbers of words.
        time: shape (rows,), int64.
        seen: the batch's columns and expressions.
        tables: the values of slots of words.
    """

    program: Program
    rows: int
    kept: Flags | None
    key: Numbers
    time: NDArray[Any]
    seen: Seen
    tables: Mapping[Slot, Numbers]

    @property
    def size(self) -> int:
        """How many rows are kept."""
        return self.rows if self.kept is None else int(np.count_nonzero(self.kept))

    def flag_words(self) -> list[FlagWord]:
        """The words of flags."""
        flags = self.program.flags
        starts = range(0, len(flags), FLAGS_A_WORD)
        return [self.seen.packed(word, flags[at : at + FLAGS_A_WORD]) for word, at in enumerate(starts)]

    def values(self) -> list[Numbers]:
        """The values of every slot, as they are: two zeros, and bits of numbers that do not sort as they do."""
        return [self.tables[slot] if slot.type.is_words else self._value(slot) for slot in self.program.slots]

    def _value(self, slot: Slot) -> Numbers:
        column = self.seen.column(slot.of)
        fits = column.type.is_numeric == slot.type.is_numeric and not column.words
        return Numbers(column.values if fits else None)  # what does not fit is missing in every row

    def words(self) -> Integers:
        """The kept rows as the words that the twin reads, shape (width, rows)."""
        chosen = slice(None) if self.kept is None else self.kept
        values = [self._bits(slot, found) for slot, found in zip(self.program.slots, self.values(), strict=True)]
        flags = [flags.whole(self.rows) for flags in self.flag_words()]
        made = np.empty((self.program.width, self.size), np.int64)
        for target, column in zip(made, (self._looked_up(self.key), self.time, *flags, *values), strict=True):
            target[:] = column[chosen]
        return made

    def _bits(self, slot: Slot, found: Numbers) -> NDArray[Any]:
        values = self._looked_up(found)
        if not slot.type.is_numeric:
            return values
        bits = (np.asarray(values, np.float64) + 0.0).view(np.int64)  # + 0.0 makes one zero of two
        return bits ^ ((bits >> _SIGN_BIT) & _ALL_BUT_SIGN) if slot.ordered else bits

    def _looked_up(self, found: Numbers) -> NDArray[Any]:
        if found.values is None:
            return np.zeros(self.rows, np.int64)
        return found.values if found.table is None else found.table[found.values]


def numbered(column: Column, words: Interned) -> Numbers:
    """The numbers of a column's words; of missing cells any."""
    if not column.words or not column.type.is_words:
        return Numbers(None)
    codes = column.values if column.valid is None else np.where(column.valid, column.values, np.int32(0))
    if codes.size and not (codes.min() >= 0 and codes.max() < len(column.words)):
        raise ValueError("a column has codes that stand for no word")
    return Numbers(codes, words.table(column.words))


def cut(column: Column, start: int, end: int) -> Column:
    """Some rows of a column."""
    if not start and end == len(column):
        return column
    valid = None if column.valid is None else column.valid[start:end]
    return Column(column.type, column.values[start:end], valid, column.words)


def named(name: str, columns: Mapping[str, Column], rows: int) -> Column:
    """The column of a field; all missing where the batch has none."""
    found = columns.get(name)
    if found is None:
        return Column(ValueType.ID, np.zeros(rows, np.int32), np.zeros(rows, np.bool_))
    return found
