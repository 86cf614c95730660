"""Accumulates the entities of a long history: rows are buffered, partitioned by key, and folded by compiled loops."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from attrs import Factory, define, field

from goalposts.errors import InputError
from goalposts.locale import Text, number
from goalposts.scoring.entities import Entities, later_wins
from goalposts.scoring.fold_program import FLAGS_A_WORD, Program
from goalposts.scoring.kernels import entities as tables
from goalposts.scoring.kernels import partitions, reducers
from goalposts.scoring.kernels.compiling import compiled

if TYPE_CHECKING:
    from goalposts.scoring.arrays import Integers

COMPILED_FROM: Final = 200_000
"""Rows from which numba is worth its second of loading."""

BUDGET_BYTES: Final = 2 << 30
"""What the entities of a fold may take in memory unless the caller says otherwise."""

BUFFER_BYTES: Final = 192 << 20
"""Of rows that wait to be folded; folding them takes as much again for a moment."""

_SHARDS: Final = 2
_FIRST_CAPACITY: Final = 256
_GROWTH: Final = 4
_LOOPS: Final = (
    (partitions.count_partitions, partitions.COUNT_SIGNATURE),
    (partitions.scatter_rows, partitions.SCATTER_SIGNATURE),
    (tables.number_entities, tables.NUMBER_SIGNATURE),
    (tables.index_entities, tables.INDEX_SIGNATURE),
    (reducers.keep_edge, reducers.EDGE_SIGNATURE),
    (reducers.keep_least, reducers.LEAST_SIGNATURE),
    (reducers.add_values, reducers.SUM_SIGNATURE),
    (reducers.count_flagged, reducers.COUNT_SIGNATURE),
    (reducers.join_flags, reducers.FLAGS_SIGNATURE),
)


@define(eq=False)
class EntityTable:
    """Takes rows in order; `entities` says what they come to.

    Attributes:
        program: what is folded.
        budget_bytes: the most that the entities may take.
        compiled_from: with fewer rows the NumPy twin is used, and no compiler is loaded.
        threads: how many work at once; the answer does not depend on it.
    """

    program: Program
    budget_bytes: int = BUDGET_BYTES
    compiled_from: int = COMPILED_FROM
    threads: int = field(factory=lambda: min(os.cpu_count() or 1, 8))
    buffer_bytes: int = BUFFER_BYTES
    _words: Integers = field(init=False, repr=False)
    _rows: Integers | None = field(default=None, init=False, repr=False)
    _filled: int = field(default=0, init=False)
    _parts: list[_Partition] = field(factory=list, init=False, repr=False)
    _kernels: dict[Any, Any] = field(factory=dict, init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        self._words = np.empty((self.program.width, 1 << 10), np.int64)

    @property
    def capacity(self) -> int:
        """How many rows wait at most before they are folded."""
        return max(self.buffer_bytes // (8 * self.program.width), self.compiled_from, 1)

    def room(self, rows: int) -> Integers:
        """Return where the next rows belong, shape (width, at most `rows`), to be filled before the next call."""
        if self._filled == self.capacity:
            self._fold_buffer()
        self._grow(min(self._filled + rows, self.capacity))
        start, self._filled = self._filled, min(self._filled + rows, self.capacity)
        return self._words[:, start : self._filled]

    def _grow(self, wanted: int) -> None:
        if wanted <= self._words.shape[1]:
            return
        larger = np.empty((self.program.width, min(max(wanted, 2 * self._words.shape[1]), self.capacity)), np.int64)
        larger[:, : self._filled] = self._words[:, : self._filled]
        self._words = larger

    def entities(self) -> Entities:
        """Return what all rows so far come to; ordered by key, or for many rows by partition."""
        if not self._parts and self._filled < self.compiled_from:
            return Entities.of(self.program, self._words[:, : self._filled])
        self._fold_buffer()
        keys = np.concatenate([part.keys[: part.count] for part in self._parts])
        return Entities(keys, np.concatenate([part.state[: part.count] for part in self._parts]))

    def _fold_buffer(self) -> None:
        if not self._kernels:
            self._kernels = {loop: made for (loop, _), made in zip(_LOOPS, compiled(_LOOPS), strict=True)}
            self._parts = [_Partition(self.program, self._kernels) for _ in range(partitions.PARTITIONS)]
        with ThreadPoolExecutor(self.threads) as pool:
            starts = self._partitioned(pool)
            rows = self._rows
            spans = zip(self._parts, starts[:-1].tolist(), starts[1:].tolist(), strict=True)
            for _ in pool.map(lambda span: span[0].add(rows, span[1], span[2]), spans):
                pass
        self._filled = 0

    def _partitioned(self, pool: ThreadPoolExecutor) -> Integers:
        """Bring the buffered rows to their partitions and return where each begins, shape (PARTITIONS + 1,)."""
        width, words = self.program.width, self._words
        bounds = [self._filled * shard // _SHARDS for shard in range(_SHARDS + 1)]
        spans = list(pairwise(bounds))
        counts = np.zeros((_SHARDS, partitions.PARTITIONS), np.int64)
        count, scatter = self._kernels[partitions.count_partitions], self._kernels[partitions.scatter_rows]
        list(pool.map(lambda shard: count(words[0], *spans[shard], counts[shard]), range(_SHARDS)))
        starts = np.concatenate([[0], np.cumsum(counts.sum(axis=0))])
        places = starts[:-1] + np.cumsum(counts, axis=0) - counts
        if self._rows is None or self._rows.size < self._filled * width:
            self._rows = np.empty(self._filled * width, np.int64)
        rows = self._rows
        list(pool.map(lambda shard: scatter(words, width, *spans[shard], places[shard], rows), range(_SHARDS)))
        return starts

    def check_budget(self, more_bytes: int = 0) -> None:
        """Refuse before the machine dies; rows that still wait in the buffer are bounded by themselves.

        Args:
            more_bytes: what keys and values take beside the entities.

        Raises:
            InputError: the entities so far take more memory than they may.
        """
        count = sum(part.count for part in self._parts)
        size = count * self.program.bytes_per_entity + more_bytes
        if size > self.budget_bytes:
            raise _too_large(size, self.budget_bytes)


@define(eq=False)
class _Partition:
    """The entities of one partition; one thread at a time works on it, in the order of rows."""

    program: Program
    kernels: dict[Any, Any]
    keys: Integers = field(factory=lambda: np.empty(_FIRST_CAPACITY, np.int64))
    slots: Any = field(factory=lambda: np.full(2 * _FIRST_CAPACITY, tables.EMPTY, np.int32))
    known: Integers = field(factory=lambda: np.zeros(1, np.int64))
    state: Integers = field(
        default=Factory(lambda self: np.empty((_FIRST_CAPACITY, self.program.initial.size), np.int64), takes_self=True)
    )

    @property
    def count(self) -> int:
        return int(self.known[0])

    def add(self, rows: Integers, start: int, end: int) -> None:
        width, before = self.program.width, self.count
        numbers = np.empty(end - start, np.int32)
        number = self.kernels[tables.number_entities]
        reached = start
        while True:
            rest = numbers[reached - start :]
            reached = number(rows, width, reached, end, self.keys, self.slots, self.known, rest)
            if reached == end:
                break
            self._grow()
        self.state[before : self.count] = self.program.initial
        for step in self.program.steps:
            self._apply(step, rows, start, end, numbers)

    def _grow(self) -> None:
        capacity, count = self.keys.size * _GROWTH, self.count
        keys, state = np.empty(capacity, np.int64), np.empty((capacity, self.state.shape[1]), np.int64)
        keys[:count], state[:count] = self.keys[:count], self.state[:count]
        self.keys, self.state = keys, state
        self.slots = np.full(2 * capacity, tables.EMPTY, np.int32)
        self.kernels[tables.index_entities](keys, count, self.slots)

    def _apply(self, step: Any, rows: Integers, start: int, end: int, numbers: Any) -> None:
        where = (rows, self.program.width, start, end)
        if step.kind == "flags":
            self.kernels[reducers.join_flags](*where, 2 + step.flag, numbers, step.at, self.state)
            return
        word, bit = divmod(step.flag, FLAGS_A_WORD)
        flag, rest = (2 + word, bit), (numbers, step.at, self.state)
        if step.kind == "edge":
            self.kernels[reducers.keep_edge](*where, *flag, step.value, step.sign, later_wins(step), *rest)
        elif step.kind == "least":
            self.kernels[reducers.keep_least](*where, *flag, step.value, step.sign, *rest)
        elif step.kind == "sum":
            self.kernels[reducers.add_values](*where, *flag, step.value, *rest)
        else:
            self.kernels[reducers.count_flagged](*where, *flag, *rest)


def _too_large(size: int, budget_bytes: int) -> InputError:
    problem = Text(
        en="the entities of a fold need over {size} MB of memory, the limit is {limit} MB",
        ru="объектам свёртки нужно более {size} МБ памяти, предел — {limit} МБ",
    ).fill(size=number(size / 2**20, 0), limit=number(budget_bytes / 2**20, 0))
    hint = Text(en="narrow its sources with `from:` or `where:`", ru="ограничьте источники через `from:` или `where:`")
    return InputError(problem, hint=hint)
