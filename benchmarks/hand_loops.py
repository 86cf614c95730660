"""Loops written by hand, each for one case alone: about the least that a scan of its form takes on this machine.

They read the same columns and fill the same cells of days and queues, but know beforehand what a product cannot: that
no cell is missing and no number infinite, that the clock never changes, that every call lies within the year and has
one of three outcomes. So they need no pivots, no checks and no way around them, and nothing is made of their cells.
They share no code with the product, but what was learned from it: blocks of 64 rows, columns and cells fetched ahead.
"""

from __future__ import annotations

import ctypes
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any, Final

import llvmlite.binding as llvm
import numpy as np
from answers import Answers
from attrs import frozen
from calls import DAYS, Calls
from hand_code import (
    BUCKETS,
    CELL,
    FETCH,
    FIRST_COUNTER,
    LOWEST_EXPONENT,
    NINE_ROW,
    NINE_VALUES,
    OCTAVE,
    PLACE,
    QUANTILE_VALUES,
    SCAN,
)
from measures import NINE, PROBABILITY, TALK_QUANTILE, Condition, Measure, Statistic, columns_of, statistics
from numpy.typing import NDArray

_BLOCK: Final = 64
_AHEAD: Final = 256
_ROW: Final = 7  # doubles that a block keeps of a row
_CACHE_BYTES: Final = 1 << 21

_SUMS: Final = {("wait",): 0, ("talk",): 1, ("talk", "hold", "acw"): 2, ("acw",): 3}
_ABANDONED_WAIT: Final = 8, 9
_COUNTERS: Final = {
    ("answered", ""): (0, 1),
    ("answered", "<="): (1,),
    ("abandoned", ""): (2, 3),
    ("abandoned", "<"): (3,),
    ("timeout", ""): (4,),
}
_BUFFERS: Final = {"places": 0, "counters": 1, "singles": 2, "fours": 3}
_KINDS: Final = {8: ("i64", 8), 4: ("i32", 4)}


@frozen(eq=False)
class Loop:
    """A loop for some measures.

    Attributes:
        values: code for sixteen rows; it gives `%place` and `%counter`, and stores what is added up.
        touch: code for one row.
        cell: the numbers of 32 bits that a day and queue has.
        fetched: masks that make the first numbers of lines of the place of a counter: the lines that are fetched
            ahead where cells do not fit the cache.
    """

    measures: tuple[Measure, ...]
    values: str
    touch: str
    cell: int
    fetched: tuple[int, ...]

    def fill(self, calls: Calls, threads: int) -> list[NDArray[np.uint32]]:
        """Fill cells, each thread its own from its part of the rows; rows behind the last whole block are left out."""
        scan, blocks = _compiled(self._text(calls)), calls.rows // _BLOCK
        bounds = [blocks * part // threads for part in range(threads + 1)]
        columns = [calls.columns[name] for name in columns_of(self.measures)]

        def some(part: int) -> NDArray[np.uint32]:
            cube, scratch = _aligned(DAYS * calls.queues * self.cell), _aligned(4 * _ROW * _BLOCK)
            table = np.array([array.ctypes.data for array in (*columns, cube, scratch)], np.uintp)
            scan(table.ctypes.data, bounds[part] * _BLOCK, bounds[part + 1] - bounds[part])
            return cube

        with ThreadPoolExecutor(threads) as pool:
            return list(pool.map(some, range(threads)))

    def _text(self, calls: Calls) -> str:
        names, size = columns_of(self.measures), 4 * DAYS * calls.queues * self.cell
        pointers = [
            f"  %at_{name} = getelementptr ptr, ptr %table, i64 {place}\n  %{name} = load ptr, ptr %at_{name}"
            for place, name in enumerate([*(f"all_{name}" for name in names), "cube", "scratch"])
        ]
        buffers = [
            f"  %{before}{name} = getelementptr double, ptr %{base}, i64 {place * _BLOCK}"
            for before, base in (("", "half"), ("last_", "last_half"))
            for name, place in _BUFFERS.items()
        ]
        halves = [
            f"  %{base} = getelementptr double, ptr %scratch, i64 %{turn}"
            for base, turn in (("half", "turn"), ("last_half", "other"))
        ]
        fetch = [FETCH.format(name=f"fetch_{mask}", line=mask) for mask in self.fetched] if size > _CACHE_BYTES else []
        weaves = {f"weave_{wide}": ", ".join(f"i32 {n}, i32 {wide + n}" for n in range(wide)) for wide in (16, 32)}
        return SCAN.format(
            pointers="\n".join(pointers),
            half=_ROW * _BLOCK,
            buffers="\n".join((*halves, *buffers)),
            block=_BLOCK,
            loads="\n".join(_load(name, calls.columns[name].dtype) for name in names),
            values=(PLACE + self.values).format(queues=calls.queues, **weaves),
            fetch="".join(fetch),
            touch=self.touch,
        )


def _load(name: str, dtype: np.dtype[Any]) -> str:
    kind, size = ("double", 8) if dtype.kind == "f" else _KINDS[dtype.itemsize]
    fetched = (
        f"  %{name}_{row} = getelementptr {kind}, ptr %{name}_at, i64 {row}\n"
        f"  call void @llvm.prefetch.p0(ptr %{name}_{row}, i32 0, i32 0, i32 1)\n"
        for row in range(_AHEAD, _AHEAD + 16, 64 // size)
    )
    at = f"  %{name}_at = getelementptr {kind}, ptr %all_{name}, i64 %row\n"
    return f"{at}{''.join(fetched)}  %{name} = load <16 x {kind}>, ptr %{name}_at, align {size}"


@cache
def _compiled(text: str) -> Any:
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    name, features = llvm.get_host_cpu_name(), llvm.get_host_cpu_features().flatten()
    machine = llvm.Target.from_triple(llvm.get_process_triple()).create_target_machine(name, features, opt=2)
    engine = llvm.create_mcjit_compiler(llvm.parse_assembly(text), machine)
    engine.finalize_object()
    scan = ctypes.CFUNCTYPE(ctypes.c_int64, ctypes.c_void_p, ctypes.c_int64, ctypes.c_int64)
    made = scan(engine.get_function_address("scan"))
    made.engine = engine  # type: ignore[attr-defined]  # the code vanishes with it
    return made


def _aligned(size: int) -> NDArray[np.uint32]:
    """Zeros that begin with a line of the cache."""
    room = np.zeros(size + 16, np.uint32)
    start = -(room.ctypes.data // 4) % 16
    return room[start : start + size]


def whole_blocks(rows: int) -> int:
    """How many of some rows a loop reads."""
    return rows // _BLOCK * _BLOCK


def loop_for(measures: tuple[Measure, ...]) -> Loop | None:
    """The loop for some measures, where one was written."""
    return {
        NINE: Loop(NINE, NINE_VALUES, NINE_ROW, CELL, (-32, -16)),
        TALK_QUANTILE: Loop(TALK_QUANTILE, QUANTILE_VALUES, "", BUCKETS, (-1,)),
    }.get(measures)


def answers(loop: Loop, cubes: list[NDArray[np.uint32]], queues: int) -> Answers:
    """The cells of all threads as statistics."""
    if loop.measures == TALK_QUANTILE:
        table = np.sum(cubes, axis=0, dtype=np.int64).reshape(DAYS, queues, BUCKETS)[:, :, :-1]
        return dict.fromkeys(statistics(TALK_QUANTILE), _levels(table))
    counters = np.sum(cubes, axis=0, dtype=np.int64).reshape(DAYS, queues, -1)[:, :, FIRST_COUNTER:]
    sums = np.sum([cube.view(np.float64) for cube in cubes], axis=0).reshape(DAYS, queues, -1)
    return {statistic: _statistic(statistic, counters, sums) for statistic in statistics(loop.measures)}


def _statistic(statistic: Statistic, counters: NDArray[Any], sums: NDArray[Any]) -> NDArray[Any]:
    if statistic.kind == "count":
        return np.asarray(counters[:, :, _counted(statistic.among)].sum(axis=2))
    squared = statistic.kind == "squares"
    if statistic.among.outcomes == ("abandoned",):
        return np.asarray(sums[:, :, _ABANDONED_WAIT[squared]])
    return np.asarray(sums[:, :, _SUMS[statistic.of] + 4 * squared])


def _counted(among: Condition) -> list[int]:
    outcomes = among.outcomes or ("answered", "abandoned", "timeout")
    sign = among.limits[0][1] if among.limits else ""
    return [place for outcome in outcomes for place in _COUNTERS[outcome, sign]]


def _levels(table: NDArray[Any]) -> NDArray[Any]:
    """The middle of the bucket in which the quantile lies."""
    reached = table.cumsum(axis=2)
    rows = reached[:, :, -1]
    bucket = (reached < np.ceil(float(PROBABILITY) * rows)[:, :, None]).sum(axis=2)
    octaves, part = np.divmod(bucket, OCTAVE)
    return np.where(rows > 0, np.ldexp(1 + (part + 0.5) / OCTAVE, octaves + LOWEST_EXPONENT), 0.0)
