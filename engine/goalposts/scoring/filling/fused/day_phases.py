"""Writes the phases of a block that find every row's cell: span, clock changes, days."""

from __future__ import annotations

from typing import Final

from goalposts.scoring.filling.fused.block_loop import begin_vectors, next_vector
from goalposts.scoring.filling.fused.layout import Layout
from goalposts.scoring.filling.fused.scan import Scan
from goalposts.scoring.filling.fused.vector_code import BITS, CODES, LANES, NUMBERS, TIMES, VectorCode, numbers
from goalposts.scoring.filling.fused.vectorise import Vectoriser

_UNIT: Final = 10_546_875  # microseconds of a day without their 13 factors of two
_MAGIC: Final = 0x4330000000000000  # the bits of 2^52 as a double: a smaller integer `or`ed in is added exactly


def emit_days(code: VectorCode, anchor: str, layout: Layout, made: Scan) -> None:
    """Write from the block's start to the places of its cells.

    Args:
        code: where to; block `values` must come next.
        anchor: the time field that puts a row into a day.
        layout: the columns.
        made: what a cell holds.
    """
    _span(code, anchor, layout)
    _changes(code)
    _days(code, anchor, layout, made)


def _span(code: VectorCode, anchor: str, layout: Layout) -> None:
    low = f"%low = phi {TIMES} [ splat (i64 {2**63 - 1}), %block ], [ %lower, %span_end ]"
    high = f"%high = phi {TIMES} [ splat (i64 {-(2**63)}), %block ], [ %higher, %span_end ]"
    begin_vectors(code, "span", "block", "the earliest and the latest instant", low, high)
    time = Vectoriser(code, layout, "%span_row").column(anchor)
    code.line(f"%lower = call {TIMES} @llvm.smin.v16i64({TIMES} %low, {TIMES} {time})")
    code.line(f"%higher = call {TIMES} @llvm.smax.v16i64({TIMES} %high, {TIMES} {time})")
    next_vector(code, "span", "span_done")
    code.block("span_done", "of the whole block")
    code.line(f"%lowest = call i64 @llvm.vector.reduce.smin.v16i64({TIMES} %lower)")
    code.line(f"%highest = call i64 @llvm.vector.reduce.smax.v16i64({TIMES} %higher)")
    code.line("br label %change")


def _changes(code: VectorCode) -> None:
    code.block("change", "changes of the clock before the block, and within it")
    code.line(
        "%change_at = phi i64 [ 0, %span_done ], [ %change_next, %change_one ]",
        "%passed = phi i64 [ 0, %span_done ], [ %passed_next, %change_one ]",
        "%reached = phi i64 [ 0, %span_done ], [ %reached_next, %change_one ]",
        "%moved = phi i64 [ %origin, %span_done ], [ %moved_next, %change_one ]",
        "%change_more = icmp slt i64 %change_at, %changes",
        "br i1 %change_more, label %change_one, label %change_done",
    )
    code.block("change_one", "is it before all rows, or before some")
    code.line(
        "%at_instant = getelementptr i64, ptr %instants, i64 %change_at",
        "%instant = load i64, ptr %at_instant",
        "%at_move = getelementptr i64, ptr %moves, i64 %change_at",
        "%move = load i64, ptr %at_move",
        "%before_all = icmp sle i64 %instant, %lowest",
        "%before_some = icmp sle i64 %instant, %highest",
        "%one_passed = zext i1 %before_all to i64",
        "%one_reached = zext i1 %before_some to i64",
        "%move_passed = select i1 %before_all, i64 %move, i64 0",
        "%passed_next = add i64 %passed, %one_passed",
        "%reached_next = add i64 %reached, %one_reached",
        "%moved_next = add i64 %moved, %move_passed",
        "%change_next = add i64 %change_at, 1",
        "br label %change",
    )
    code.block("change_done", "the same for every vector of the block")
    for name in ("moved", "earliest", "latest"):
        code.line(f"%all_{name} = freeze {TIMES} {code.repeated(f'%{name}', 'i64')}")
    for name in ("segments", "undated"):
        code.line(f"%{name}_32 = trunc i64 %{name} to i32")
        code.line(f"%all_{name} = freeze {CODES} {code.repeated(f'%{name}_32', 'i32')}")
    code.line("br label %days")


def _days(code: VectorCode, anchor: str, layout: Layout, made: Scan) -> None:
    begin_vectors(code, "days", "change_done", "the place of every row's cell")
    time = Vectoriser(code, layout, "%days_row", ahead=False).column(anchor)
    clipped = code.value(f"call {TIMES} @llvm.smax.v16i64({TIMES} {time}, {TIMES} %all_earliest)")
    code.line(f"%clipped = call {TIMES} @llvm.smin.v16i64({TIMES} {clipped}, {TIMES} %all_latest)")
    code.line(f"%since = sub {TIMES} %clipped, %all_moved", "br label %shift")
    code.block("shift", "by every change of the clock within the block")
    code.line(
        "%shift_at = phi i64 [ %passed, %days ], [ %shift_next, %shift_one ]",
        f"%shifted = phi {TIMES} [ %since, %days ], [ %shifted_next, %shift_one ]",
        "%shift_more = icmp slt i64 %shift_at, %reached",
        "br i1 %shift_more, label %shift_one, label %shift_done",
    )
    code.block("shift_one", "rows after the change move")
    for name, base in (("shift_instant", "instants"), ("shift_move", "moves")):
        code.line(f"%at_{name} = getelementptr i64, ptr %{base}, i64 %shift_at", f"%{name} = load i64, ptr %at_{name}")
    after = code.value(f"icmp sge {TIMES} %clipped, {code.repeated('%shift_instant', 'i64')}")
    move = f"select {BITS} {after}, {TIMES} {code.repeated('%shift_move', 'i64')}, {TIMES} zeroinitializer"
    code.line(f"%shifted_next = sub {TIMES} %shifted, {code.value(move)}")
    code.line("%shift_next = add i64 %shift_at, 1", "br label %shift")
    code.block("shift_done", "24 hours a day: without their factors of two, by an exact multiplication")
    units = code.value(f"lshr {TIMES} %shifted, splat (i64 13)")
    bits = code.value(f"or {TIMES} {units}, splat (i64 {_MAGIC})")
    exact = code.value(f"bitcast {TIMES} {bits} to {NUMBERS}")
    middle = code.value(f"fsub {NUMBERS} {exact}, {numbers(2.0**52 - 0.5)}")
    parts = code.value(f"fmul {NUMBERS} {middle}, {numbers(1 / _UNIT)}")
    _place_of_cells(code, anchor, layout, made, code.value(f"fptosi {NUMBERS} {parts} to {CODES}"))
    next_vector(code, "days", "values")


def _place_of_cells(code: VectorCode, anchor: str, layout: Layout, made: Scan, day: str) -> None:
    cells = Vectoriser(code, layout, "%days_row")
    cell = code.value(f"mul {CODES} {day}, %all_segments")
    if layout.by is not None:
        missing = code.value(f"sub {CODES} %all_segments, splat (i32 1)")
        word = code.value(
            f"select {BITS} {cells.known(layout.by)}, {CODES} {cells.column(layout.by)}, {CODES} {missing}"
        )
        word = code.value(f"call {CODES} @llvm.umin.v16i32({CODES} {word}, {CODES} {missing})")
        cell = code.value(f"add {CODES} {cell}, {word}")
    cell = code.value(f"select {BITS} {cells.known(anchor)}, {CODES} {cell}, {CODES} %all_undated")
    if made.heavy or layout.own_pivots:
        code.line(f"store {CODES} {cell}, ptr {code.place('%number', '%days_at', 'i32')}, align 4")
    if layout.replicas > 1:
        turns = ", ".join(f"i32 {lane % layout.replicas}" for lane in range(LANES))
        cell = code.value(f"mul {CODES} {cell}, splat (i32 {layout.replicas})")
        cell = code.value(f"add {CODES} {cell}, <{turns}>")
    cell = code.value(f"mul {CODES} {cell}, splat (i32 {made.width})")
    code.line(f"store {CODES} {cell}, ptr {code.place('%place', '%days_at', 'i32')}, align 4")
