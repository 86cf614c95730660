"""Writes the code that enters the records of a partition into the empty slots of a larger table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.scoring.folds.fold_code.lines import PARTITION_BITS, Code

if TYPE_CHECKING:
    from goalposts.scoring.folds.fold_code.layout import Layout


def index_code(layout: Layout) -> str:
    """Write `index(table of the partition, 0, its entities, nothing)`."""
    code, record = Code(), layout.record
    for place, name in enumerate(("slots", "records", "shift")):
        code.argument(name, place, "i64" if name == "shift" else "ptr")
    code.do("%mask = lshr i64 -1, %shift", "%any = icmp slt i64 %first, %end")
    code.do("br i1 %any, label %entity, label %leave")
    code.block("entity", "the next one")
    code.do("%e = phi i64 [ %first, %enter ], [ %e_next, %found ]")
    key = code.read(code.at("%records", "%e", record.size), record.key)
    below = code.let(f"shl i64 {code.hashed(key, record.key.of)}, {PARTITION_BITS}")
    code.do(f"%slot_first = lshr i64 {below}, %shift", "br label %probe")
    code.block("probe", "is it free")
    code.do("%slot = phi i64 [ %slot_first, %entity ], [ %slot_next, %taken ]")
    code.do("%slot_at = getelementptr i32, ptr %slots, i64 %slot", "%number = load i32, ptr %slot_at")
    code.do("%is_free = icmp slt i32 %number, 0", "br i1 %is_free, label %found, label %taken")
    code.block("taken", "the next slot")
    code.do("%slot_after = add i64 %slot, 1", "%slot_next = and i64 %slot_after, %mask", "br label %probe")
    code.block("found", "a place")
    code.do(f"store i32 {code.let('trunc i64 %e to i32')}, ptr %slot_at")
    code.do("%e_next = add i64 %e, 1", "%e_more = icmp slt i64 %e_next, %end")
    code.do("br i1 %e_more, label %entity, label %leave")
    code.block("leave", "all are entered")
    code.do("ret i64 %end")
    return code.function("index")
