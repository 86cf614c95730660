"""Runs compiled scans: chooses the code for a batch, cuts it into shards, and hands doubtful cells to the twin.

Shards depend on the plan and on the rows, never on the threads, and are merged in their order: any number of threads
gives the same bytes.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

import numpy as np
from attrs import evolve, frozen

from goalposts.model import Batch
from goalposts.scoring.cells import Cells, evaluated
from goalposts.scoring.fused.calendar import calendar
from goalposts.scoring.fused.emitter import emitted
from goalposts.scoring.fused.harvest import Harvest, merged, states
from goalposts.scoring.fused.layout import Layout, arrays, layout_of
from goalposts.scoring.fused.registers import COMPILED
from goalposts.scoring.fused.scan import Scan
from goalposts.scoring.fused.vector_code import LANES, VectorCode
from goalposts.scoring.fused.vectorise import NotCompilableError, Vectoriser

if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

    from goalposts.scoring.arrays import Floats, Integers
    from goalposts.scoring.slots import StreamPlan
    from goalposts.scoring.states import State

WORTHWHILE_ROWS: Final = 1_000_000
"""From here on the twin costs more than to load the compiler and to compile."""

_SHARD_ROWS: Final = 1 << 18
_SHARDS: Final = 8
_CACHE_BYTES: Final = 1 << 20
_SAMPLE_ROWS: Final = 256
_PIVOT_BITS: Final = 26
_LARGEST_CUBE: Final = 1 << 32  # places of counters are 32-bit numbers


@frozen(eq=False)
class Scanned:
    """What a scan found, by cell: rows before the first day, every day, rows after the last day, each by segment.

    The last cell of all is of rows without their time.

    Attributes:
        rows: shape (cells,), rows of every cell.
        segments: cells a day.
        states: by tally, one value a cell; with the cells in which moments have lost digits.
    """

    rows: Integers
    segments: int
    states: dict[int, tuple[State, NDArray[np.bool_]]]


def scanned(
    stream: StreamPlan, batch: Batch, midnights: Integers, *, by: str | None = None, threads: int | None = None
) -> Scanned | None:
    """Scan a batch by compiled code, as far as it can.

    Args:
        stream: what to fill.
        batch: any number of rows.
        midnights: from `local_midnights`.
        by: a column of words that segments every day; its missing words are the last segment.
        threads: how many to use; all processors when not given. It changes no byte.

    Returns:
        Nothing where the twin must do all.
    """
    layout = layout_of(stream, batch, by)
    if layout is None or batch.rows < LANES or layout.type_of(stream.anchor) is None or find_spec("llvmlite") is None:
        return None
    tallies = tuple(tally for tally in range(len(stream.tallies)) if _compilable(stream, tally, layout))
    segments = 1 if by is None else len(batch.columns[by].words) + 1
    cells = (midnights.size + 1) * segments + 1
    layout = _fitted(layout, _emitted(stream, tallies, layout), cells, segments)
    scan = _emitted(stream, tallies, layout)
    if cells * layout.replicas * scan.width * 2 >= _LARGEST_CUBE:
        return None
    days, pivots = calendar(midnights, segments), _pivots(scan, stream, batch)
    cubes = _filled(scan, layout, batch, pivots, days, cells, threads)
    if cubes is None:
        layout = layout.with_care()
        scan = _emitted(stream, tallies, layout)
        cubes = _filled(scan, layout, batch, pivots, days, cells, threads)
        assert cubes is not None
    harvest = Harvest(scan, *merged(scan, cubes, layout.replicas), pivots)
    return Scanned(harvest.rows(), segments, dict(zip(tallies, states(harvest, stream), strict=True)))


def _compilable(stream: StreamPlan, tally: int, layout: Layout) -> bool:
    where, measure = stream.pairs[tally]
    cells = Vectoriser(VectorCode(), layout, "%row")
    try:
        for slot in (where, measure.among, measure.of, measure.by):
            if slot is not None:
                cells.cells(stream.expressions[slot])
    except NotCompilableError:
        return False
    return measure.kind in COMPILED


def _fitted(layout: Layout, scan: Scan, cells: int, segments: int) -> Layout:
    """Neighbouring rows of few cells wait for each other's sums: they take turns. Many cells are fetched ahead."""
    size = 8 * cells * scan.width
    few = segments <= 4 and 4 * size <= 2 * _CACHE_BYTES
    return evolve(layout, replicas=4 if few else 1, prefetch=size > _CACHE_BYTES)


@lru_cache(maxsize=64)
def _emitted(stream: StreamPlan, tallies: tuple[int, ...], layout: Layout) -> Scan:
    return emitted(stream, tallies, layout)


def _filled(
    scan: Scan,
    layout: Layout,
    batch: Batch,
    pivots: dict[int, float],
    days: Integers,
    cells: int,
    threads: int | None,
) -> list[Floats] | None:
    """The cube of every shard; nothing where a number was met that is not finite and care is needed."""
    from goalposts.scoring.kernels.compiled import compiled

    call = compiled(scan.text).call
    columns = arrays(layout, batch.columns, batch.rows)
    codes = np.array([_code(batch, *word) for word in scan.words] or [0], np.int32)
    taken = np.array([pivots[slot] for slot in scan.pivots] or [0.0])
    size = cells * layout.replicas * scan.width

    def fill(first: int, end: int) -> Floats | None:
        cube, scratch = _aligned(size), _aligned(scan.buffers)
        given = (*columns, codes, taken, days, cube, scratch)
        table = np.array([array.ctypes.data for array in given], np.uintp)
        return None if call(table.ctypes.data, first, end) else cube

    bounds = _bounds(batch.rows, 8 * size)
    workers = min(threads or os.cpu_count() or 1, len(bounds) - 1)
    with ThreadPoolExecutor(workers) as pool:
        cubes = list(pool.map(fill, bounds[:-1], bounds[1:]))
    found = [cube for cube in cubes if cube is not None]
    return found if len(found) == len(cubes) else None


def _bounds(rows: int, cube_bytes: int) -> list[int]:
    most = _SHARDS if cube_bytes <= 4 * _CACHE_BYTES else 2
    shards = max(1, min(most, rows // _SHARD_ROWS))
    return [rows * shard // shards for shard in range(shards + 1)]


def _aligned(size: int) -> Floats:
    """Zeros that begin with a cache line."""
    room = np.zeros(size + 8)
    start = -(room.ctypes.data // 8) % 8
    return room[start : start + size]


def _code(batch: Batch, column: str, word: str) -> int:
    words = batch.columns[column].words
    return words.index(word) if word in words else -1


def _pivots(scan: Scan, stream: StreamPlan, batch: Batch) -> dict[int, float]:
    """A middle value of every expression among the first rows, with so few digits that whole numbers stay whole."""
    columns = {
        name: evolve(column, values=_head(column.values), valid=None if column.valid is None else _head(column.valid))
        for name, column in batch.columns.items()
        if name in stream.needed
    }
    head = Batch(batch.event_type, batch.instrument, min(batch.rows, _SAMPLE_ROWS), columns, batch.absent)
    # the zone does not matter: expressions with calendar parts are left to the twin
    return {slot: _middle(evaluated(stream.expressions[slot], head, "UTC")) for slot in scan.pivots}


def _head(values: NDArray[Any]) -> NDArray[Any]:
    return values[:_SAMPLE_ROWS] if values.ndim else values


def _middle(cells: Cells) -> float:
    values = np.sort(cells.values[cells.known])
    if not values.size:
        return 0.0
    fraction, exponent = np.frexp(values[values.size // 2])
    return float(np.ldexp(np.rint(np.ldexp(fraction, _PIVOT_BITS)), exponent - _PIVOT_BITS))
