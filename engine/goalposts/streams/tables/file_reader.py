"""What all files have around their own readers: columns named by folders, and a watch that they stay as they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

import pyarrow as pa
from attrs import evolve, field, frozen

from goalposts.errors import SourceError, listed
from goalposts.locale import Text
from goalposts.streams.batches.raw import Batches, CutReader, Piece, RawBatch, Reader, TextReader, WrittenReader
from goalposts.streams.batches.rows import batch_of
from goalposts.streams.files.locations import STANDARD_INPUT
from goalposts.streams.files.source_blocks import TextBlock
from goalposts.streams.files.source_file import SourceFile
from goalposts.streams.files.stamps import StampedFile
from goalposts.streams.files.unpacking import cannot_be_read


@frozen(eq=False)
class FileReader:
    """A reader of a file, which adds the columns that its folders name.

    Attributes:
        stamp: of the file before it was opened; None where nobody watches.
    """

    inner: Reader
    file: SourceFile
    stamp: StampedFile | None
    folders: Mapping[str, str] = field(factory=dict)

    @property
    def name(self) -> str:
        """What messages call it."""
        return self.inner.name

    @property
    def columns(self) -> tuple[str, ...]:
        """Those of the file and of its folders."""
        return (*self.inner.columns, *self.folders)

    @property
    def size(self) -> int | None:
        """Its bytes on the disk; None of a database."""
        return None if self.stamp is None else self.stamp.stamp.size

    @property
    def fingerprint(self) -> StampedFile | None:
        """What tells the next command that it is the same file; nothing tells that of databases and standard input."""
        return None if self.file.location == STANDARD_INPUT else self.stamp

    def typed(self, kinds: Mapping[str, pa.DataType], decimal: str) -> FileReader:
        """The same, which may give some columns typed."""
        typed = self.inner.typed(kinds, decimal) if isinstance(self.inner, TextReader) else self.inner
        return evolve(self, inner=typed)

    @property
    def written(self) -> tuple[str, str] | None:
        """How a text table is written."""
        return self.inner.written if isinstance(self.inner, WrittenReader) else None

    @property
    def lines_above(self) -> int:
        """How many lines stand before the first row of a text."""
        return self.inner.lines_above if isinstance(self.inner, CutReader) else 0

    def blocks_of_rows(self, *, digests: bool) -> Iterator[TextBlock] | None:
        """Cut a long text; None of what cannot be cut."""
        return self.inner.blocks_of_rows(digests=digests) if isinstance(self.inner, CutReader) else None

    def within(self, block: TextBlock, lines_before: int) -> FileReader:
        """Return the reader of a block of a text."""
        assert isinstance(self.inner, CutReader), "nothing else has blocks"
        return evolve(self, inner=self.inner.within(block, lines_before))

    def batches(self, columns: frozenset[str]) -> Iterator[RawBatch]:
        """Read some of the columns.

        Raises:
            SourceError: it cannot be read, or was changed meanwhile.
        """
        return self._watched(self.inner.batches, columns)

    def pieces(self) -> tuple[Piece, ...] | None:
        """Those of the file."""
        found = self.inner.pieces()
        if found is None:
            return None
        complete = frozenset(column for column, value in self.folders.items() if value.strip())
        return tuple(
            evolve(
                piece,
                read=partial(self._watched, piece.read),
                peek=partial(self._watched, piece.peek),
                complete=piece.complete | complete,
            )
            for piece in found
        )

    def _watched(self, read: Batches, columns: frozenset[str]) -> Iterator[RawBatch]:
        try:
            for batch in read(columns.difference(self.folders)):
                yield self._with_folders(batch, columns)
        except SourceError:
            self._check()  # a file that was changed may well look damaged
            raise
        except OSError as fault:
            self._check()
            raise cannot_be_read(self.name, fault) from fault
        self._check()

    def _with_folders(self, batch: RawBatch, columns: frozenset[str]) -> RawBatch:
        added = [name for name in self.folders if name in columns]
        if not added:
            return batch
        rows = batch.cells.num_rows
        words = [pa.DictionaryArray.from_arrays(_zeros(rows), [self.folders[name]]) for name in added]
        cells = batch_of((*batch.cells.schema.names, *added), [*batch.cells.columns, *words], rows)
        as_text = batch.as_text and partial(_again, self, batch, columns)
        return evolve(batch, cells=cells, as_text=as_text)

    def _check(self) -> None:
        if self.stamp is not None:
            self.stamp.check_unchanged()


def _again(reader: FileReader, batch: RawBatch, columns: frozenset[str]) -> RawBatch:
    assert batch.as_text is not None
    return reader._with_folders(batch.as_text(), columns)  # noqa: SLF001 - of this module


def _zeros(rows: int) -> pa.Array:
    return pa.Array.from_buffers(pa.int32(), rows, [None, pa.py_buffer(bytes(4 * rows))])


def around(reader: Reader, file: SourceFile, stamp: StampedFile | None) -> FileReader:
    """Add to a reader what all files have; without a stamp nobody watches the file.

    Raises:
        SourceError: a folder names a column that the file has too.
    """
    folders = dict(file.partition)
    if twice := [name for name in folders if name in reader.columns]:
        problem = Text(
            en="a folder and the file both give column {names}", ru="столбец {names} есть и в файле, и в имени папки"
        ).fill(names=listed(twice))
        hint = Text(en="rename one of them", ru="переименуйте один из них")
        raise SourceError(problem, where=reader.name, hint=hint)
    return FileReader(reader, file, stamp, folders)
