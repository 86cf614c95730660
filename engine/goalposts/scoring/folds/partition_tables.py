"""The hash tables of a fold's partitions, and how they grow: nobody knows before how many entities there are.

Partitions are kept in groups that one thread at a time works on. A group has one array of slots and one of records,
large enough for large pages. What a group needs is learnt from its first partition, then it grows by half.
"""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from attrs import define, field

from goalposts.scoring.folds.fold_code.lines import PARTITIONS
from goalposts.scoring.folds.fold_code.update import CAPACITY, ENTITIES, RECORDS, SHIFT, SLOTS, TABLE_WORDS
from goalposts.scoring.folds.spare_memory import spare_memory

if TYPE_CHECKING:
    from goalposts.scoring.arrays import Integers
    from goalposts.scoring.folds.compiled_fold import Blocks, CompiledFold
    from goalposts.scoring.folds.fold_answers import Answers
    from goalposts.scoring.folds.fold_budget import FoldBudget

GROUP: Final = 64
GROUPS: Final = PARTITIONS // GROUP
_LEAST: Final = 64
_EMPTY: Final = 0xFF
"""Of four such bytes, a slot that holds no entity."""
_HEADROOM: Final = 1.3


@define(eq=False)
class PartitionTables:
    """Tables of all partitions.

    Attributes:
        code: of the fold.
        budget: asked before memory is taken.
        tables: shape (PARTITIONS, 8), as the code reads them.
        bytes: taken by slots and records.
    """

    code: CompiledFold
    budget: FoldBudget
    tables: Integers = field(factory=lambda: np.zeros((PARTITIONS, TABLE_WORDS), np.int64))
    bytes: int = 0
    _arrays: list[Any] = field(factory=lambda: [None] * GROUPS, repr=False)
    _nothing: Any = field(factory=lambda: np.full(2, -1, np.int32), repr=False)
    _no_record: Any = field(default=None, init=False, repr=False)
    _lock: Any = field(factory=Lock, repr=False)

    def __attrs_post_init__(self) -> None:
        self.tables[:, SLOTS] = self._nothing.ctypes.data
        self.tables[:, SHIFT] = 63
        self._no_record = np.zeros(self.code.layout.record.size, np.uint8)
        self.tables[:, RECORDS] = self._no_record.ctypes.data

    @property
    def counts(self) -> Integers:
        """Entities of every partition."""
        return self.tables[:, ENTITIES]

    def fold(self, blocks: Blocks, group: int) -> None:
        """Fold the rows of a group.

        Raises:
            InputError: the entities take more memory than they may.
        """
        at, end = group * GROUP, (group + 1) * GROUP
        while (at := self.code.fold(blocks, self.tables, at, end)) < end:
            self._grow(group, at, blocks.coming)

    def answer(self, first: int, end: int) -> Answers:
        """The fields of the entities of some partitions."""
        return self.code.answer(self.tables, first, end, int(self.counts[first:end].sum()))

    def _grow(self, group: int, full: int, coming: Integers) -> None:
        own = slice(group * GROUP, (group + 1) * GROUP)
        known, room, rows = self.counts[own], self.tables[own, CAPACITY], coming[own]
        here = full - own.start
        if room[here]:
            wanted = np.where(2 * known > room, known + known // 2, room)
        else:
            wanted = np.where(room, room, self._guessed(known, room, rows))
        wanted[here] = max(int(wanted[here]), 2 * int(known[here]), _LEAST)
        self._move(group, np.maximum(np.minimum(wanted, known + rows), room))

    def _guessed(self, known: Integers, room: Integers, rows: Integers) -> Integers:
        """The entities of partitions that have none yet, as many a row as those of partitions that have some.

        The first partition of a group is given room for as many entities as it has rows. A group looks at no other, so
        that what tables take does not depend on threads.
        """
        if room.any():
            share = min(_HEADROOM * float(known.sum()) / max(int(rows[room > 0].sum()), 1), 1.0)
            return (rows * share).astype(np.int64) + _LEAST
        return np.where(np.arange(rows.size) == np.argmax(rows > 0), rows, 0)

    def _move(self, group: int, room: Integers) -> None:
        """Give the partitions of a group new arrays with more room; slots are at most half full."""
        size = self.code.layout.record.size
        bits = np.array([max((2 * entities - 1).bit_length(), 1) for entities in room.tolist()], np.int64)
        slots = np.concatenate([[0], np.cumsum(4 << bits)])
        records = slots[-1] + np.concatenate([[0], np.cumsum(room * size)])
        taken = int(records[-1]) + size  # where there is no entity yet, a record is read all the same
        with self._lock:
            self.budget.check(self.bytes + taken, int(self.counts.sum()))
            self.bytes += taken - (0 if self._arrays[group] is None else self._arrays[group].size)
        whole = spare_memory().take(taken)
        whole[: slots[-1]].fill(_EMPTY)
        for place, partition in enumerate(range(group * GROUP, (group + 1) * GROUP)):
            table, start = self.tables[partition], int(records[place])
            known = int(table[ENTITIES]) * size
            if known:
                old = int(table[RECORDS]) - self._arrays[group].ctypes.data
                whole[start : start + known] = self._arrays[group][old : old + known]
            table[SLOTS], table[SHIFT] = whole.ctypes.data + slots[place], 64 - bits[place]
            table[RECORDS], table[CAPACITY] = whole.ctypes.data + start, room[place]
            self.code.index(self.tables, partition, int(table[ENTITIES]))
        if self._arrays[group] is not None:
            spare_memory().discard(self._arrays[group])  # too small for whatever grows after it
        self._arrays[group] = whole
