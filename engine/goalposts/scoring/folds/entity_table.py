"""Accumulates the entities of a history: few rows by NumPy, many packed, partitioned by key, and folded by own code."""

from __future__ import annotations

import os
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import partial
from typing import TYPE_CHECKING, Final

import numpy as np
from attrs import Factory, define, field

from goalposts.scoring.folds.compiled_fold import Block, Blocks, CompiledFold
from goalposts.scoring.folds.entities import Entities
from goalposts.scoring.folds.fold_answers import Answers, answers
from goalposts.scoring.folds.fold_budget import FoldBudget
from goalposts.scoring.folds.fold_code.lines import PARTITIONS
from goalposts.scoring.folds.fold_program import Program
from goalposts.scoring.folds.partition_tables import GROUPS, PartitionTables
from goalposts.scoring.folds.row_memory import RowMemory
from goalposts.scoring.kernels.compiled import can_compile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from goalposts.scoring.arrays import Integers
    from goalposts.scoring.folds.fold_rows import Part

COMPILED_FROM: Final = 200_000
"""Rows from which machine code is worth its tenth of a second of loading and compiling."""


@define(eq=False)
class EntityTable:
    """Takes rows in order; `pieces` gives what they come to.

    Attributes:
        program: what is folded.
        budget: what all of it may take.
        compiled_from: with fewer rows the NumPy twin is used, and no compiler is loaded.
        threads: how many work at once; the answer does not depend on it.
        buffer_bytes: of packed rows that wait to be folded; a third of the budget.
        rows: how many were added.
    """

    program: Program
    budget: FoldBudget
    compiled_from: int = COMPILED_FROM
    threads: int = field(factory=lambda: min(os.cpu_count() or 1, 8))
    buffer_bytes: int = field(default=Factory(lambda self: self.budget.bytes // 3, takes_self=True))
    rows: int = field(default=0, init=False)
    _waiting: list[Part] = field(factory=list, init=False, repr=False)
    _tables: PartitionTables | None = field(default=None, init=False, repr=False)
    _blocks: list[Block] = field(factory=list, init=False, repr=False)
    _busy: deque[Future[None]] = field(factory=deque, init=False, repr=False)
    _memory: RowMemory = field(factory=RowMemory, init=False, repr=False)
    _pool: ThreadPoolExecutor | None = field(default=None, init=False, repr=False)

    @property
    def count(self) -> int:
        """How many entities are known, without those that only rows in the buffer name."""
        return 0 if self._tables is None else int(self._tables.counts.sum())

    def add(self, part: Part) -> None:
        """Add rows.

        Raises:
            InputError: the entities take more memory than they may.
        """
        size = part.size
        if not size:
            return
        self.rows += size
        self._waiting.append(part)
        if self._tables is not None or (self.rows >= self.compiled_from and can_compile()):
            for waiting in self._waiting:
                self._scatter(waiting)
            self._waiting.clear()

    def _scatter(self, part: Part) -> None:
        if self._tables is None:
            self._tables = PartitionTables(CompiledFold.of(self.program, part.key), self.budget)
        self._pool = self._pool or ThreadPoolExecutor(self.threads)
        code = self._tables.code
        if not code.fits(part.key):
            raise ValueError("the keys of a fold are either numbers or words")
        size, starts = part.rows * code.layout.row.size, 4 * (PARTITIONS + 1)
        if self._blocks and self._memory.taken + size + starts > self.buffer_bytes:
            self._fold_blocks()
        room = self._memory.room(size + starts, self.buffer_bytes)
        block = Block(room[:size], room[size:].view(np.uint32))
        self._blocks.append(block)
        self._busy.append(self._pool.submit(code.scatter, part, block))
        while len(self._busy) > 2 * self.threads:
            self._busy.popleft().result()

    def _fold_blocks(self) -> None:
        tables, pool = self._tables, self._pool
        assert tables is not None
        assert pool is not None
        while self._busy:
            self._busy.popleft().result()
        blocks = Blocks.of(self._blocks)
        folding = [pool.submit(tables.fold, blocks, group) for group in range(GROUPS)]
        wait(folding)  # all of them, also when one fails: they read what is let go of next
        for done in folding:
            done.result()
        self._blocks.clear()
        self._memory.clear()

    def _finish(self) -> None:
        """Fold what waits; the memory of rows is not needed while entities are read."""
        if self._blocks:
            self._fold_blocks()
        self._memory.release()
        if self._pool is not None:
            self._pool.shutdown()
            self._pool = None

    def pieces(self, rows: int = 1 << 17) -> Iterator[Callable[[], Answers]]:
        """Yield the fields of what all rows so far come to, each entity once, about `rows` at a time, to be called for.

        They are ordered by key, or where machine code was used by partition.
        """
        if self._tables is None:
            found = self._by_twin()
            for start in range(0, found.keys.size, rows):
                yield partial(answers, self.program, found.part(start, start + rows))
            return
        self._finish()
        for first, end in self._shares(self._tables.counts, rows):
            yield partial(self._tables.answer, first, end)

    @staticmethod
    def _shares(counts: Integers, rows: int) -> Iterator[tuple[int, int]]:
        ends, first = np.cumsum(counts), 0
        while first < counts.size:
            before = int(ends[first - 1]) if first else 0
            end = max(int(np.searchsorted(ends, before + rows, side="right")), first + 1)
            yield first, end
            first = end

    def _by_twin(self) -> Entities:
        if not self._waiting:
            return Entities.empty(self.program)
        return Entities.of(self.program, np.concatenate([part.words() for part in self._waiting], axis=1))

    @property
    def bytes(self) -> int:
        """What entities and rows take."""
        if self._tables is None:
            return 8 * self.program.width * self.rows
        return self._memory.bytes + self._tables.bytes

    def check_budget(self, word_bytes: int) -> None:
        """Refuse before the machine dies.

        Args:
            word_bytes: what words of keys and values take beside the entities.

        Raises:
            InputError: the entities so far take more memory than they may.
        """
        of_entities = 0 if self._tables is None else self._tables.bytes
        self.budget.other_bytes = word_bytes + self.bytes - of_entities
        self.budget.check(of_entities, self.count)
