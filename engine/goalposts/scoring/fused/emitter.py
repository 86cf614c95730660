"""Writes the scan of one stream as LLVM code, in the order in which the scan runs.

    enter     read the addresses of columns and outputs, repeat constants over the lanes
    block     take the next 1024 rows; the last block has up to 15 more, so that none has fewer than 16
      span      the earliest and the latest instant, hence the clock changes within the block: nearly always none
      days      sixteen rows at a time: the local day and the segment, as the place of the row's cell
      values    sixteen rows at a time: conditions as a pattern of bits, numbers less their pivot, 0 where not wanted
      cells     row by row: count the pattern, add the numbers and their squares, four at a time
    leave     say whether a number was met that is not finite where care was not taken

The vectors of a block overlap at its end: what is computed twice is stored twice, never counted twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import evolve, field, frozen

from goalposts.scoring.fused.block_loop import begin_vectors, next_vector
from goalposts.scoring.fused.calendar import HEADER
from goalposts.scoring.fused.day_phases import emit_days
from goalposts.scoring.fused.registers import Registers, answers
from goalposts.scoring.fused.scan import BLOCK, PATTERN_BITS, ROOM, Scan, fours
from goalposts.scoring.fused.vector_code import BITS, CODES, LANES, NUMBERS, TRUE, VectorCode
from goalposts.scoring.fused.vectorise import Vectoriser

if TYPE_CHECKING:
    from goalposts.scoring.fused.layout import Layout
    from goalposts.scoring.slots import StreamPlan

_AHEAD: Final = 16


def emitted(stream: StreamPlan, tallies: tuple[int, ...], layout: Layout) -> Scan:
    """Write the scan that fills some tallies of a stream."""
    values = VectorCode("v")
    cells = Vectoriser(values, layout, "%row")
    kept = Registers(values)
    answered = answers(stream, tallies, cells, kept)
    pivots = tuple(dict.fromkeys(slot for _, slot in kept.squared))
    scan = Scan(
        "",
        tallies,
        answered,
        tuple(cells.words),
        pivots,
        tuple(slot for _, slot in kept.squared),
        len(kept.conditions),
        len(kept.plain),
    )
    return _Emitter(stream, layout, scan, kept, tuple(cells.suspects)).scan()


_TAIL: Final = """
declare <16 x double> @llvm.fabs.v16f64(<16 x double>)
declare <16 x i64> @llvm.smin.v16i64(<16 x i64>, <16 x i64>)
declare <16 x i64> @llvm.smax.v16i64(<16 x i64>, <16 x i64>)
declare <16 x i32> @llvm.umin.v16i32(<16 x i32>, <16 x i32>)
declare i64 @llvm.vector.reduce.smin.v16i64(<16 x i64>)
declare i64 @llvm.vector.reduce.smax.v16i64(<16 x i64>)
declare void @llvm.prefetch.p0(ptr, i32, i32, i32)
"""


@frozen
class _Emitter:
    stream: StreamPlan
    layout: Layout
    made: Scan
    kept: Registers
    suspects: tuple[str, ...]
    code: VectorCode = field(factory=VectorCode)

    def scan(self) -> Scan:
        self._enter()
        self._block()
        emit_days(self.code, self.stream.anchor, self.layout, self.made.width)
        self._values()
        self._cells()
        self._leave()
        head = "define i32 @scan(ptr noalias %table, i64 %first, i64 %end) nounwind {"
        return evolve(self.made, text="\n".join((head, *self.code.lines, "}", _TAIL)))

    def _enter(self) -> None:
        code, made = self.code, self.made
        code.block("enter", "addresses and constants")
        columns = [f"column_{place}" for place in range(len(self.layout.types))]
        there = [
            f"there_{place}" for place, (name, _) in enumerate(self.layout.types) if name in self.layout.with_nulls
        ]
        for place, name in enumerate((*columns, *there, "codes", "pivots", "calendar", "cube", "scratch")):
            code.line(f"%at_{name} = getelementptr ptr, ptr %table, i64 {place}", f"%{name} = load ptr, ptr %at_{name}")
        for place in range(len(made.words)):
            self._argument(f"code_{place}", "codes", place, "i32")
        for place, slot in enumerate(made.pivots):
            self._argument(f"pivot_{slot}", "pivots", place, "double")
        for place, name in enumerate(("earliest", "latest", "origin", "segments", "undated", "changes")):
            code.line(
                f"%at_{name} = getelementptr i64, ptr %calendar, i64 {place}", f"%{name} = load i64, ptr %at_{name}"
            )
        code.line(f"%instants = getelementptr i64, ptr %calendar, i64 {HEADER}")
        code.line("%moves = getelementptr i64, ptr %instants, i64 %changes")
        for place, name in enumerate(self._buffer_names()):
            code.line(f"%{name} = getelementptr double, ptr %scratch, i64 {place * ROOM}")
        code.line("br label %block")

    def _argument(self, name: str, base: str, place: int, of: str) -> None:
        self.code.line(f"%at_{name} = getelementptr {of}, ptr %{base}, i64 {place}")
        self.code.line(f"%one_{name} = load {of}, ptr %at_{name}")
        repeated = self.code.repeated(f"%one_{name}", of)
        self.code.line(f"%{name} = freeze <{LANES} x {of}> {repeated}")

    def _buffer_names(self) -> tuple[str, ...]:
        patterns = [f"pattern_{group}" for group in range(len(self.made.patterns))]
        squared = [f"squared_{place}" for place in range(len(self.made.squared))]
        return ("place", *patterns, *squared, *(f"plain_{place}" for place in range(self.made.plain)))

    def _block(self) -> None:
        self.code.block("block", "the next rows")
        self.code.line(
            "%start = phi i64 [ %first, %enter ], [ %next, %block_done ]",
            "%tainted = phi i16 [ 0, %enter ], [ %tainted_next, %block_done ]",
            "%left = sub i64 %end, %start",
            f"%is_last = icmp slt i64 %left, {ROOM}",
            f"%size = select i1 %is_last, i64 %left, i64 {BLOCK}",
            f"%last_vector = sub i64 %size, {LANES}",
            "br label %span",
        )

    def _values(self) -> None:
        code = self.code
        taint = "%tainted_so_far = phi i16 [ %tainted, %days_end ], [ %tainted_next, %values_end ]"
        begin_vectors(code, "values", "days_end", "conditions and numbers", taint)
        code.line("%row = add i64 %values_row, 0", *(line.strip() for line in self.kept.code.lines))
        place = code.value(f"load {CODES}, ptr {code.place('%place', '%values_at', 'i32')}, align 4")
        base = code.value(f"shl {CODES} {place}, splat (i32 1)")
        offset = 2 * self.made.counters
        for group, size in enumerate(self.made.patterns):
            pattern = code.value(f"add {CODES} {base}, splat (i32 {offset})")
            chosen = self.kept.conditions[group * PATTERN_BITS : (group + 1) * PATTERN_BITS]
            for bit, condition in enumerate(chosen):
                weight = f"select {BITS} {condition}, {CODES} splat (i32 {1 << bit}), {CODES} zeroinitializer"
                pattern = code.value(f"add {CODES} {pattern}, {code.value(weight)}")
            code.line(f"store {CODES} {pattern}, ptr {code.place(f'%pattern_{group}', '%values_at', 'i32')}, align 4")
            offset += size
        kept = [*(value for value, _ in self.kept.squared), *self.kept.plain]
        for name, value in zip(self._buffer_names()[1 + len(self.made.patterns) :], kept, strict=True):
            code.line(f"store {NUMBERS} {value}, ptr {code.place(f'%{name}', '%values_at', 'double')}, align 8")
        self._taint()
        next_vector(code, "values", "cells")

    def _taint(self) -> None:
        finite = TRUE
        for suspect in self.suspects:
            finite = self.code.both(finite, suspect)
        bits = self.code.value(f"bitcast {BITS} {self.code.negated(finite)} to i16")
        self.code.line(f"%tainted_next = or i16 %tainted_so_far, {bits}")

    def _cells(self) -> None:
        code, made = self.code, self.made
        code.block("cells", "one row into its cell")
        code.line("%k = phi i64 [ 0, %values_end ], [ %k_next, %cells ]")
        if self.layout.prefetch:
            self._prefetch()
        for group in range(len(made.patterns)):
            index = code.value(f"zext i32 {self._buffered(f'pattern_{group}', 'i32')} to i64")
            counter = code.place("%cube", index, "i32")
            more = code.fresh(f"add i32 {code.fresh(f'load i32, ptr {counter}')}, 1")
            code.line(f"store i32 {more}, ptr {counter}")
        cell = code.place("%cube", code.value(f"zext i32 {self._buffered('place', 'i32')} to i64"), "double")
        for start in range(0, len(made.squared), 4):
            four = self._four("squared", start, len(made.squared))
            self._add(cell, 2 * start, four)
            self._add(cell, 2 * start + 4, code.value(f"fmul <4 x double> {four}, {four}"))
        for start in range(0, made.plain, 4):
            self._add(cell, 8 * fours(len(made.squared)) + start, self._four("plain", start, made.plain))
        code.line("%k_next = add i64 %k, 1", "%k_more = icmp slt i64 %k_next, %size")
        code.line("br i1 %k_more, label %cells, label %block_done")

    def _prefetch(self) -> None:
        code = self.code
        code.line(
            f"%ahead = add i64 %k, {_AHEAD}",
            "%is_ahead = icmp slt i64 %ahead, %size",
            "%fetched = select i1 %is_ahead, i64 %ahead, i64 %k",
        )
        place = code.value(f"load i32, ptr {code.place('%place', '%fetched', 'i32')}")
        cell = code.place("%cube", code.value(f"zext i32 {place} to i64"), "double")
        for line in range(0, self.made.width, 8):
            code.line(f"call void @llvm.prefetch.p0(ptr {code.place(cell, str(line), 'double')}, i32 1, i32 3, i32 1)")

    def _buffered(self, name: str, of: str) -> str:
        return self.code.value(f"load {of}, ptr {self.code.place(f'%{name}', '%k', of)}")

    def _four(self, name: str, start: int, size: int) -> str:
        four = "zeroinitializer"
        for lane in range(min(4, size - start)):
            one = self._buffered(f"{name}_{start + lane}", "double")
            four = self.code.value(f"insertelement <4 x double> {four}, double {one}, i64 {lane}")
        return four

    def _add(self, cell: str, offset: int, four: str) -> None:
        place = self.code.place(cell, str(offset), "double")
        before = self.code.fresh(f"load <4 x double>, ptr {place}, align 32")
        after = self.code.fresh(f"fadd <4 x double> {before}, {four}")
        self.code.line(f"store <4 x double> {after}, ptr {place}, align 32")

    def _leave(self) -> None:
        self.code.block("block_done", "until the end")
        self.code.line(
            "%next = add i64 %start, %size",
            "%more = icmp slt i64 %next, %end",
            "br i1 %more, label %block, label %leave",
        )
        self.code.block("leave", "was care needed")
        self.code.line(
            "%any_tainted = icmp ne i16 %tainted_next, 0", "%answer = zext i1 %any_tainted to i32", "ret i32 %answer"
        )
