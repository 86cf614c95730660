"""Counts keys whose rows differ from file to file while nothing says which of them is newer."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import reduce
from typing import Final

import numpy as np
from attrs import define, field
from numpy.typing import NDArray

from goalposts.expressions.columns import Column
from goalposts.model.stream_counts import FILES_DISAGREE, FileDoubt
from goalposts.streams.batches.raw import Reader
from goalposts.streams.conversion.converted import Mask
from goalposts.streams.conversion.prints import mixed, word_prints
from goalposts.streams.files.copy_names import is_copy_of
from goalposts.streams.gates.dedupe import Added

_NO_FILE: Final = -1
_OF_CHANGE: Final = re.compile(
    r"modif|updat|chang|edited|измен|обновл|правк|редакт",
    re.IGNORECASE,
)


@define(eq=False)
class Contradictions:
    """What files say of a key in the rows of it that are equally new, and so do not decide which of them counts.

    What is compared is what is read: a difference in a column that nobody asks for changes no number. Of a file the
    last such row counts, so how it is cut into batches changes nothing.

    Attributes:
        said, file: what the newest row so far says, and its file.
        said_before, file_before: the same of the last other file whose newest row is as new.
        otherwise: the last file before these two that contradicts the one that follows it.
    """

    said: NDArray[np.uint64] = field(factory=lambda: np.zeros(0, np.uint64), init=False)
    file: NDArray[np.int64] = field(factory=lambda: np.zeros(0, np.int64), init=False)
    said_before: NDArray[np.uint64] = field(factory=lambda: np.zeros(0, np.uint64), init=False)
    file_before: NDArray[np.int64] = field(factory=lambda: np.zeros(0, np.int64), init=False)
    otherwise: NDArray[np.int64] = field(factory=lambda: np.zeros(0, np.int64), init=False)

    def add(self, added: Added, columns: Mapping[str, Column], file: int, passed_over: frozenset[str]) -> None:
        """Take the rows of a batch that are the newest of their keys so far."""
        if not len(added.keys):
            return
        self._grow(int(added.keys.max()) + 1)
        newer = added.keys[~added.equal]
        self.file_before[newer] = self.otherwise[newer] = _NO_FILE
        next_file = added.keys[added.equal & (self.file[added.keys] != file)]
        differs = next_file[self._differs(next_file)]
        self.otherwise[differs] = self.file_before[differs]
        self.said_before[next_file], self.file_before[next_file] = self.said[next_file], self.file[next_file]
        kept = {name: column for name, column in columns.items() if name not in passed_over}
        self.said[added.keys], self.file[added.keys] = _row_prints(kept)[added.rows], file

    def doubts(self, readers: Sequence[Reader]) -> tuple[FileDoubt, ...]:
        """How many keys two files say otherwise of, the most first; the rows of the second one count."""
        against = np.where(self._differs(slice(None)), self.file_before, self.otherwise)
        there = against != _NO_FILE
        pairs, counts = np.unique(np.stack((against[there], self.file[there])), axis=1, return_counts=True)
        found = [
            _doubt(readers[one], readers[other], rows)
            for (one, other), rows in zip(pairs.T.tolist(), counts.tolist(), strict=True)
        ]
        return tuple(sorted(found, key=lambda doubt: -doubt.rows))

    def _differs(self, keys: NDArray[np.int64] | slice) -> Mask:
        """Of which keys the last two files differ."""
        differs: Mask = (self.file_before[keys] != _NO_FILE) & (self.said[keys] != self.said_before[keys])
        return differs

    def _grow(self, keys: int) -> None:
        missing = keys - len(self.file)
        if missing > 0:
            more = max(missing, len(self.file))
            self.said = np.append(self.said, np.zeros(more, np.uint64))
            self.said_before = np.append(self.said_before, np.zeros(more, np.uint64))
            self.file = np.append(self.file, np.full(more, _NO_FILE))
            self.file_before = np.append(self.file_before, np.full(more, _NO_FILE))
            self.otherwise = np.append(self.otherwise, np.full(more, _NO_FILE))


def _doubt(one: Reader, other: Reader, rows: int) -> FileDoubt:
    copied = next((b for a, b in ((one.name, other.name), (other.name, one.name)) if is_copy_of(b, a)), "")
    column = next((name for name in one.columns if name in other.columns and _OF_CHANGE.search(name)), "")
    return FileDoubt(FILES_DISAGREE, (one.name, other.name), rows, copied, column)


def _row_prints(columns: Mapping[str, Column]) -> NDArray[np.uint64]:
    """A number of what every row says, whatever the order of the columns."""
    return reduce(np.add, (_column_prints(name, column) for name, column in columns.items()))


def _column_prints(name: str, column: Column) -> NDArray[np.uint64]:
    if column.words:
        found = word_prints(column.words)[column.values]
    else:
        values = np.asarray(column.values)
        found = (values + 0.0 if values.dtype == np.float64 else values.astype(np.int64)).view(np.uint64)
    if column.valid is not None:
        found = np.where(column.valid, found, np.uint64(0))
    return mixed(mixed(found) ^ word_prints((name,))[0])
