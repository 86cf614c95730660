"""The flags of a batch's rows: where conditions hold and operands are known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from attrs import define, field, frozen
from numpy.typing import NDArray

from goalposts.expressions.columns import Column
from goalposts.expressions.evaluate import evaluate
from goalposts.expressions.nodes import Name, names

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from goalposts.expressions import Expression
    from goalposts.scoring.arrays import Flags, Integers
    from goalposts.scoring.folds.fold_program import Flag


@frozen(eq=False)
class FlagWord:
    """A word of flags a row, joined by `or` of what every row has, an array, and tables that codes look up.

    Attributes:
        constant: bits of all rows, as int64.
        array: shape (rows,), as narrow as the flags need.
        tables: pairs of a table of such words and the codes of every row.
    """

    constant: int
    array: NDArray[Any] | None
    tables: tuple[tuple[NDArray[Any], NDArray[Any]], ...]

    def whole(self, rows: int) -> Integers:
        """The words themselves, shape (rows,)."""
        found = np.full(rows, self.constant, np.int64)
        if self.array is not None:
            found |= wide(self.array)
        for table, codes in self.tables:
            found |= wide(table)[codes]
        return found


def wide(words: NDArray[Any]) -> Integers:
    """Narrow words of flags as int64, none taken for negative."""
    return words.view(f"u{words.dtype.itemsize}").astype(np.uint64).view(np.int64)


Tables = list[tuple[str, "NDArray[Any]"]]


@define(eq=False)
class KnownTables:
    """Remembers which flags words decide, and their tables, as long as batches are of one kind and share their words.

    Attributes:
        used: the names in each flag.
    """

    used: dict[Flag, frozenset[str]] = field(factory=dict)
    _kept: dict[int, tuple[Any, list[int], Tables]] = field(factory=dict)

    def names_in(self, flag: Flag) -> frozenset[str]:
        """The names that decide a flag."""
        if flag not in self.used:
            parts = (part for part in (flag.where, flag.of) if part is not None)
            self.used[flag] = frozenset(name for part in parts for name in names(part))
        return self.used[flag]

    def tables(self, seen: Seen, word: int, flags: Sequence[Flag]) -> tuple[list[int], Tables]:
        """The flags of a word that no word of a column decides alone, and the tables of the others, by column."""
        kind = [(name, column.type, column.valid is None, column.words) for name, column in seen.columns.items()]
        kept = self._kept.get(word)
        if kept is None or not _same_kind(kept[0], kind, seen.rows):
            kept = (kind, *seen.tables(flags))
            self._kept[word] = kept
        return kept[1], kept[2]


def _same_kind(one: list[Any], other: list[Any], rows: int) -> bool:
    """Whether columns have the same types, words and gaps; words are the same if they are one object."""
    return len(one) == len(other) and all(
        mine[:3] == its[:3] and mine[3] is its[3] and 4 * len(its[3]) < rows
        for mine, its in zip(one, other, strict=True)
    )


@define(eq=False)
class Seen:
    """One batch; each expression is evaluated once, calendar parts on the wall clock of a zone."""

    columns: Mapping[str, Column]
    rows: int
    known: KnownTables = field(factory=KnownTables)
    timezone: str = "UTC"
    _found: dict[Expression, Column] = field(factory=dict)
    _small: dict[str, Seen] = field(factory=dict)

    def column(self, expression: Expression) -> Column:
        """What an expression comes to; a number that is not finite is missing."""
        if expression not in self._found:
            self._found[expression] = finite(evaluate(expression, self.columns, {}, self.rows, timezone=self.timezone))
        return self._found[expression]

    def packed(self, word: int, flags: Sequence[Flag]) -> FlagWord:
        """A word of flags of every row.

        Flags that depend on the words of one column alone are found once a word, and looked up by row.
        """
        rest, found = self.known.tables(self, word, flags)
        constant, array = self.bits(flags, rest)
        return FlagWord(constant, array, tuple((table, self._codes(name)) for name, table in found))

    def _codes(self, name: str) -> NDArray[Any]:
        column = self.columns[name]
        if column.valid is None:
            return column.values
        return np.where(column.valid, column.values, np.int32(len(column.words)))

    def tables(self, flags: Sequence[Flag]) -> tuple[list[int], Tables]:
        """See `KnownTables.tables`."""
        by_column: dict[str, list[int]] = {}
        for bit, flag in enumerate(flags):
            by_column.setdefault(self._decided_by(flag), []).append(bit)
        rest, found = by_column.pop("", []), []
        for name, bits in by_column.items():
            small = self._by_word(name)
            always, table = small.bits(flags, bits)
            table = np.zeros(small.rows, _narrow(len(flags))) if table is None else table
            found.append((name, table | np.int64(always).astype(table.dtype)))
        return rest, found

    def _decided_by(self, flag: Flag) -> str:
        """The column of words that decides a flag alone; nothing if more does, or if looking up would not pay."""
        used = self.known.names_in(flag)
        whole = {name for name in used if self._is_whole(name) and Name(name) == flag.of}
        rest = used - whole
        only = next(iter(rest)) if len(rest) == 1 else ""
        column = self.columns.get(only)
        pays = column is not None and column.type.is_words and 4 * len(column.words) < self.rows
        return only if pays and not (whole and flag.asked) else ""

    def _is_whole(self, name: str) -> bool:
        column = self.columns.get(name)
        return column is not None and column.valid is None and not column.type.is_numeric

    def _by_word(self, name: str) -> Seen:
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
            self._small[name] = Seen({**rest, name: words}, codes.size, self.known, self.timezone)
        return self._small[name]

    def bits(self, flags: Sequence[Flag], bits: list[int]) -> tuple[int, NDArray[Any] | None]:
        """Some flags: those of all rows, and an array of the others, None where there are none.

        Built by bytes: eight flags at a time stay in the vector registers.
        """
        constant, word = 0, None
        held: dict[int, Flags] = {}
        for bit in bits:
            holds = self.holds(flags[bit])
            if holds is None:
                constant |= 1 << bit
            elif holds.any():
                held[bit] = holds
        for number in sorted({bit // 8 for bit in held}):
            byte = np.zeros(self.rows, np.uint8)
            for bit, holds in held.items():
                if bit // 8 == number:
                    byte |= holds.view(np.uint8) << np.uint8(bit % 8)
            part = byte.astype(_narrow(len(flags))) << 8 * number if number else byte.astype(_narrow(len(flags)))
            word = part if word is None else word | part
        return constant - (1 << 64 if constant >> 63 else 0), word

    def holds(self, flag: Flag) -> Flags | None:
        """The rows whose flag is set, shape (rows,); None for all."""
        if flag.asked:
            return self._asked(flag)
        holds = None if flag.of is None else self.column(flag.of).valid
        if flag.where is not None:
            holds = both(holds, _true(self.column(flag.where)))
        return None if holds is None else np.ascontiguousarray(holds)

    def _asked(self, flag: Flag) -> Flags:
        assert flag.of is not None
        found = self.column(flag.of)
        if not flag.unknown:
            return np.ascontiguousarray(_true(found))
        return np.zeros(self.rows, np.bool_) if found.valid is None else ~found.valid


def finite(column: Column) -> Column:
    """The same column; a number that is not finite is missing, as it would poison every sum that it enters."""
    if column.values.dtype.kind != "f":
        return column
    known = np.isfinite(column.values)
    return column if known.all() else Column(column.type, column.values, both(column.valid, known), column.words)


def both(left: Flags | None, right: Flags | None) -> Flags | None:
    """Where two masks hold; None holds everywhere."""
    if left is None or right is None:
        return right if left is None else left
    return left & right


def _narrow(flags: int) -> np.dtype[Any]:
    return np.dtype(next(f"i{bits // 8}" for bits in (8, 16, 32, 64) if flags <= bits))


def _true(column: Column) -> Flags:
    values: Flags = column.values.astype(np.bool_, copy=False)
    return values if column.valid is None else values & column.valid
