"""Makes of every row of a file two numbers and its day: what it says beside the day, and what numbers it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
import pyarrow as pa
from attrs import define, field
from numpy.typing import NDArray

from goalposts.streams.batches.arrow_values import as_numpy, filled
from goalposts.streams.batches.raw import RawBatch, Reader, TextReader
from goalposts.streams.batches.raw_text import as_text, decoded, is_plain
from goalposts.streams.conversion.clock import Zone
from goalposts.streams.conversion.converted import Mask
from goalposts.streams.conversion.fields import convert
from goalposts.streams.conversion.prints import mixed, word_prints
from goalposts.streams.gates.acceptance import Acceptance
from goalposts.streams.mapping.mapped_fields import MappedField
from goalposts.streams.overlaps.counters import counting_columns

_DAY: Final = 86_400_000_000


@define(eq=False)
class RowPrints:
    """The rows of a file or table that its gates would look at, as numbers.

    Attributes:
        zone: whose days are meant.
        ids: columns that are ids to the source, and no numbers of rows, whatever they look like.
        passed_over: columns that tell of the file, not of the row.
        narrow: whether only the columns are read that make events; else all of them are.
        counters: the columns that number its rows, once the first of them are read.
    """

    reader: Reader
    gates: Acceptance
    zone: Zone
    ids: frozenset[str]
    passed_over: frozenset[str] = frozenset()
    narrow: bool = False
    counters: frozenset[str] | None = field(default=None, init=False)

    def rows(self) -> Iterator[NDArray[np.int64]]:
        """Shape (rows, 3): the print of the cells but those of the time, the day, and the print of the counters.

        The hour of the day is part of the first print. It is a sum over columns, so their order does not matter, and
        one that is empty in all rows might as well be missing.

        Raises:
            SourceError: the file cannot be read.
        """
        for raw in self._batches(self._columns):
            times, counts = self._times(raw)
            if counts.any():
                yield self._prints(raw.cells, times)[counts]

    def days(self) -> tuple[int, int] | None:
        """The first and the last day of its rows; None without any.

        Raises:
            SourceError: the file cannot be read.
        """
        found = [times[counts] // _DAY for times, counts in map(self._times, self._batches(self._columns_of_days))]
        ends = [(int(days.min()), int(days.max())) for days in found if len(days)]
        return (min(first for first, _ in ends), max(last for _, last in ends)) if ends else None

    def look_at_counters(self) -> frozenset[str]:
        """Read the first rows, and say which columns number them."""
        pieces = self._plain.pieces()
        first = next(self._batches(self._columns) if not pieces else pieces[0].peek(self._columns), None)
        return frozenset() if first is None else counting_columns(first.cells) - self.ids

    def _batches(self, columns: frozenset[str]) -> Iterator[RawBatch]:
        return self._plain.batches(columns)

    @property
    def _plain(self) -> Reader:
        """The reader of cells as they are written, which does not depend on what stands around them."""
        return self.reader.typed({}, self.gates.decimal) if isinstance(self.reader, TextReader) else self.reader

    @property
    def _time(self) -> MappedField:
        return next(known for known in self.gates.fields if known.id == self.gates.time)

    @property
    def _columns_of_days(self) -> frozenset[str]:
        condition = self.gates.condition
        return frozenset(self._time.rule.columns).union(() if condition is None else condition.columns)

    @property
    def _columns(self) -> frozenset[str]:
        return self.gates.columns if self.narrow else frozenset(self.reader.columns)

    def _times(self, raw: RawBatch) -> tuple[NDArray[np.int64], Mask]:
        """Local microseconds of the rows, and which of them count."""
        found = convert(raw.cells, self._time, self.gates.decimal, self.gates.zone)
        times, span = found.column.values, self.gates.span
        counts = np.ones(len(times), np.bool_) if found.column.valid is None else found.column.valid.copy()
        for refusal in found.refusals:
            counts &= ~refusal.rows
        counts &= (times >= span.start) & (times < min(span.end, span.closed))
        if self.gates.condition is not None:
            counts &= self.gates.condition.met(raw.cells)
        return self.zone.to_local(times), counts

    def _prints(self, cells: pa.RecordBatch, times: NDArray[np.int64]) -> NDArray[np.int64]:
        if self.counters is None:
            self.counters = counting_columns(cells) - self.ids - set(self._time.rule.columns)
        beside = self.passed_over.union(self._time.rule.columns)
        content, counted = (times % _DAY).astype(np.uint64), np.zeros(len(times), np.uint64)
        for name, column in zip(cells.schema.names, cells.columns, strict=True):
            if name not in beside and is_plain(column.type):
                into = counted if name in self.counters else content
                cells_said = _cell_prints(column)
                into += np.where(cells_said, mixed(cells_said ^ word_prints((name,))[0]), np.uint64(0))
        return np.stack((mixed(content), (times // _DAY).astype(np.uint64), counted), axis=1).view(np.int64)


def _cell_prints(column: pa.Array) -> NDArray[np.uint64]:
    """The hash of every cell as text; that of a missing one is 0, as that of an empty one."""
    encoded = as_text(decoded(column)).dictionary_encode()
    words = encoded.dictionary.to_pylist()
    codes: NDArray[np.int32] = as_numpy(filled(encoded.indices, len(words)))
    return word_prints((*words, ""))[codes]
