"""Finds the newest row of every key; memory grows with the keys, not with the rows, and is refused beyond a budget."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from functools import reduce
from typing import Any, Final

import numpy as np
from attrs import define, field, frozen
from numpy.typing import NDArray

from goalposts.errors import SourceError
from goalposts.expressions.columns import Column
from goalposts.locale import Text, number
from goalposts.streams.conversion.converted import Mask

_START = 1024
_KEY_BYTES: Final = 200
"""Of a key in a dict of Python, its number, its row and when that was."""

BUDGET_BYTES: Final = 2 << 30
"""What the keys of a source may take in memory unless the caller says otherwise."""


@frozen(eq=False)
class Added:
    """The rows of a batch that are the newest of their keys so far.

    Attributes:
        keys: the numbers of the keys, each once.
        rows: of the batch.
        equal: which of them are as new as the row that was the newest before, and only come later.
    """

    keys: NDArray[np.int64]
    rows: NDArray[np.int64]
    equal: Mask


_NOTHING_ADDED: Final = Added(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.bool_))


@define(eq=False)
class Newest:
    """The place of the newest row of every key seen so far.

    Attributes:
        keys: the fields that make the key.
        by: the time or number that says which row is newest; a row without it is oldest, of equals the later stays.
        where: the source, for messages.
        budget_bytes: the most that the keys may take.
        bytes: about what they take.
    """

    keys: tuple[str, ...]
    by: str
    where: str = ""
    budget_bytes: int = BUDGET_BYTES
    bytes: int = field(default=0, init=False)
    _ids: dict[Hashable, int] = field(factory=dict)
    _best: NDArray[Any] = field(factory=lambda: np.full(_START, np.iinfo(np.int64).min, np.int64))
    _places: NDArray[np.int64] = field(factory=lambda: np.full(_START, -1, np.int64))

    def add(self, columns: Mapping[str, Column], start: int) -> Added:
        """Take the rows of a batch, whose first one has the place `start` among all accepted rows.

        Raises:
            SourceError: the keys take more memory than they may.
        """
        keyed = np.flatnonzero(has_key(columns, self.keys))
        if not len(keyed):
            return _NOTHING_ADDED
        ids, by = self._identified(columns, keyed), _ranks(columns[self.by])[keyed]
        order = np.lexsort((keyed, by, ids))
        last = np.flatnonzero(np.append(np.diff(ids[order]) != 0, True))
        newest = order[last]
        self._grow()
        better = by[newest] >= self._best[ids[newest]]
        chosen = newest[better]
        equal = (by[chosen] == self._best[ids[chosen]]) & (self._places[ids[chosen]] >= 0)
        self._best[ids[chosen]] = by[chosen]
        self._places[ids[chosen]] = keyed[chosen] + start
        return Added(ids[chosen], keyed[chosen], equal)

    def places(self) -> NDArray[np.int64]:
        """Return the sorted places of the rows that stay."""
        return np.sort(self._places[: len(self._ids)])

    def _identified(self, columns: Mapping[str, Column], rows: NDArray[np.int64]) -> NDArray[np.int64]:
        parts = [_parts(columns[key], rows) for key in self.keys]
        codes, labels = reduce(_paired, parts)
        before = len(self._ids)
        ids = np.array([self._ids.setdefault(label, len(self._ids)) for label in labels], np.int64)
        self.bytes += sum(_KEY_BYTES + _size(labels[place]) for place in np.flatnonzero(ids >= before).tolist())
        if self.bytes > self.budget_bytes:
            raise self._too_many()
        return ids[codes]

    def _too_many(self) -> SourceError:
        problem = Text(
            en="`dedupe` has to remember {keys} keys of about {each} bytes, and may use {limit} MB",
            ru="для `dedupe` нужно помнить ключи: {keys} по {each} байт примерно, а предел — {limit} МБ",
        ).fill(
            keys=number(len(self._ids), 0),
            each=number(self.bytes / len(self._ids), 0),
            limit=number(self.budget_bytes / 2**20, 0),
        )
        hint = Text(
            en="drop duplicates where the export is written, or leave `dedupe` out",
            ru="уберите повторы при выгрузке или не указывайте `dedupe`",
        )
        return SourceError(problem, where=self.where, hint=hint)

    def _grow(self) -> None:
        missing = len(self._ids) - len(self._best)
        if missing > 0:
            more = max(missing, len(self._best))
            self._best = np.append(self._best, np.full(more, np.iinfo(np.int64).min, np.int64))
            self._places = np.append(self._places, np.full(more, -1, np.int64))


def _size(label: Hashable) -> int:
    """About the bytes of a label; of whole numbers and times, which are small, none beside those of any key."""
    if isinstance(label, tuple):
        return _KEY_BYTES // 2 + sum(map(_size, label))
    return len(label) if isinstance(label, str) else 0


def has_key(columns: Mapping[str, Column], keys: tuple[str, ...]) -> Mask:
    """Which rows have every part of the key; a row without is no duplicate of any."""
    rows = len(columns[keys[0]])
    known = [valid for key in keys if (valid := columns[key].valid) is not None]
    return reduce(np.logical_and, known, np.ones(rows, np.bool_))


def stays(places: NDArray[np.int64], start: int, keyed: Mask) -> Mask:
    """Which rows of a batch, whose first has the place `start`, are the newest of their key or have no key."""
    kept = ~keyed
    low, high = np.searchsorted(places, (start, start + len(keyed)))
    kept[places[low:high] - start] = True
    return kept


def _ranks(column: Column) -> NDArray[np.int64]:
    """Whole numbers in the order of the values; floats by their bits, which order alike once signs are turned."""
    values = column.values
    if values.dtype == np.float64:
        bits = (values + 0.0).view(np.int64)
        values = np.where(bits < 0, bits ^ np.iinfo(np.int64).max, bits)
    lowest = np.iinfo(np.int64).min
    return values if column.valid is None else np.where(column.valid, values, lowest)


def _parts(column: Column, rows: NDArray[np.int64]) -> tuple[NDArray[np.int64], list[Hashable]]:
    """Dense codes of one key field, and what each code stands for."""
    found, codes = np.unique(column.values[rows], return_inverse=True)
    labels = [column.words[code] for code in found] if column.words else found.tolist()
    return codes, labels


def _paired(
    left: tuple[NDArray[np.int64], list[Hashable]], right: tuple[NDArray[np.int64], list[Hashable]]
) -> tuple[NDArray[np.int64], list[Hashable]]:
    width = len(right[1])
    found, codes = np.unique(left[0] * width + right[0], return_inverse=True)
    return codes, [(left[1][pair // width], right[1][pair % width]) for pair in found.tolist()]
