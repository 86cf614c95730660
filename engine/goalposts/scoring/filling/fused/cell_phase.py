"""Writes the phase that touches the cells of a block: row by row, one increment a pattern, one addition a pack."""

from __future__ import annotations

from typing import Final

from attrs import frozen

from goalposts.scoring.filling.fused.heavy import SKETCH_PLACES, places
from goalposts.scoring.filling.fused.layout import Layout
from goalposts.scoring.filling.fused.scan import Pack, Scan
from goalposts.scoring.filling.fused.vector_code import VectorCode

_WAITING: Final = "waiting_"
_NEXT: Final = ""
"""How the names of the buffers begin: of the rows that go into cells now, and of those after them."""


def emit_cells(code: VectorCode, layout: Layout, made: Scan) -> None:
    """Write what becomes of the buffers of the block before, while those of the next are ready.

    Args:
        code: where to; blocks `block` (without rows) and `care` go there, and it goes to block `block_done`.
        layout: how cells lie in memory.
        made: what a cell holds.
    """
    _Cells(code, layout, made).emit()


@frozen
class _Cells:
    code: VectorCode
    layout: Layout
    made: Scan

    def emit(self) -> None:
        code, made = self.code, self.made
        code.block("touch", "the rows of the block before, whose cells are fetched by now")
        code.line(
            "%is_end = phi i1 [ true, %block ], [ %is_odd, %care ]",
            "%taken = phi i64 [ 0, %block ], [ %size, %care ]",
            "%is_first = icmp eq i64 %waiting, 0",
            "br i1 %is_first, label %block_done, label %cells",
        )
        code.block("cells", "one row into its cell")
        code.line("%k = phi i64 [ 0, %touch ], [ %k_next, %cells ]")
        if self.layout.prefetch or made.heavy:
            self._prefetch()
        for group in range(len(made.patterns)):
            index = code.value(f"zext i32 {self._buffered(f'pattern_{group}', 'i32')} to i64")
            self._increment(code.place("%cube", index, "i32"))
        cell = code.place("%cube", code.value(f"zext i32 {self._buffered('place', 'i32')} to i64"), "double")
        for number, pack in enumerate(made.squared_packs):
            self._add_squared(cell, number, pack)
        for number, pack in enumerate(made.plain_packs):
            self._add(cell, pack.at, pack.lanes, self._row_of(f"plain_{number}", pack))
        for number in range(made.heavy):
            self._into_table(number)
        code.line("%k_next = add i64 %k, 1", "%k_more = icmp slt i64 %k_next, %waiting")
        code.line("br i1 %k_more, label %cells, label %block_done")

    def _increment(self, counter: str) -> None:
        code = self.code
        more = code.fresh(f"add i32 {code.fresh(f'load i32, ptr {counter}')}, 1")
        code.line(f"store i32 {more}, ptr {counter}")

    def _into_table(self, number: int) -> None:
        code, place = self.code, self._table_place(number, _WAITING)
        if number < self.made.histograms:
            self._increment(place)
            return
        rank = code.value(f"trunc i32 {self._buffered(f'heavy_{number}', 'i32')} to i8")
        known = code.fresh(f"load i8, ptr {place}")
        larger = code.fresh(f"icmp ugt i8 {rank}, {known}")
        code.line(f"store i8 {code.fresh(f'select i1 {larger}, i8 {rank}, i8 {known}')}, ptr {place}")

    def _table_place(self, number: int, block: str) -> str:
        """Where a row of the block goes in a table of histograms or sketches."""
        code, is_sketch = self.code, number >= self.made.histograms
        size = SKETCH_PLACES if is_sketch else places(self.layout)
        line = code.value(f"zext i32 {self._buffered('number', 'i32', block)} to i64")
        line = code.value(f"mul i64 {line}, {size}")
        found = self._buffered(f"heavy_{number}", "i32", block)
        if is_sketch:
            found = code.value(f"lshr i32 {found}, 8")
        index = code.value(f"add i64 {line}, {code.value(f'zext i32 {found} to i64')}")
        return code.place(f"%table_{number}", index, "i8" if is_sketch else "i32")

    def _prefetch(self) -> None:
        """Fetch what a row of the next block needs: its cell where cells do not fit the cache; tables never do."""
        code = self.code
        places = [self._table_place(number, _NEXT) for number in range(self.made.heavy)]
        if self.layout.prefetch:
            cell = code.value(f"zext i32 {self._buffered('place', 'i32', _NEXT)} to i64")
            cell = code.place("%cube", cell, "double")
            places += [code.place(cell, str(line), "double") for line in range(0, self.made.width, 8)]
        for place in places:
            code.line(f"call void @llvm.prefetch.p0(ptr {place}, i32 1, i32 3, i32 1)")

    def _buffered(self, name: str, of: str, block: str = _WAITING) -> str:
        return self.code.value(f"load {of}, ptr {self.code.place(f'%{block}{name}', '%k', of)}")

    def _row_of(self, name: str, pack: Pack) -> str:
        place = self.code.place(f"%{_WAITING}{name}", self.code.value(f"mul i64 %k, {pack.lanes}"), "double")
        return self.code.value(f"load {_vector(pack.lanes)}, ptr {place}, align 8")

    def _add_squared(self, cell: str, number: int, pack: Pack) -> None:
        """Add the numbers of a row and their squares: four and four, or up to two and two at once."""
        code, kind, lanes = self.code, _vector(pack.lanes), pack.lanes
        found = self._row_of(f"squared_{number}", pack)
        squares = code.value(f"fmul {kind} {found}, {found}")
        if lanes == 4:
            self._add(cell, pack.at, lanes, found)
            self._add(cell, pack.at + lanes, lanes, squares)
            return
        if lanes == 1:
            both = code.value(f"insertelement <2 x double> poison, double {found}, i64 0")
            both = code.value(f"insertelement <2 x double> {both}, double {squares}, i64 1")
        else:
            both = code.value(f"shufflevector {kind} {found}, {kind} {squares}, <4 x i32> <i32 0, i32 1, i32 2, i32 3>")
        self._add(cell, pack.at, 2 * lanes, both)

    def _add(self, cell: str, at: int, lanes: int, numbers: str) -> None:
        place, kind = self.code.place(cell, str(at), "double"), _vector(lanes)
        before = self.code.fresh(f"load {kind}, ptr {place}, align 8")
        after = self.code.fresh(f"fadd {kind} {before}, {numbers}")
        self.code.line(f"store {kind} {after}, ptr {place}, align 8")


def _vector(lanes: int) -> str:
    return f"<{lanes} x double>" if lanes > 1 else "double"
