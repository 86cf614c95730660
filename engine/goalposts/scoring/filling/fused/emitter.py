"""Writes the scan of one stream as LLVM code, in the order in which the scan runs.

    enter     read the addresses of columns and outputs, repeat constants over the lanes
    block     take the next 64 rows; the last block has up to 15 more, so that none has fewer than 16
      span      the earliest and the latest instant, hence the clock changes within the block: nearly always none
      days      sixteen rows at a time: the local day and the segment, as the place of the row's cell
      values    sixteen rows at a time: conditions as a pattern of bits, numbers less their pivot, 0 where not wanted
      care      stop before its cells are touched if the block has a number that asks for more careful code
      touch     row by row of the block before: count the pattern, add the numbers and their squares, four at a time
    leave     say how far it came

Two blocks are under way: while the rows of one go into their cells, those of the next are fetched, and the processor
finds work in both, since neither waits for the other. Longer blocks (of 1024 rows) leave it no work but cells for too
long; the scan of nine KPIs took 1.5 times as long with them, and 2.2 times where cells do not fit the cache.
Rows that go there straight from registers, sixteen at once, take longer too: 1.06 times with nine KPIs, 1.2 with one.

The vectors of a block overlap at its end: what is computed twice is stored twice, never counted twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import evolve, field, frozen

from goalposts.scoring.filling.fused.block_loop import begin_vectors, next_vector
from goalposts.scoring.filling.fused.calendar import HEADER
from goalposts.scoring.filling.fused.cell_phase import emit_cells
from goalposts.scoring.filling.fused.day_phases import emit_days
from goalposts.scoring.filling.fused.heavy import histogram_place, sketch_place
from goalposts.scoring.filling.fused.patterns import Patterns, patterns_of
from goalposts.scoring.filling.fused.registers import Registers, answers
from goalposts.scoring.filling.fused.scan import BLOCK, ROOM, Pack, Scan
from goalposts.scoring.filling.fused.vector_code import BITS, CODES, LANES, NUMBERS, TRUE, VectorCode
from goalposts.scoring.filling.fused.vectorise import Vectoriser

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.scoring.filling.fused.layout import Layout
    from goalposts.scoring.planning.slots import StreamPlan


def emitted(stream: StreamPlan, tallies: tuple[int, ...], layout: Layout) -> Scan:
    """Write the scan that fills some tallies of a stream."""
    values = VectorCode("v")
    cells = Vectoriser(values, layout, "%row")
    kept = Registers(values, layout.own_pivots)
    answered = answers(stream, tallies, cells, kept)
    scan = Scan(
        "",
        tallies,
        answered,
        tuple(cells.words),
        tuple(found.slot for found in kept.squared),
        len(kept.conditions),
        len(kept.plain),
        len(kept.histograms),
        len(kept.sketches),
        patterns_of(values, kept.conditions, compact=layout.compact),
    )
    heavy, fine = [], _all_finite(cells)
    for condition, value in kept.histograms:
        place, usual = histogram_place(values, condition, value, layout)
        heavy.append(place)
        fine = values.both(fine, usual)
    heavy.extend(sketch_place(values, condition, value) for condition, value in kept.sketches)
    return _Emitter(stream, layout, scan, kept, fine, tuple(heavy)).scan()


def _all_finite(cells: Vectoriser) -> str:
    """The rows in which all suspected numbers are finite; one that is not makes every sum so."""
    if not cells.suspects:
        return TRUE
    first, *rest = cells.suspects
    together = first
    for number in rest:
        together = cells.code.value(f"fadd {NUMBERS} {together}, {number}")
    return cells.finite(together)


_TAIL: Final = """
declare <16 x double> @llvm.fabs.v16f64(<16 x double>)
declare <16 x i64> @llvm.smin.v16i64(<16 x i64>, <16 x i64>)
declare <16 x i64> @llvm.smax.v16i64(<16 x i64>, <16 x i64>)
declare <16 x i64> @llvm.ctlz.v16i64(<16 x i64>, i1)
declare <16 x double> @llvm.masked.gather.v16f64.v16p0(<16 x ptr>, i32, <16 x i1>, <16 x double>)
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
    fine: str
    heavy: tuple[str, ...]
    code: VectorCode = field(factory=VectorCode)

    def scan(self) -> Scan:
        self._enter()
        self._block()
        emit_days(self.code, self.stream.anchor, self.layout, self.made)
        self._values()
        emit_cells(self.code, self.layout, self.made)
        self._leave()
        head = "define i64 @scan(ptr noalias %table, i64 %first, i64 %end) nounwind {"
        return evolve(self.made, text="\n".join((head, *self.code.lines, "}", _TAIL)))

    def _enter(self) -> None:
        code, made = self.code, self.made
        code.block("enter", "addresses and constants")
        columns = [f"column_{place}" for place in range(len(self.layout.types))]
        there = [
            f"there_{place}" for place, (name, _) in enumerate(self.layout.types) if name in self.layout.with_nulls
        ]
        heavy = [f"table_{place}" for place in range(made.heavy)]
        for place, name in enumerate((*columns, *there, "codes", "pivots", "calendar", "cube", "scratch", *heavy)):
            code.line(f"%at_{name} = getelementptr ptr, ptr %table, i64 {place}", f"%{name} = load ptr, ptr %at_{name}")
        for place in range(len(made.words)):
            self._argument(f"code_{place}", "codes", place, "i32")
        for place, name in enumerate(("earliest", "latest", "origin", "segments", "undated", "changes")):
            code.line(
                f"%at_{name} = getelementptr i64, ptr %calendar, i64 {place}", f"%{name} = load i64, ptr %at_{name}"
            )
        code.line(f"%instants = getelementptr i64, ptr %calendar, i64 {HEADER}")
        code.line("%moves = getelementptr i64, ptr %instants, i64 %changes")
        self._pivots()
        code.line("br label %block")

    def _pivots(self) -> None:
        code = self.code
        if self.layout.own_pivots:
            code.line("%all_cells = add i64 %undated, 1")
        for place in range(len(self.made.squared)):
            if self.layout.own_pivots:
                code.line(f"%before_{place} = mul i64 %all_cells, {place}")
                code.line(f"%own_pivots_{place} = getelementptr double, ptr %pivots, i64 %before_{place}")
            else:
                self._argument(f"pivot_{place}", "pivots", place, "double")

    def _argument(self, name: str, base: str, place: int, of: str) -> None:
        self.code.line(f"%at_{name} = getelementptr {of}, ptr %{base}, i64 {place}")
        self.code.line(f"%one_{name} = load {of}, ptr %at_{name}")
        repeated = self.code.repeated(f"%one_{name}", of)
        self.code.line(f"%{name} = freeze <{LANES} x {of}> {repeated}")

    def _block(self) -> None:
        code, half = self.code, sum(self.made.buffers.values()) * ROOM
        code.block("block", "the next rows")
        code.line(
            "%start = phi i64 [ %first, %enter ], [ %next, %block_done ]",
            "%waiting = phi i64 [ 0, %enter ], [ %taken, %block_done ]",
            "%turn = phi i64 [ 0, %enter ], [ %other_turn, %block_done ]",
            f"%other_turn = xor i64 %turn, {half}",
        )
        for before, turn in (("", "turn"), ("waiting_", "other_turn")):
            code.line(f"%{before}half = getelementptr double, ptr %scratch, i64 %{turn}")
            place = 0
            for name, doubles in self.made.buffers.items():
                code.line(f"%{before}{name} = getelementptr double, ptr %{before}half, i64 {place * ROOM}")
                place += doubles
        code.line(
            "%left = sub i64 %end, %start",
            f"%is_last = icmp slt i64 %left, {ROOM}",
            f"%size = select i1 %is_last, i64 %left, i64 {BLOCK}",
            f"%last_vector = sub i64 %size, {LANES}",
            "%is_over = icmp eq i64 %left, 0",
            "br i1 %is_over, label %touch, label %span",
        )

    def _values(self) -> None:
        code = self.code
        odd = "%odd = phi i16 [ 0, %days_end ], [ %odd_next, %values_end ]"
        begin_vectors(code, "values", "days_end", "conditions and numbers", odd)
        code.line("%row = add i64 %values_row, 0", *(line.strip() for line in self.kept.code.lines))
        place = code.value(f"load {CODES}, ptr {code.place('%place', '%values_at', 'i32')}, align 4")
        base = code.value(f"shl {CODES} {place}, splat (i32 1)")
        offset = 2 * self.made.counters
        for group, size in enumerate(self.made.patterns):
            pattern = code.value(f"add {CODES} {base}, splat (i32 {offset})")
            for condition, weight in self._weights(group):
                holds, every = self.kept.conditions[condition], f"{CODES} splat (i32 {weight})"
                added = code.value(f"select {BITS} {holds}, {every}, {CODES} zeroinitializer")
                pattern = code.value(f"add {CODES} {pattern}, {added}")
            self._store(f"pattern_{group}", CODES, "i32", pattern)
            offset += size
        self._store_packs("squared", self.made.squared_packs, self.kept.distances)
        self._store_packs("plain", self.made.plain_packs, self.kept.plain)
        for number, found in enumerate(self.heavy):
            self._store(f"heavy_{number}", CODES, "i32", found)
        self._care()
        next_vector(code, "values", "care")
        code.block("care", "is this code careful enough for the block")
        code.line("%is_odd = icmp ne i16 %odd_next, 0", "br label %touch")

    def _weights(self, group: int) -> Iterator[tuple[int, int]]:
        """The conditions of a group, and what each adds to the number of the counter."""
        found = self.made.groups[group] if self.made.groups else Patterns(0)
        return enumerate(found.weights, found.first)

    def _store(self, name: str, vector: str, element: str, value: str) -> None:
        place = self.code.place(f"%{name}", "%values_at", element)
        self.code.line(f"store {vector} {value}, ptr {place}, align 4")

    def _store_packs(self, kind: str, packs: tuple[Pack, ...], numbers: list[str]) -> None:
        """Store the numbers of a pack row by row, so that one vector reads those of a row."""
        for number, pack in enumerate(packs):
            lanes = [*numbers[pack.first : pack.first + pack.lanes], "zeroinitializer", "zeroinitializer"][: pack.lanes]
            size, woven = LANES, lanes
            while len(woven) > 1:
                half = len(woven) // 2
                woven = [self._woven(one, other, size) for one, other in zip(woven[:half], woven[half:], strict=True)]
                size *= 2
            first = self.code.value(f"mul i64 %values_at, {pack.lanes}")
            place = self.code.place(f"%{kind}_{number}", first, "double")
            self.code.line(f"store <{size} x double> {woven[0]}, ptr {place}, align 8")

    def _woven(self, one: str, other: str, size: int) -> str:
        """The numbers of two vectors in turn."""
        turns = ", ".join(f"i32 {row}, i32 {size + row}" for row in range(size))
        vector = f"<{size} x double>"
        return self.code.value(f"shufflevector {vector} {one}, {vector} {other}, <{2 * size} x i32> <{turns}>")

    def _care(self) -> None:
        bits = self.code.value(f"bitcast {BITS} {self.code.negated(self.fine)} to i16")
        self.code.line(f"%odd_next = or i16 %odd, {bits}")

    def _leave(self) -> None:
        self.code.block("block_done", "until the end")
        self.code.line("%next = add i64 %start, %taken", "br i1 %is_end, label %leave, label %block")
        self.code.block("leave", "how far it came")
        self.code.line("ret i64 %start")
