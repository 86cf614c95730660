"""Writes the code that reads the fields of entities out of the records of some partitions.

Arguments: the tables of the partitions, keys (64-bit, out), then for each field two arrays that are filled: its values,
and its known cells (bytes).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import frozen

from goalposts.scoring.folds.fold_code.lines import Code
from goalposts.scoring.folds.fold_code.update import ENTITIES, RECORDS, TABLE_WORDS
from goalposts.scoring.folds.fold_program import LARGEST

if TYPE_CHECKING:
    from goalposts.scoring.folds.fold_code.layout import Layout
    from goalposts.scoring.folds.fold_program import Step

_ALL_BUT_SIGN: Final = 0x7FFFFFFFFFFFFFFF


def fields_of(layout: Layout) -> dict[str, str]:
    """The fields in the order of the arguments of `answer`, and the types of their values."""
    program = layout.program
    types = {name: _type(layout, step) for name, step in program.found_in.items()}
    return {**types, **dict.fromkeys(program.conditions, "i8")}


def answer_code(layout: Layout) -> str:
    """Write `answer(args, first partition, partition after the last, nothing)`; it returns how many it read."""
    code, program, answers = Code(), layout.program, fields_of(layout)
    for number in range(len(answers)):
        code.argument(f"values_{number}", 2 + 2 * number)
        code.argument(f"known_{number}", 3 + 2 * number)
    _begin(code, layout)
    reader = _Reader(layout, code)
    for number, (name, of) in enumerate(answers.items()):
        step = program.found_in.get(name)
        value, known = reader.condition(*program.conditions[name]) if step is None else reader.answer(step)
        _fill(code, f"values_{number}", of, value)
        if known:
            _fill(code, f"known_{number}", "i8", code.let(f"zext i1 {known} to i8"))
    _end(code)
    return code.function("answer")


@frozen
class _Reader:
    """Reads fields out of `%record`; each is a value, and whether it is known (nothing for always)."""

    layout: Layout
    code: Code

    def answer(self, step: Step) -> tuple[str, str]:
        code, place = self.code, self.layout.record.state[step.at]
        first = code.read("%record", place)
        if step.kind == "count":
            return code.let(f"sitofp i64 {first} to double"), ""
        if step.kind == "sum":
            return first, code.let(f"fcmp ord double {first}, 0.0")
        known = code.let(f"icmp ne i64 {first}, {LARGEST}")
        if step.kind == "edge":
            place = self.layout.record.state[step.at + 1]
            return code.read("%record", place), known  # as it began where nothing is known
        value = first if step.sign > 0 else code.let(f"sub i64 0, {first}")
        value = code.let(f"select i1 {known}, i64 {value}, i64 0")
        if _type(self.layout, step) == "i64":
            return value, known
        sign = code.let(f"ashr i64 {value}, 63")
        bits = code.let(f"xor i64 {value}, {code.let(f'and i64 {sign}, {_ALL_BUT_SIGN}')}")
        return code.let(f"bitcast i64 {bits} to double"), known

    def condition(self, true: int, unknown: int) -> tuple[str, str]:
        holds, lacks = self._flag(true), self._flag(unknown)
        known = self.code.let(f"or i1 {holds}, {self.code.let(f'xor i1 {lacks}, true')}")
        return self.code.let(f"zext i1 {holds} to i8"), known

    def _flag(self, flag: int) -> str:
        place = self.layout.record.state[self.layout.program.joined(flag).at]
        shifted = self.code.let(f"lshr {place.of} {self.code.read('%record', place)}, {flag % 64}")
        return self.code.let(f"trunc {place.of} {shifted} to i1")


def _type(layout: Layout, step: Step) -> str:
    """The type of a field's values."""
    if step.kind in {"count", "sum"}:
        return "double"
    if step.kind == "edge":
        return layout.record.state[step.at + 1].of
    slot = layout.program.slot_of(step)
    return "double" if slot >= 0 and layout.program.slots[slot].type.is_numeric else "i64"


def _begin(code: Code, layout: Layout) -> None:
    """Open the loops over partitions and entities: `%record` is the entity's, `%out` its place in the arrays."""
    code.argument("tables", 0)
    code.argument("keys", 1)
    code.do("br label %partition")
    code.block("partition", "the next one")
    code.do("%p = phi i64 [ %first, %enter ], [ %p_next, %partition_done ]")
    code.do("%out_first = phi i64 [ 0, %enter ], [ %out_end, %partition_done ]")
    code.do("%p_more = icmp slt i64 %p, %end", "br i1 %p_more, label %table, label %leave")
    code.block("table", "of this partition")
    code.do(f"%table_at = mul i64 %p, {TABLE_WORDS}", "%table_p = getelementptr i64, ptr %tables, i64 %table_at")
    code.do(f"%records = load ptr, ptr {code.element('%table_p', str(RECORDS), 'i64')}")
    code.do(f"%size = load i64, ptr {code.element('%table_p', str(ENTITIES), 'i64')}")
    code.do("%out_end = add i64 %out_first, %size", "%any = icmp sgt i64 %size, 0")
    code.do("br i1 %any, label %entity, label %partition_done")
    code.block("entity", "into the arrays")
    code.do("%e = phi i64 [ 0, %table ], [ %e_next, %entity ]", "%out = add i64 %out_first, %e")
    code.do(f"%record = getelementptr i8, ptr {code.at('%records', '%e', layout.record.size)}, i64 0")
    key = code.read("%record", layout.record.key)
    _fill(
        code,
        "keys",
        "i64",
        key if layout.record.key.of == "i64" else code.let(f"zext {layout.record.key.of} {key} to i64"),
    )


def _fill(code: Code, array: str, of: str, value: str) -> None:
    code.do(f"store {of} {value}, ptr {code.element(f'%{array}', '%out', of)}")


def _end(code: Code) -> None:
    code.do("%e_next = add i64 %e, 1", "%e_more = icmp slt i64 %e_next, %size")
    code.do("br i1 %e_more, label %entity, label %partition_done")
    code.block("partition_done", "to the next")
    code.do("%p_next = add i64 %p, 1", "br label %partition")
    code.block("leave", "all are read")
    code.do("ret i64 %out_first")
