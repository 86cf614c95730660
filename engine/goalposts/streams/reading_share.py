"""Tells which share of the bytes of some files is read."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import define, field

from goalposts.streams.batches.raw import Reader
from goalposts.streams.tables.file_reader import FileReader


@define(eq=False)
class ReadingShare:
    """Follows who reads one file after the other.

    Attributes:
        rows: of the file that is being read, so far.
    """

    readers: tuple[Reader, ...]
    rows: int = 0
    _rows_of: dict[int, int | None] = field(init=False, factory=dict)

    @property
    def _all(self) -> int | None:
        sizes = [reader.size if isinstance(reader, FileReader) else None for reader in self.readers]
        return None if None in sizes else sum(size for size in sizes if size is not None)

    def of(self, reader: Reader) -> float | None:
        """The share when some rows of a file are read, and all files before it; None where it is not known."""
        whole = self._all
        if not whole or not isinstance(reader, FileReader) or reader.size is None:
            return None
        before = sum(known.size or 0 for known in _before(self.readers, reader))
        rows = self._rows(reader)
        here = reader.file.reached.bytes if rows is None else reader.size * self.rows / max(rows, self.rows, 1)
        return min(1.0, (before + min(here, reader.size)) / whole)

    def _rows(self, reader: FileReader) -> int | None:
        if id(reader) not in self._rows_of:
            pieces = reader.pieces()
            self._rows_of[id(reader)] = None if pieces is None else sum(piece.rows for piece in pieces)
        return self._rows_of[id(reader)]


def _before(readers: Iterable[Reader], last: Reader) -> Iterable[FileReader]:
    for reader in readers:
        if reader is last:
            return
        if isinstance(reader, FileReader):
            yield reader
