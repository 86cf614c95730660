"""Writes the code that packs the rows of a batch and brings them to their partitions, in their order.

    count    row by row: the partition of the key, kept for the second pass, and how many rows it has
    starts   where each partition begins
    scatter  row by row: every part of the row to its place

Rows that are left out go behind the last partition: no branch depends on a row.

Arguments: starts (32-bit, out), counters (32-bit, zero), packed rows (out), mask, key, words of keys, time; then for
each word of flags its constant, its array, and pairs of table and codes; then for each slot values and table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import frozen

from goalposts.scoring.folds.fold_code.lines import PARTITION_BITS, PARTITIONS, Code

if TYPE_CHECKING:
    from goalposts.scoring.folds.fold_code.layout import Layout

_ALL_BUT_SIGN: Final = 0x7FFFFFFFFFFFFFFF


@frozen
class Sources:
    """Where the parts of a batch's rows come from.

    Attributes:
        masked: rows without a key or a time are left out by a mask.
        key, values: `plain` as it is, `table` by way of a table of 32-bit numbers, `none` for zero.
        flags: for each word of flags whether it has an array of its own, and how many tables add to it.
    """

    masked: bool
    key: str
    values: tuple[str, ...]
    flags: tuple[tuple[bool, int], ...]

    @property
    def arguments(self) -> int:
        """How many arguments the code takes."""
        return 7 + sum(2 + 2 * tables for _, tables in self.flags) + 2 * len(self.values)


def scatter_code(layout: Layout, sources: Sources) -> str:
    """Write `scatter(args, first row, row after the last, 16-bit scratch)`; it returns how many rows it kept."""
    return _Scatter(layout, sources, Code()).function()


@frozen
class _Scatter:
    layout: Layout
    sources: Sources
    code: Code

    def function(self) -> str:
        for place, name in enumerate(("starts", "counters", "rows", "mask", "keys", "key_table", "times")):
            self.code.argument(name, place)
        self._name_arguments()
        self.code.do("%size = sub i64 %end, %first", "%any = icmp sgt i64 %size, 0")
        self.code.do("br i1 %any, label %count, label %starts_enter")
        self._count()
        self._starts()
        self._scatter()
        return self.code.function("scatter")

    def _name_arguments(self) -> None:
        place = 7
        for word, (_, tables) in enumerate(self.sources.flags):
            self.code.argument(f"constant_{word}", place, self.layout.row.flags[word].of)
            self.code.argument(f"array_{word}", place + 1)
            place += 2
            for table in range(tables):
                self.code.argument(f"table_{word}_{table}", place)
                self.code.argument(f"codes_{word}_{table}", place + 1)
                place += 2
        for slot in range(len(self.sources.values)):
            self.code.argument(f"values_{slot}", place)
            self.code.argument(f"numbers_{slot}", place + 1)
            place += 2

    def _key(self) -> str:
        return self._value("keys", "key_table", self.sources.key, self.layout.row.key.of, "%row")

    def _value(self, values: str, table: str, source: str, of: str, row: str) -> str:
        if source == "none":
            return "0.0" if of == "double" else "0"
        found = self.code.loaded(f"%{values}", row, "i32" if source == "table" else of)
        if source == "table":
            return self.code.loaded(f"%{table}", self.code.let(f"zext i32 {found} to i64"), "i32")
        return found

    def _count(self) -> None:
        code = self.code
        code.block("count", "the partition of a row")
        code.do("%i = phi i64 [ 0, %enter ], [ %i_next, %count ]", "%row = add i64 %first, %i")
        top = code.let(f"lshr i64 {code.hashed(self._key(), self.layout.row.key.of)}, {64 - PARTITION_BITS}")
        if self.sources.masked:
            kept = code.let(f"icmp ne i8 {code.loaded('%mask', '%row', 'i8')}, 0")
            top = code.let(f"select i1 {kept}, i64 {top}, i64 {PARTITIONS}")
        code.do(f"store i16 {code.let(f'trunc i64 {top} to i16')}, ptr {code.element('%scratch', '%i', 'i16')}")
        counter = code.element("%counters", top, "i32")
        more = code.let(f"add i32 {code.let(f'load i32, ptr {counter}')}, 1")
        code.do(f"store i32 {more}, ptr {counter}")
        code.do("%i_next = add i64 %i, 1", "%i_more = icmp slt i64 %i_next, %size")
        code.do("br i1 %i_more, label %count, label %starts_enter")

    def _starts(self) -> None:
        code = self.code
        code.block("starts_enter", "one partition begins where the one before ends")
        code.do("br label %begin")
        code.block("begin", "of one partition")
        code.do(
            "%p = phi i64 [ 0, %starts_enter ], [ %p_next, %begin ]",
            "%start = phi i32 [ 0, %starts_enter ], [ %start_next, %begin ]",
        )
        counter = code.element("%counters", "%p", "i32")
        code.do(f"%start_next = add i32 %start, {code.let(f'load i32, ptr {counter}')}")
        code.do(f"store i32 %start, ptr {counter}", f"store i32 %start, ptr {code.element('%starts', '%p', 'i32')}")
        code.do("%p_next = add i64 %p, 1", f"%p_more = icmp sle i64 %p_next, {PARTITIONS}")
        code.do("br i1 %p_more, label %begin, label %scatter_enter")

    def _scatter(self) -> None:
        code, row = self.code, self.layout.row
        code.block("scatter_enter", "%start is where the rows that are left out begin")
        code.do("br i1 %any, label %scatter, label %leave")
        code.block("scatter", "a row to its place")
        code.do("%j = phi i64 [ 0, %scatter_enter ], [ %j_next, %scatter ]", "%source = add i64 %first, %j")
        partition = code.let(f"zext i16 {code.loaded('%scratch', '%j', 'i16')} to i64")
        counter = code.element("%counters", partition, "i32")
        place = code.let(f"load i32, ptr {counter}")
        code.do(f"store i32 {code.let(f'add i32 {place}, 1')}, ptr {counter}")
        target = code.at("%rows", code.let(f"zext i32 {place} to i64"), row.size)
        code.write(target, row.key, self._value("keys", "key_table", self.sources.key, row.key.of, "%source"))
        code.write(target, row.time, code.loaded("%times", "%source", "i64"))
        for word in range(len(row.flags)):
            code.write(target, row.flags[word], self._flags(word))
        for slot in range(len(row.values)):
            code.write(target, row.values[slot], self._number(slot))
        code.do("%j_next = add i64 %j, 1", "%j_more = icmp slt i64 %j_next, %size")
        code.do("br i1 %j_more, label %scatter, label %leave")
        code.block("leave", "how many were kept")
        code.do("%kept = zext i32 %start to i64", "ret i64 %kept")

    def _flags(self, word: int) -> str:
        code, of = self.code, self.layout.row.flags[word].of
        has_array, tables = self.sources.flags[word]
        found = f"%constant_{word}"
        if has_array:
            found = code.let(f"or {of} {found}, {code.loaded(f'%array_{word}', '%source', of)}")
        for table in range(tables):
            number = code.let(f"zext i32 {code.loaded(f'%codes_{word}_{table}', '%source', 'i32')} to i64")
            found = code.let(f"or {of} {found}, {code.loaded(f'%table_{word}_{table}', number, of)}")
        return found

    def _number(self, slot: int) -> str:
        """A value; of the two zeros one is made, and numbers to compare become integers that sort as they do."""
        code, source, place = self.code, self.sources.values[slot], self.layout.row.values[slot]
        ordered = self.layout.program.slots[slot].ordered and self.layout.program.slots[slot].type.is_numeric
        if source == "none" or not (place.of == "double" or ordered):
            return self._value(f"values_{slot}", f"numbers_{slot}", source, place.of, "%source")
        value = code.let(f"fadd double {code.loaded(f'%values_{slot}', '%source', 'double')}, 0.0")
        if not ordered:
            return value
        bits = code.let(f"bitcast double {value} to i64")
        sign = code.let(f"ashr i64 {bits}, 63")
        return code.let(f"xor i64 {bits}, {code.let(f'and i64 {sign}, {_ALL_BUT_SIGN}')}")
