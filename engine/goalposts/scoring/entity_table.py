"""Accumulates the entities of a long history: rows are buffered, partitioned by key, and folded by compiled loops."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from attrs import define, field

from goalposts.errors import InputError
from goalposts.locale import Text, number
from goalposts.scoring.entities import Entities, later_wins
from goalposts.scoring.fold_program import FLAGS_A_WORD, Program
from goalposts.scoring.kernels import entities as tables
from goalposts.scoring.kernels import partitions
from goalposts.scoring.kernels.compiling import compiled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from goalposts.scoring.arrays import Integers

COMPILED_FROM: Final = 200_000
"""Rows from which numba is worth its second of loading."""

BUDGET_BYTES: Final = 2 << 30
"""What the entities of a fold may take in memory unless the caller says otherwise."""

BUFFER_BYTES: Final = 192 << 20
"""Of rows that wait to be folded; folding them takes as much again for a moment."""

_SHARDS: Final = 2
_LEAST_CAPACITY: Final = 256
_GROWTH: Final = 4
_LOOPS: Final = (
    (partitions.count_partitions, partitions.COUNT_SIGNATURE),
    (partitions.scatter_rows, partitions.SCATTER_SIGNATURE),
    (tables.fold_rows, tables.FOLD_SIGNATURE),
    (tables.index_entities, tables.INDEX_SIGNATURE),
)
_KINDS: Final = {
    "flags": tables.FLAGS,
    "least": tables.LEAST,
    "edge": tables.EDGE,
    "sum": tables.SUM,
    "count": tables.COUNT,
}


@define(eq=False)
class EntityTable:
    """Takes rows in order; `entities` says what they come to.

    Attributes:
        program: what is folded.
        budget_bytes: the most that the entities may take.
        compiled_from: with fewer rows the NumPy twin is used, and no compiler is loaded.
        threads: how many work at once; the answer does not depend on it.
        buffer_bytes: of rows that wait to be folded.
        count: how many entities are known, without those that only rows in the buffer name.
    """

    program: Program
    budget_bytes: int = BUDGET_BYTES
    compiled_from: int = COMPILED_FROM
    threads: int = field(factory=lambda: min(os.cpu_count() or 1, 8))
    buffer_bytes: int = BUFFER_BYTES
    count: int = field(default=0, init=False)
    _words: Integers | None = field(default=None, init=False, repr=False)
    _rows: Integers | None = field(default=None, init=False, repr=False)
    _filled: int = field(default=0, init=False)
    _parts: list[_Partition] = field(factory=list, init=False, repr=False)
    _kernels: tuple[Callable[..., Any], ...] = field(default=(), init=False, repr=False)

    @property
    def capacity(self) -> int:
        """How many rows wait at most before they are folded."""
        return max(self.buffer_bytes // (8 * self.program.width), self.compiled_from, 1)

    def room(self, rows: int) -> Integers:
        """Return where the next rows belong, shape (width, at most `rows`), to be filled before the next call."""
        if self._words is None:
            # whole at once: what is not written to takes no memory, and copying on growth took as long as folding
            self._words = np.empty((self.program.width, self.capacity), np.int64)
        if self._filled == self.capacity:
            self._fold_buffer(self._words)
        start, self._filled = self._filled, min(self._filled + rows, self.capacity)
        return self._words[:, start : self._filled]

    def pieces(self, rows: int = 1 << 17) -> Iterator[Entities]:
        """Yield what all rows so far come to, each entity once, about `rows` at a time.

        They are ordered by key, or where the compiled loops were used by partition.
        """
        if self._words is None:
            return
        if not self._parts and self._filled < self.compiled_from:
            found = Entities.of(self.program, self._words[:, : self._filled])
            for start in range(0, found.keys.size, rows):
                yield Entities(found.keys[start : start + rows], found.state[start : start + rows])
            return
        self._fold_buffer(self._words)
        together = max(rows * len(self._parts) // max(self.count, 1), 1)
        for start in range(0, len(self._parts), together):
            parts = self._parts[start : start + together]
            keys = np.concatenate([part.keys[: part.count] for part in parts])
            yield Entities(keys, np.concatenate([part.state[: part.count] for part in parts]))

    def entities(self) -> Entities:
        """Return all of `pieces` together."""
        pieces = [Entities.empty(self.program), *self.pieces()]
        keys = np.concatenate([piece.keys for piece in pieces])
        return Entities(keys, np.concatenate([piece.state for piece in pieces]))

    def _fold_buffer(self, words: Integers) -> None:
        self._kernels = self._kernels or compiled(_LOOPS)
        with ThreadPoolExecutor(self.threads) as pool:
            starts = self._partitioned(words, pool)
            rows = self._rows
            assert rows is not None
            if not self._parts:
                self._parts = _partitions(self.program, self._kernels[2:], self._guessed(rows, starts))
            spans = list(zip(self._parts, starts[:-1].tolist(), starts[1:].tolist(), strict=True))
            shares = [spans[share :: 4 * self.threads] for share in range(4 * self.threads)]
            list(pool.map(lambda share: [part.add(rows, start, end) for part, start, end in share], shares))
        self._filled, self.count = 0, sum(part.count for part in self._parts)

    def _guessed(self, rows: Integers, starts: Integers) -> int:
        """The room that the first partition, as good a sample as any, needs for its entities."""
        (sample,) = _partitions(self.program, self._kernels[2:], _LEAST_CAPACITY, 1)
        sample.add(rows, int(starts[0]), int(starts[1]))
        return sample.keys.size

    def _partitioned(self, words: Integers, pool: ThreadPoolExecutor) -> Integers:
        """Bring the buffered rows to their partitions and return where each begins, shape (PARTITIONS + 1,)."""
        width = self.program.width
        bounds = [self._filled * shard // _SHARDS for shard in range(_SHARDS + 1)]
        spans = list(pairwise(bounds))
        counts = np.zeros((_SHARDS, partitions.PARTITIONS), np.int64)
        count, scatter = self._kernels[:2]
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
        size = self.count * self.program.bytes_per_entity + more_bytes
        if size > self.budget_bytes:
            raise _too_large(size, self.budget_bytes)


@define(eq=False)
class _Partition:
    """The entities of one partition; one thread at a time works on it, in the order of rows."""

    program: Program
    steps: Integers
    kernels: tuple[Callable[..., Any], ...]
    keys: Integers
    slots: Any
    state: Integers
    known: Integers = field(factory=lambda: np.zeros(1, np.int64))

    @property
    def count(self) -> int:
        return int(self.known[0])

    def add(self, rows: Integers, start: int, end: int) -> None:
        width, initial, fold = self.program.width, self.program.initial, self.kernels[0]
        while start < end:
            start = fold(rows, width, start, end, self.steps, initial, self.keys, self.slots, self.known, self.state)
            if start < end:
                self._grow()

    def _grow(self) -> None:
        capacity, count = self.keys.size * _GROWTH, self.count
        keys, state = np.empty(capacity, np.int64), np.empty((capacity, self.state.shape[1]), np.int64)
        keys[:count], state[:count] = self.keys[:count], self.state[:count]
        self.keys, self.state = keys, state
        self.slots = np.full(2 * capacity, tables.EMPTY, np.int32)
        self.kernels[1](keys, count, self.slots)


def _partitions(
    program: Program, kernels: tuple[Callable[..., Any], ...], capacity: int, count: int = partitions.PARTITIONS
) -> list[_Partition]:
    """Partitions with room for `capacity` entities each, side by side in three arrays.

    Large arrays get large pages: touching them first costs a tenth of what it costs in a thousand small ones.
    """
    keys = np.empty((count, capacity), np.int64)
    slots = np.full((count, 2 * capacity), tables.EMPTY, np.int32)
    state = np.empty((count, capacity, program.initial.size), np.int64)
    steps = _steps(program)
    return [_Partition(program, steps, kernels, *arrays) for arrays in zip(keys, slots, state, strict=True)]


def _steps(program: Program) -> Integers:
    """The steps as the loops read them, shape (steps, 7)."""
    rows = [
        (_KINDS[step.kind], 2 + step.flag, 0, 0, 1, 0, step.at)
        if step.kind == "flags"
        else (
            _KINDS[step.kind],
            2 + step.flag // FLAGS_A_WORD,
            step.flag % FLAGS_A_WORD,
            step.value,
            step.sign,
            later_wins(step),
            step.at,
        )
        for step in program.steps
    ]
    return np.array(rows, np.int64).reshape(-1, 7)


def _too_large(size: int, budget_bytes: int) -> InputError:
    problem = Text(
        en="the entities of a fold need over {size} MB of memory, the limit is {limit} MB",
        ru="объектам свёртки нужно более {size} МБ памяти, предел — {limit} МБ",
    ).fill(size=number(size / 2**20, 0), limit=number(budget_bytes / 2**20, 0))
    hint = Text(en="narrow its sources with `from:` or `where:`", ru="ограничьте источники через `from:` или `where:`")
    return InputError(problem, hint=hint)
