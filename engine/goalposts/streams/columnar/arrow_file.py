"""Reads Arrow IPC (Feather V2): files record batch by record batch, side by side; streams from their start."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import accumulate
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.ipc
from attrs import frozen

from goalposts.errors import SourceError
from goalposts.locale import Text
from goalposts.streams.batches.raw import PEEKED_ROWS, Piece, RawBatch
from goalposts.streams.batches.raw_text import check_names, check_sound
from goalposts.streams.columnar.memory_table import without_views
from goalposts.streams.files.source_file import SourceFile
from goalposts.streams.files.unpacking import cannot_be_read

_MAGIC: Final = b"ARROW1"


@frozen(eq=False)
class ArrowFile:
    """An Arrow IPC file, whose batches can be read in any order.

    Attributes:
        rows: of each of its batches.
    """

    name: str
    file: SourceFile
    columns: tuple[str, ...]
    rows: tuple[int, ...]

    def batches(self, columns: frozenset[str]) -> Iterator[RawBatch]:
        """Read some columns.

        Raises:
            SourceError: a damaged file.
        """
        for piece in self.pieces():
            yield from piece.read(columns)

    def pieces(self) -> tuple[Piece, ...]:
        """Its batches."""
        starts = accumulate(self.rows, initial=1)
        reads = (partial(self._read, number=number, start=start) for number, start in enumerate(starts))
        return tuple(
            Piece(rows, read, partial(read, most_rows=PEEKED_ROWS))
            for rows, read in zip(self.rows, reads, strict=False)
        )

    def _read(self, columns: frozenset[str], number: int, start: int, most_rows: int = 0) -> Iterator[RawBatch]:
        with _telling(self.name), pa.OSFile(str(self.file.path)) as source:
            options = _some(self.columns, columns)
            cells = pyarrow.ipc.open_file(source, options=options).get_batch(number).select(_used(self, columns))
            yield from _cut(cells, self.name, start, most_rows or self.file.batch_rows)


@frozen(eq=False)
class ArrowStream:
    """An Arrow IPC stream, which may be packed."""

    name: str
    file: SourceFile
    columns: tuple[str, ...]

    def batches(self, columns: frozenset[str]) -> Iterator[RawBatch]:
        """Read some columns.

        Raises:
            SourceError: a damaged file.
        """
        start = 1
        with _telling(self.name), self.file.open() as source:
            for cells in pyarrow.ipc.open_stream(source, options=_some(self.columns, columns)):
                yield from _cut(cells.select(_used(self, columns)), self.name, start, self.file.batch_rows)
                start += cells.num_rows

    def pieces(self) -> tuple[Piece, ...] | None:
        """None: a batch is found by reading all before it."""
        return None


def open_arrow_file(file: SourceFile) -> ArrowFile | ArrowStream:
    """Read the schema of an Arrow IPC file or stream.

    Raises:
        SourceError: it is neither, or a column name stands twice.
    """
    with _telling(file.name), file.path.open("rb") as source:
        if source.read(len(_MAGIC)) != _MAGIC:
            with file.open() as stream:
                names = pyarrow.ipc.open_stream(stream).schema.names
            check_names(names, file.name)
            return ArrowStream(file.name, file, tuple(names))
        source.seek(0)
        reader = pyarrow.ipc.open_file(source)
        check_names(reader.schema.names, file.name)
        return ArrowFile(file.name, file, tuple(reader.schema.names), tuple(_counted(source, reader)))


def _counted(source: Any, reader: Any) -> Iterator[int]:
    """How many rows each batch has; the shortest column tells."""
    widths = [kind.bit_width if pa.types.is_primitive(kind) else 1 << 10 for kind in reader.schema.types]
    first = [int(np.argmin(widths))] if widths else []
    source.seek(0)
    reader = pyarrow.ipc.open_file(source, options=pyarrow.ipc.IpcReadOptions(included_fields=first))
    for number in range(reader.num_record_batches):
        yield reader.get_batch(number).num_rows


def _used(reader: ArrowFile | ArrowStream, columns: frozenset[str]) -> list[str]:
    return [column for column in reader.columns if column in columns]


def _some(known: tuple[str, ...], columns: frozenset[str]) -> pyarrow.ipc.IpcReadOptions:
    """Only these columns are read; one if there is none, since none stands for all."""
    places = [place for place, column in enumerate(known) if column in columns] or [0]
    return pyarrow.ipc.IpcReadOptions(included_fields=places, use_threads=False)


def _cut(cells: pa.RecordBatch, name: str, start: int, most_rows: int) -> Iterator[RawBatch]:
    check_sound(cells, name)  # what points outside of its buffers would end the process
    cells = without_views(cells)
    for first in range(0, cells.num_rows, most_rows):
        part = cells.slice(first, most_rows)
        yield RawBatch(part, np.arange(start + first, start + first + part.num_rows))


@contextmanager
def _telling(name: str) -> Iterator[None]:
    try:
        yield
    except PermissionError as fault:
        raise cannot_be_read(name, fault) from fault
    except (pa.ArrowException, OSError, EOFError) as fault:
        problem = Text(en="this is not an Arrow file, or it is damaged", ru="это не файл Arrow, или он повреждён")
        hint = Text(en="export it again, or give its `format:`", ru="выгрузите его заново или укажите `format:`")
        raise SourceError(problem, where=name, hint=hint) from fault
