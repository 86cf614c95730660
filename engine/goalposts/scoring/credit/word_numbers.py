"""Gives the words of many batches numbers, by Arrow's tables and at the end, since most words come again and again.

A dict of Python took three quarters of the time of an attribution: of people, every batch names others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
from attrs import define, field

from goalposts.scoring.credit.compiled_words import numbered
from goalposts.scoring.credit.credit_loops import COMPILED_FROM

if TYPE_CHECKING:
    from goalposts.expressions.columns import Column
    from goalposts.scoring.arrays import Codes, Flags, Integers

_WAITING_AT_LEAST: Final = 128 << 20
"""Bytes of words that are worth going through all known ones."""


@define(eq=False)
class WordNumbers:
    """Words by number, in the order in which they are met; equal words get one number.

    Every column has its words heard, which gives each a place; `numbers` says which number a place has.

    Attributes:
        compiled_from: with fewer words Arrow tells them apart, and no compiler is loaded. The numbers are the same.
        waiting_at_least: bytes of words that are worth going through all known ones.
    """

    compiled_from: int = COMPILED_FROM
    waiting_at_least: int = _WAITING_AT_LEAST
    _known: Any = None
    _heard: list[Any] = field(factory=list, repr=False)
    _waiting_bytes: int = 0
    _places: int = 0
    _numbers: list[Codes] = field(factory=list, repr=False)

    @property
    def bytes(self) -> int:
        """The memory of all words, and of the numbers of all places."""
        known = 0 if self._known is None else int(self._known.nbytes)
        return self._waiting_bytes + known + 4 * self._places

    @property
    def _settled_words(self) -> tuple[Any, ...]:
        return () if self._known is None else (self._known,)

    def places(self, column: Column) -> Codes:
        """The places of a column's words, shape (rows,); any where a cell is missing."""
        if not column.words and column.values.dtype == np.int64:
            # ids that came as whole numbers are words too
            found, codes = np.unique(column.values, return_inverse=True)
            first, codes = self._hear(tuple(map(str, found.tolist()))), codes.astype(np.int32)
            return codes + first
        if not column.words:
            return np.zeros(column.values.shape, np.int32)
        places: Codes = column.values.astype(np.int32, copy=False) + self._hear(column.words)
        return places

    def _hear(self, words: tuple[str, ...]) -> np.int32:
        first, self._places = np.int32(self._places), self._places + len(words)
        self._heard.append(_as_arrow(words))
        self._waiting_bytes += self._heard[-1].nbytes
        if self._waiting_bytes >= max(self.waiting_at_least, 0 if self._known is None else self._known.nbytes):
            self._settle()
        return first

    def _settle(self) -> None:
        import pyarrow as pa

        if not self._heard:
            return
        before = 0 if self._known is None else len(self._known)
        numbers, self._known = self._numbered(pa.concat_arrays([*self._settled_words, *self._heard]))
        self._numbers.append(numbers[before:])
        self._waiting_bytes = 0
        self._heard.clear()

    def _numbered(self, words: Any) -> tuple[Codes, Any]:
        """The number of each word, and the words by number."""
        _, ends, data = words.buffers()
        if len(words) >= self.compiled_from and data is not None and data.size:
            found = numbered(np.frombuffer(data, np.uint8), np.frombuffer(ends, np.int64))
            if found is not None:
                return found[0], words.take(_as_places(np.flatnonzero(found[1])))
        encoded = words.dictionary_encode()
        return np.asarray(np.from_dlpack(encoded.indices), np.int32), encoded.dictionary

    def numbers(self, places: Codes) -> Codes:
        """The numbers of the words at some places, in the same shape."""
        self._settle()
        if not self._numbers:
            return np.zeros(places.shape, np.int32)
        self._numbers = [np.concatenate(self._numbers)]
        found: Codes = self._numbers[0][places]
        return found

    @property
    def words(self) -> list[str]:
        """All words, by number."""
        self._settle()
        return [] if self._known is None else list(self._known.to_pylist())

    def column_of(self, numbers: Codes, valid: Flags | None) -> tuple[Codes, tuple[str, ...]]:
        """Return codes and the words that they stand for, only those that occur."""
        self._settle()
        if self._known is None:
            return np.zeros(numbers.size, np.int32), ("",)
        occurs = np.zeros(len(self._known), np.bool_)
        occurs[numbers if valid is None else numbers[valid]] = True
        occurs[:1] |= not occurs.any()
        found = np.flatnonzero(occurs)
        place = np.zeros(occurs.size, np.int32)
        place[found] = np.arange(found.size, dtype=np.int32)
        chosen = self._known.take(_as_places(found))
        return place[numbers], tuple(chosen.to_pylist())


def _as_arrow(words: tuple[str, ...]) -> Any:
    """The words as Arrow has them, by its buffers: its converters import pandas."""
    import pyarrow as pa

    text = "".join(words)
    data = text.encode()
    lengths = map(len, words) if len(data) == len(text) else (len(word.encode()) for word in words)
    ends = np.zeros(len(words) + 1, np.int64)
    np.cumsum(np.fromiter(lengths, np.int64, len(words)), out=ends[1:])
    return pa.LargeStringArray.from_buffers(len(words), pa.py_buffer(ends), pa.py_buffer(data))


def _as_places(places: Integers) -> Any:
    import pyarrow as pa

    return pa.Array.from_buffers(pa.int64(), places.size, [None, pa.py_buffer(places)])
