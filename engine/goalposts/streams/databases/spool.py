"""Keeps batches on disk, so that they can be read again exactly as they were."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from threading import Lock
from typing import IO, Any
from weakref import finalize

import pyarrow as pa
from attrs import define, field

from goalposts.errors import SourceError
from goalposts.locale import Text


def _nameless_file() -> IO[bytes]:
    return tempfile.TemporaryFile(prefix="goalposts-")


@define(eq=False)
class Spool:
    """A file without a name in the folder for temporary files; it is gone when the process ends, however it ends.

    Attributes:
        rows: how many were added.
    """

    where: str
    rows: int = field(default=0, init=False)
    _file: IO[bytes] = field(factory=_nameless_file, init=False)
    _lock: Lock = field(factory=Lock, init=False)
    _writer: Any = field(default=None, init=False)
    _schema: pa.Schema | None = field(default=None, init=False)

    def __attrs_post_init__(self) -> None:
        finalize(self, self._file.close)

    def add(self, cells: pa.RecordBatch) -> None:
        """Write a batch; where the types of columns change, a new stream of Arrow begins.

        Raises:
            SourceError: there is no room.
        """
        try:
            if self._schema is None or not cells.schema.equals(self._schema):
                self.finish()
                self._schema = cells.schema
                options = pa.ipc.IpcWriteOptions(compression="lz4")
                self._writer = pa.ipc.new_stream(pa.PythonFile(self._file, "w"), cells.schema, options=options)
            self._writer.write_batch(cells)
        except OSError as fault:
            problem = Text(en="the rows cannot be kept: {fault}", ru="строки не удаётся сохранить: {fault}")
            hint = Text(en="set TMPDIR to a folder with more room", ru="укажите в TMPDIR папку, где больше места")
            raise SourceError(problem.fill(fault=str(fault)), where=self.where, hint=hint) from fault
        self.rows += cells.num_rows

    def finish(self) -> None:
        """End the writing."""
        if self._writer is not None:
            self._writer.close()
            self._writer = None

    def batches(self) -> Iterator[pa.RecordBatch]:
        """Read the batches again, in their order; several may read at a time."""
        stream = _Rereading(self._file, self._lock)
        while not stream.is_at_end():
            with pa.ipc.open_stream(pa.PythonFile(stream, "r")) as found:
                yield from found


class _Rereading(io.RawIOBase):
    """A place of its own in a file that others read too."""

    def __init__(self, file: IO[bytes], lock: Lock) -> None:
        self._file, self._lock, self._place = file, lock, 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        with self._lock:
            self._file.seek(self._place)
            found = self._file.read(size)
        self._place += len(found)
        return found

    def is_at_end(self) -> bool:
        with self._lock:
            return self._file.seek(0, io.SEEK_END) <= self._place
