"""One compiled scan with the memory that it fills, over as many batches as have its layout."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from attrs import define, evolve, field

from goalposts.scoring.filling.fused.calendar import calendar
from goalposts.scoring.filling.fused.cell_rows import put, together
from goalposts.scoring.filling.fused.emitter import emitted
from goalposts.scoring.filling.fused.heavy import SKETCH_PLACES, places
from goalposts.scoring.filling.fused.layout import Layout, arrays
from goalposts.scoring.filling.fused.scan import ROOM, Scan
from goalposts.scoring.kernels.compiled import compiled

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from goalposts.expressions.columns import Column
    from goalposts.scoring.arrays import Floats, Integers
    from goalposts.scoring.kernels.compiled import Compiled
    from goalposts.scoring.planning.slots import StreamPlan

_CACHE_BYTES: Final = 1 << 20
_PLACES: Final = 1 << 32  # a pattern's place is a 32-bit number
MOST_ROWS: Final = (1 << 29) - 1
"""A counter is a 32-bit number, and those of up to eight lanes are added up as such."""


@define(eq=False)
class Run:
    """Cells of days and segments under accumulation.

    Attributes:
        segments: cells a day; the last is of missing words.
        cube: shape (cells * replicas * width,).
        tables: of histograms, uint32 with shape (cells * places,), then of sketches, uint8.
        pivots: shape (sums of squares,), or with own pivots (sums of squares * cells,).
        rows: how many were scanned.
    """

    scan: Scan
    layout: Layout
    segments: int
    midnights: Integers
    pivots: Floats
    cube: Floats
    tables: tuple[NDArray[Any], ...]
    rows: int = 0
    _days: Integers = field(init=False, repr=False)
    _scratch: Floats = field(init=False, repr=False)
    _code: Compiled = field(init=False, repr=False)  # held as long as it may be called: its machine code dies with it
    _own: list[int] = field(init=False, repr=False)  # the addresses of what every call needs, from the pivots on

    def __attrs_post_init__(self) -> None:
        self._code = compiled(self.scan.text)
        self._days = calendar(self.midnights, self.segments)
        self._scratch = _aligned(2 * sum(self.scan.buffers.values()) * ROOM)
        own = (self.pivots, self._days, self.cube, self._scratch, *self.tables)
        self._own = [array.ctypes.data for array in own]

    @property
    def cells(self) -> int:
        """How many cells there are, with those around the planned days and that of rows without time."""
        return cells_of(self.midnights, self.segments)

    def add(self, columns: Mapping[str, Column], first: int, rows: int) -> int:
        """Scan the rows of a batch from `first` on; the row before which more care is asked for, else `rows`."""
        codes = np.array(_codes(columns, self.scan.words) or [0], np.int32)
        given = (*arrays(self.layout, columns, rows), codes)
        table = np.array([*(array.ctypes.data for array in given), *self._own], np.uintp)
        reached = self._code.call(table.ctypes.data, first, rows)
        self.rows += reached - first
        return reached

    def may_grow(self, stream: StreamPlan, segments: int) -> bool:
        """Whether its code is the one to take for so many segments, and numbers their places."""
        wanted = fitted(stream, self.scan.tallies, self.layout.as_given, self.midnights, segments)
        places = 2 * cells_of(self.midnights, segments) * self.layout.replicas * self.scan.width
        return wanted == self.layout and places < _PLACES

    def grown(self, segments: int) -> Run:
        """The same cells with room for more segments."""
        cells = cells_of(self.midnights, segments)
        moves = [*((place, place) for place in range(self.segments - 1)), (self.segments - 1, segments - 1)]
        cube = _aligned(cells * self.layout.replicas * self.scan.width)
        tables = _tables(self.scan, self.layout, cells)
        for mine, its in zip((self.cube, *self.tables), (cube, *tables), strict=True):
            put(mine.reshape(self.cells, -1), moves, its.reshape(cells, -1), segments)
        return Run(self.scan, self.layout, segments, self.midnights, self.pivots, cube, tables, self.rows)

    @np.errstate(over="ignore", invalid="ignore")  # as in the kernel of moments
    def together(self) -> Run:
        """The same sums and counts without segments; around own pivots, which stay, nobody asks for the sums."""
        layout, width = evolve(self.layout, by=None), self.scan.width
        made = _aligned(cells_of(self.midnights, 1) * self.layout.replicas * width)
        cube, whole = (cells.reshape(-1, self.layout.replicas, width) for cells in (self.cube, made))
        for replica in range(self.layout.replicas):
            cells, counters = np.ascontiguousarray(cube[:, replica]), self.scan.counters
            ones = together(cells[:, counters:].copy().view(np.uint32), self.segments)
            whole[:, replica, :counters] = together(cells[:, :counters], self.segments)
            whole[:, replica, counters:] = ones.view(np.float64)
        tables = tuple(
            together(table.reshape(self.cells, -1), self.segments, largest=table.dtype == np.uint8).ravel()
            for table in self.tables
        )
        return Run(self.scan, layout, 1, self.midnights, self.pivots, made, tables, self.rows)


def cells_of(midnights: Integers, segments: int) -> int:
    """How many cells a scan has."""
    return (midnights.size + 1) * segments + 1


def begun(
    stream: StreamPlan, tallies: tuple[int, ...], layout: Layout, segments: int, midnights: Integers
) -> Run | None:
    """Prepare a run with empty cells and pivots of 0; None where there would be too many places."""
    layout = fitted(stream, tallies, layout, midnights, segments)
    scan, cells = emitted_once(stream, tallies, layout), cells_of(midnights, segments)
    if 2 * cells * layout.replicas * scan.width >= _PLACES:
        return None
    pivots = np.zeros(max(len(scan.squared), 1) * (cells if layout.own_pivots else 1))
    cube = _aligned(cells * layout.replicas * scan.width)
    return Run(scan, layout, segments, midnights, pivots, cube, _tables(scan, layout, cells))


def fitted(stream: StreamPlan, tallies: tuple[int, ...], layout: Layout, midnights: Integers, segments: int) -> Layout:
    """Neighbouring rows of few cells wait for each other's sums: they take turns. Many cells are small, or fetched."""
    cells = 8 * cells_of(midnights, segments)
    size = cells * emitted_once(stream, tallies, layout).width
    if segments <= 4 and size <= _CACHE_BYTES // 2:
        return evolve(layout, replicas=4)
    if size <= _CACHE_BYTES:
        return layout
    compact = evolve(layout, compact=True)
    return evolve(compact, prefetch=cells * emitted_once(stream, tallies, compact).width > 2 * _CACHE_BYTES)


@lru_cache(maxsize=64)
def emitted_once(stream: StreamPlan, tallies: tuple[int, ...], layout: Layout) -> Scan:
    """The scan of a plan; written once."""
    return emitted(stream, tallies, layout)


def _tables(scan: Scan, layout: Layout, cells: int) -> tuple[NDArray[Any], ...]:
    histograms = (np.zeros(cells * places(layout), np.uint32) for _ in range(scan.histograms))
    sketches = (np.zeros(cells * SKETCH_PLACES, np.uint8) for _ in range(scan.sketches))
    return (*histograms, *sketches)


def _aligned(size: int) -> Floats:
    """Zeros that begin with a cache line."""
    room = np.zeros(size + 8)
    start = -(room.ctypes.data // 8) % 8
    return room[start : start + size]


def _codes(columns: Mapping[str, Column], wanted: Sequence[tuple[str, str]]) -> list[int]:
    """The numbers of words; one that a column does not have gets one that no other word has."""
    known = [(columns[column].words, word) for column, word in wanted]
    return [words.index(word) if word in words else -1 - place for place, (words, word) in enumerate(known)]
