"""Writes the code that makes entities of packed rows, one partition after the other.

    partition   its table
    block       the rows of one batch that belong to it
    run         up to 256 of them, in two passes: a missed guess of the processor costs more than to touch them twice
      lookup    the record of the row's key, by a hash table with linear probing; new keys get new records
      update    what the row changes in the record, without a branch

A table is four-byte numbers of records, so that every 64-bit number is a key and none means "empty". Rows are taken in
order: every state, sums included, depends on the order of an entity's rows alone, and not on how they were cut.

Arguments: number of blocks, their packed rows, their starts, the tables of the partitions. A table of a partition is
eight numbers: slots, records, how far a hash is shifted to give a slot, capacity, entities, and where to go on: the
block and the row of the partition there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import frozen

from goalposts.scoring.folds.fold_code.lines import PARTITION_BITS, Code

if TYPE_CHECKING:
    from goalposts.scoring.folds.fold_code.layout import Layout
    from goalposts.scoring.folds.fold_program import Step

RUN: Final = 256
TABLE_WORDS: Final = 8
SLOTS, RECORDS, SHIFT, CAPACITY, ENTITIES = range(5)
_TAIL: Final = """
declare i64 @llvm.smin.i64(i64, i64)
declare i32 @llvm.smax.i32(i32, i32)
declare void @llvm.prefetch.p0(ptr, i32, i32, i32)
"""


def update_code(layout: Layout) -> str:
    """Write `fold(args, first partition, partition after the last, scratch)`.

    It returns the partition whose table has no room for a new key, to be called again from there on, or the partition
    after the last. Scratch are two 64-bit numbers for each row of a run.
    """
    return "\n".join((_Update(layout, Code()).function(), _TAIL))


@frozen
class _Update:
    layout: Layout
    code: Code

    def function(self) -> str:
        self.code.argument("blocks", 0, "i64")
        for place, name in enumerate(("block_rows", "block_starts", "tables")):
            self.code.argument(name, place + 1)
        self.code.do(f"%misses = getelementptr i64, ptr %scratch, i64 {RUN}", "br label %partition")
        self._partition()
        self._block()
        self._run()
        self._lookup()
        self._probe()
        self._update()
        self._done()
        return self.code.function("fold")

    def _partition(self) -> None:
        code = self.code
        code.block("partition", "the next one")
        code.do("%p = phi i64 [ %first, %enter ], [ %p_next, %partition_done ]", "%p_more = icmp slt i64 %p, %end")
        code.do("br i1 %p_more, label %table, label %leave")
        code.block("table", "of this partition")
        code.do(f"%table_at = mul i64 %p, {TABLE_WORDS}", "%table_p = getelementptr i64, ptr %tables, i64 %table_at")
        names = ("slots", "records", "shift", "capacity", "known", "first_block", "first_row")
        for place, name in enumerate(names):
            code.do(f"%at_{name} = getelementptr i64, ptr %table_p, i64 {place}")
            if name != "known":
                of = "ptr" if place <= RECORDS else "i64"
                code.do(f"%{name} = load {of}, ptr %at_{name}")
        code.do("%slot_mask = lshr i64 -1, %shift", "%p_after = add i64 %p, 1")
        code.do("%known_before = load i64, ptr %at_known", "%is_new = icmp eq i64 %known_before, 0")
        code.do(f"%record_bytes = mul i64 %known_before, {self.layout.record.size}")
        code.do("%slot_count = add i64 %slot_mask, 1", "%slot_bytes = shl i64 %slot_count, 2")
        code.do("br i1 %is_new, label %block, label %fetch_records")
        self._fetch("records", "fetch_slots")
        self._fetch("slots", "block")

    def _fetch(self, name: str, then: str) -> None:
        """Bring an array into the cache as a stream, which is faster than to meet its lines at random."""
        code, before = self.code, "table" if name == "records" else "fetch_records"
        code.block(f"fetch_{name}", "what was known before")
        code.do(f"%{name}_at = phi i64 [ 0, %{before} ], [ %{name}_next, %fetch_{name} ]")
        address = code.let(f"getelementptr i8, ptr %{name}, i64 %{name}_at")
        code.do(f"call void @llvm.prefetch.p0(ptr {address}, i32 1, i32 2, i32 1)")
        size = name.removesuffix("s")
        code.do(f"%{name}_next = add i64 %{name}_at, 64", f"%{name}_more = icmp slt i64 %{name}_next, %{size}_bytes")
        code.do(f"br i1 %{name}_more, label %fetch_{name}, label %{then}")

    def _block(self) -> None:
        code = self.code
        code.block("block", "the next one")
        code.do(
            "%b = phi i64 [ %first_block, %table ], [ %first_block, %fetch_slots ], [ %b_next, %block_done ]",
            "%skipped = phi i64 [ %first_row, %table ], [ %first_row, %fetch_slots ], [ 0, %block_done ]",
            "%b_more = icmp slt i64 %b, %blocks",
            "br i1 %b_more, label %rows, label %partition_done",
        )
        code.block("rows", "those of the partition")
        code.do(f"%base = load ptr, ptr {code.element('%block_rows', '%b', 'ptr')}")
        starts = code.loaded("%block_starts", "%b", "ptr")
        code.do(f"%block_start = zext i32 {code.loaded(starts, '%p', 'i32')} to i64")
        code.do(f"%block_end = zext i32 {code.loaded(starts, '%p_after', 'i32')} to i64")
        code.do("%from_first = add i64 %block_start, %skipped")
        self._next_rows()
        code.do("br label %run")

    def _next_rows(self) -> None:
        """How far it is to the partition's rows in the next block: they are fetched while these are folded."""
        code = self.code
        code.do("%b_after = add i64 %b, 1", "%b_last = icmp eq i64 %b_after, %blocks")
        code.do("%b_near = select i1 %b_last, i64 %b, i64 %b_after")
        near = code.loaded("%block_rows", "%b_near", "ptr")
        starts = code.loaded("%block_starts", "%b_near", "ptr")
        start = code.let(f"zext i32 {code.loaded(starts, '%p', 'i32')} to i64")
        there, here = code.at(near, start, self.layout.row.size), code.at("%base", "%block_start", self.layout.row.size)
        there, here = (code.let(f"ptrtoint ptr {one} to i64") for one in (there, here))
        code.do(f"%ahead = sub i64 {there}, {here}")

    def _run(self) -> None:
        code = self.code
        code.block("run", "the next rows")
        code.do(
            "%from = phi i64 [ %from_first, %rows ], [ %to, %run_done ]",
            "%run_more = icmp slt i64 %from, %block_end",
            "br i1 %run_more, label %run_rows, label %block_done",
        )
        code.block("run_rows", "how many")
        code.do(f"%to_most = add i64 %from, {RUN}")
        code.do("%to = call i64 @llvm.smin.i64(i64 %to_most, i64 %block_end)", "br label %lookup")

    def _lookup(self) -> None:
        """Where the first slot of a key holds it, as is mostly so, nothing is guessed; other rows are noted."""
        code, row, record = self.code, self.layout.row, self.layout.record
        code.block("lookup", "the record of a row")
        code.do("%j = phi i64 [ %from, %run_rows ], [ %j_next, %lookup ]")
        code.do("%missed = phi i64 [ 0, %run_rows ], [ %missed_next, %lookup ]")
        row_at = code.at("%base", "%j", row.size)
        near = code.let(f"getelementptr i8, ptr {row_at}, i64 %ahead")
        code.do(f"call void @llvm.prefetch.p0(ptr {near}, i32 0, i32 3, i32 1)")
        key = code.read(row_at, row.key)
        number = code.loaded("%slots", self._slot(key), "i32")
        there = code.let(f"call i32 @llvm.smax.i32(i32 {number}, i32 0)")
        found = code.at("%records", code.let(f"zext i32 {there} to i64"), record.size)
        differs = code.let(f"icmp ne {row.key.of} {code.read(found, record.key)}, {key}")
        misses = code.let(f"or i1 {differs}, {code.let(f'icmp slt i32 {number}, 0')}")
        place = code.let("sub i64 %j, %from")
        code.do(f"store ptr {found}, ptr {code.element('%scratch', place, 'ptr')}")
        code.do(f"store i64 %j, ptr {code.element('%misses', '%missed', 'i64')}")
        code.do(f"%missed_next = add i64 %missed, {code.let(f'zext i1 {misses} to i64')}")
        code.do("%j_next = add i64 %j, 1", "%j_more = icmp slt i64 %j_next, %to")
        code.do("br i1 %j_more, label %lookup, label %miss")

    def _slot(self, key: str) -> str:
        below = self.code.let(f"shl i64 {self.code.hashed(key, self.layout.row.key.of)}, {PARTITION_BITS}")
        return self.code.let(f"lshr i64 {below}, %shift")

    def _probe(self) -> None:
        code, row, record = self.code, self.layout.row, self.layout.record
        code.block("miss", "rows whose first slot holds another key or none")
        code.do("%m = phi i64 [ 0, %lookup ], [ %m_next, %found ]", "%m_more = icmp slt i64 %m, %missed_next")
        code.do("br i1 %m_more, label %sought, label %update_enter")
        code.block("sought", "a key")
        code.do(f"%sought_row = load i64, ptr {code.element('%misses', '%m', 'i64')}", "%m_next = add i64 %m, 1")
        code.do(f"%key = add {row.key.of} {code.read(code.at('%base', '%sought_row', row.size), row.key)}, 0")
        code.do(f"%slot_first = add i64 {self._slot('%key')}, 0", "br label %probe")
        code.block("probe", "is it here")
        code.do("%slot = phi i64 [ %slot_first, %sought ], [ %slot_next, %other ]")
        code.do("%slot_at = getelementptr i32, ptr %slots, i64 %slot", "%number = load i32, ptr %slot_at")
        code.do("%is_empty = icmp slt i32 %number, 0", "br i1 %is_empty, label %new, label %compare")
        code.block("compare", "the keys")
        there = code.at("%records", code.let("zext i32 %number to i64"), record.size)
        code.do(f"%there = getelementptr i8, ptr {there}, i64 0")
        code.do(f"%is_same = icmp eq {record.key.of} {code.read('%there', record.key)}, %key")
        code.do("br i1 %is_same, label %found, label %other")
        code.block("other", "key: the next slot")
        code.do("%slot_after = add i64 %slot, 1", "%slot_next = and i64 %slot_after, %slot_mask", "br label %probe")
        code.block("new", "key")
        code.do("%known = load i64, ptr %at_known", "%is_full = icmp eq i64 %known, %capacity")
        code.do("br i1 %is_full, label %full, label %create")
        self._create()
        code.block("found", "it")
        code.do("%record = phi ptr [ %there, %compare ], [ %created, %create ]")
        place = code.let("sub i64 %sought_row, %from")
        code.do(f"store ptr %record, ptr {code.element('%scratch', place, 'ptr')}", "br label %miss")
        code.block("full", "no room: the rows before this one are updated")
        code.do("br label %update_enter")

    def _create(self) -> None:
        code, record = self.code, self.layout.record
        code.block("create", "its record")
        code.do(f"%created = getelementptr i8, ptr {code.at('%records', '%known', record.size)}, i64 0")
        code.write("%created", record.key, "%key")
        for place, initial in zip(record.state, record.initial, strict=True):
            code.write("%created", place, initial)
        code.do(f"store i32 {code.let('trunc i64 %known to i32')}, ptr %slot_at")
        code.do(f"store i64 {code.let('add i64 %known, 1')}, ptr %at_known", "br label %found")

    def _update(self) -> None:
        code = self.code
        code.block("update_enter", "rows whose records are known")
        code.do(
            "%until = phi i64 [ %to, %miss ], [ %sought_row, %full ]",
            "%stops = phi i1 [ false, %miss ], [ true, %full ]",
            "%u_any = icmp slt i64 %from, %until",
            "br i1 %u_any, label %update, label %run_done",
        )
        code.block("update", "a record by its row")
        code.do("%u = phi i64 [ %from, %update_enter ], [ %u_next, %update ]")
        entity = code.loaded("%scratch", code.let("sub i64 %u, %from"), "ptr")
        row = code.at("%base", "%u", self.layout.row.size)
        flags = [code.read(row, place) for place in self.layout.row.flags]
        for step in self.layout.program.steps:
            self._step(step, entity, row, flags)
        code.do("%u_next = add i64 %u, 1", "%u_more = icmp slt i64 %u_next, %until")
        code.do("br i1 %u_more, label %update, label %run_done")

    def _step(self, step: Step, entity: str, row: str, flags: list[str]) -> None:
        code, place = self.code, self.layout.record.state[step.at]
        before = code.read(entity, place)
        if step.kind == "flags":
            code.write(entity, place, code.let(f"or {place.of} {before}, {flags[step.flag]}"))
            return
        holds = self._holds(step, flags)
        if step.kind == "count":
            code.write(entity, place, code.let(f"add i64 {before}, {code.let(f'zext i1 {holds} to i64')}"))
        elif step.kind == "sum":
            is_first = code.let(f"fcmp uno double {before}, 0.0")
            so_far = code.let(f"select i1 {is_first}, double 0.0, double {before}")
            total = code.let(f"fadd double {self._value(step, row)}, {so_far}")
            code.write(entity, place, code.let(f"select i1 {holds}, double {total}, double {before}"))
        elif step.kind == "least":
            value = self._signed(step, self._value(step, row))
            wins = code.let(f"and i1 {holds}, {code.let(f'icmp slt i64 {value}, {before}')}")
            code.write(entity, place, code.let(f"select i1 {wins}, i64 {value}, i64 {before}"))
        else:
            self._edge(step, entity, row, holds, before)

    def _edge(self, step: Step, entity: str, row: str, holds: str, before: str) -> None:
        code, (at, kept) = self.code, self.layout.record.state[step.at : step.at + 2]
        time = self._signed(step, code.read(row, self.layout.row.time))
        order = "sle" if step.sign < 0 else "slt"  # of equal times the later row is the last
        wins = code.let(f"and i1 {holds}, {code.let(f'icmp {order} i64 {time}, {before}')}")
        code.write(entity, at, code.let(f"select i1 {wins}, i64 {time}, i64 {before}"))
        value, old = self._value(step, row), code.read(entity, kept)
        code.write(entity, kept, code.let(f"select i1 {wins}, {kept.of} {value}, {kept.of} {old}"))

    def _holds(self, step: Step, flags: list[str]) -> str:
        word, bit = divmod(step.flag, 64)
        of = self.layout.row.flags[word].of
        mask = (1 << bit) - (1 << 64 if bit == 63 else 0)
        return self.code.let(f"icmp ne {of} {self.code.let(f'and {of} {flags[word]}, {mask}')}, 0")

    def _value(self, step: Step, row: str) -> str:
        slot, layout = self.layout.program.slot_of(step), self.layout.row
        return self.code.read(row, layout.time if slot < 0 else layout.values[slot])

    def _signed(self, step: Step, value: str) -> str:
        return value if step.sign > 0 else self.code.let(f"sub i64 0, {value}")

    def _done(self) -> None:
        code = self.code
        code.block("run_done", "or no room")
        code.do("br i1 %stops, label %stop, label %run")
        code.block("stop", "to be called again")
        code.do("%stopped = sub i64 %until, %block_start", "store i64 %b, ptr %at_first_block")
        code.do("store i64 %stopped, ptr %at_first_row", "ret i64 %p")
        code.block("block_done", "to the next")
        code.do("%b_next = add i64 %b, 1", "br label %block")
        code.block("partition_done", "to the next")
        code.do("store i64 0, ptr %at_first_block", "store i64 0, ptr %at_first_row")
        code.do("%p_next = add i64 %p, 1", "br label %partition")
        code.block("leave", "all is folded")
        code.do("ret i64 %end")
