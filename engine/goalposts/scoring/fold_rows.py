"""Turns batches of events into the int64 words that a fold's kernels read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
from attrs import define, field

from goalposts.expressions.columns import Column
from goalposts.expressions.evaluate import evaluate
from goalposts.expressions.nodes import Name, names
from goalposts.scoring.fold_program import FLAGS_A_WORD, Program, Slot
from goalposts.scoring.interning import Interned

if TYPE_CHECKING:
    from collections.abc import Mapping

    from goalposts.expressions import Expression
    from goalposts.scoring.arrays import Flags, Integers
    from goalposts.scoring.entity_table import EntityTable
    from goalposts.scoring.fold_program import Flag

_SIGN_BIT: Final = 63
_ALL_BUT_SIGN: Final = np.int64(0x7FFFFFFFFFFFFFFF)


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
    """

    program: Program
    key: str
    time: str
    timezone: str = "UTC"
    keys: Interned = field(factory=Interned)
    words: dict[Slot, Interned] = field(factory=dict)

    @property
    def bytes(self) -> int:
        """An estimate of the memory of all words."""
        return self.keys.bytes + sum(words.bytes for words in self.words.values())

    def put(self, columns: Mapping[str, Column], rows: int, table: EntityTable) -> int:
        """Add the rows of a batch to a table and return how many were left out for want of a key (or of a time).

        Args:
            columns: fields and dimensions by id; one that is not there is missing in every row.
            rows: how many.
            table: takes them.
        """
        key, time = (evaluated_name(name, columns, rows) for name in (self.key, self.time))
        valid = _both(key.valid, time.valid)
        kept = None if valid is None or valid.all() else np.flatnonzero(valid)
        seen = _Seen(columns, rows, self.timezone)
        start, size = 0, rows if kept is None else kept.size
        words = [
            self._key_numbers(key),
            time.values,
            *self._flag_words(seen),
            *map(seen.bits_in(self), self.program.slots),
        ]
        while start < size:
            room = table.room(size - start)
            part = slice(start, start + room.shape[1])
            for target, column in zip(room, words, strict=True):
                target[:] = column[part] if kept is None else column[kept[part]]
            start += room.shape[1]
        return rows - size

    def _key_numbers(self, key: Column) -> Integers:
        return key.values if key.values.dtype == np.int64 and not key.words else self.keys.numbers(key)

    def _flag_words(self, seen: _Seen) -> list[Integers]:
        flags = self.program.flags
        return [seen.packed(flags[start : start + FLAGS_A_WORD]) for start in range(0, len(flags), FLAGS_A_WORD)]

    def value_bits(self, slot: Slot, column: Column) -> Any:
        """The values of a slot as numbers that fit int64 words; anything where a cell is missing."""
        if column.type.is_words:
            return self.words.setdefault(slot, Interned()).numbers(column)
        if not column.type.is_numeric:
            return column.values
        bits = (np.asarray(column.values, np.float64) + 0.0).view(np.int64)  # + 0.0 makes one zero of two
        return bits ^ ((bits >> _SIGN_BIT) & _ALL_BUT_SIGN) if slot.ordered else bits


@define(eq=False)
class _Seen:
    """One batch; each expression is evaluated once."""

    columns: Mapping[str, Column]
    rows: int
    timezone: str
    _found: dict[Expression, Column] = field(factory=dict)
    _small: dict[str, _Seen] = field(factory=dict)

    def column(self, expression: Expression) -> Column:
        if expression not in self._found:
            self._found[expression] = finite(evaluate(expression, self.columns, {}, self.rows, timezone=self.timezone))
        return self._found[expression]

    def bits_in(self, rows: FoldRows) -> Any:
        return lambda slot: rows.value_bits(slot, self.column(slot.of))

    def packed(self, flags: tuple[Flag, ...]) -> Integers:
        """One word a row with a bit for each flag.

        Flags that depend on the words of one column alone are found once a word, and looked up by row.
        """
        by_column: dict[str, list[int]] = {}
        for bit, flag in enumerate(flags):
            by_column.setdefault(self._decided_by(flag), []).append(bit)
        packed = self.bits(flags, by_column.pop("", []))
        for name, bits in by_column.items():
            column = self.columns[name]
            codes = column.values if column.valid is None else np.where(column.valid, column.values, len(column.words))
            packed |= self._by_word(name).bits(flags, bits)[codes]
        return packed

    def _decided_by(self, flag: Flag) -> str:
        """The column of words that decides a flag alone; nothing if more does, or if looking up would not pay."""
        parts = [part for part in (flag.where, flag.of) if part is not None]
        used = {name for part in parts for name in names(part)}
        whole = {name for name in used if self._is_whole(name) and Name(name) == flag.of}
        rest = used - whole
        only = next(iter(rest)) if len(rest) == 1 else ""
        column = self.columns.get(only)
        pays = column is not None and column.type.is_words and 4 * len(column.words) < self.rows
        return only if pays and not (whole and flag.asked) else ""

    def _is_whole(self, name: str) -> bool:
        column = self.columns.get(name)
        return column is not None and column.valid is None and not column.type.is_numeric

    def _by_word(self, name: str) -> _Seen:
        """The same questions for one row of each word of a column, and one where it is missing."""
        if name not in self._small:
            column = self.columns[name]
            codes = np.arange(len(column.words) + 1)
            there = codes < len(column.words)
            words = Column(column.type, np.where(there, codes, 0).astype(np.int32), there, column.words)
            rest = {
                other: Column(found.type, np.zeros(codes.size, found.values.dtype), None, found.words[:1])
                for other, found in self.columns.items()
                if other != name and self._is_whole(other)
            }
            self._small[name] = _Seen({**rest, name: words}, codes.size, self.timezone)
        return self._small[name]

    def bits(self, flags: tuple[Flag, ...], bits: list[int]) -> Integers:
        """Built by bytes: eight flags at a time stay in the vector registers."""
        word = np.zeros(self.rows, np.int64)
        for number in range(8):
            ours = [bit for bit in bits if bit // 8 == number]
            byte = np.zeros(self.rows if ours else 0, np.uint8)
            for bit in ours:
                holds = self.holds(flags[bit])
                byte |= np.uint8(1 << bit % 8) if holds is None else holds.view(np.uint8) << np.uint8(bit % 8)
            if ours:
                word |= byte.astype(np.int64) << np.int64(8 * number)
        return word

    def holds(self, flag: Flag) -> Flags | None:
        """The rows whose flag is set, shape (rows,); None for all."""
        if flag.asked:
            return self._asked(flag)
        holds = None if flag.of is None else self.column(flag.of).valid
        if flag.where is not None:
            holds = _both(holds, _true(self.column(flag.where)))
        return None if holds is None else np.ascontiguousarray(holds)

    def _asked(self, flag: Flag) -> Flags:
        assert flag.of is not None
        found = self.column(flag.of)
        if not flag.unknown:
            return np.ascontiguousarray(_true(found))
        return np.zeros(self.rows, np.bool_) if found.valid is None else ~found.valid


def evaluated_name(name: str, columns: Mapping[str, Column], rows: int) -> Column:
    """The column of a field; all missing where the batch has none."""
    found = columns.get(name)
    if found is None:
        from goalposts.expressions.types import ValueType

        return Column(ValueType.ID, np.zeros(rows, np.int32), np.zeros(rows, np.bool_))
    return found


def finite(column: Column) -> Column:
    """The same column; a number that is not finite is missing, as it would poison every sum that it enters."""
    if column.values.dtype.kind != "f":
        return column
    known = np.isfinite(column.values)
    return column if known.all() else Column(column.type, column.values, _both(column.valid, known), column.words)


def _true(column: Column) -> Flags:
    values: Flags = column.values.astype(np.bool_, copy=False)
    return values if column.valid is None else values & column.valid


def _both(left: Flags | None, right: Flags | None) -> Flags | None:
    if left is None or right is None:
        return right if left is None else left
    return left & right
