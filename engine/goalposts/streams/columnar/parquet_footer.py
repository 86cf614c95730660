"""Has Arrow look through the footer of a Parquet file where it can still refuse it.

In Python, what Arrow finds wrong with a column chunk only when it is asked for it ends the process. On the way to the
rows it is an error like any other; so it is sent there first, over a file that gives no byte.
"""

from __future__ import annotations

import contextlib
import os

import pyarrow.parquet
from attrs import define


class _NoBytesError(Exception):
    """Arrow has come as far as to the rows."""


@define(eq=False)
class _NoBytes:
    """A file of some size that nobody can read, with the methods that Arrow asks for.

    Attributes:
        size: in bytes.
    """

    size: int
    closed: bool = False
    _at: int = 0

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go to another place."""
        self._at = offset + {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self.size}[whence]
        return self._at

    def tell(self) -> int:
        """The place."""
        return self._at

    def readable(self) -> bool:
        """It is opened to be read."""
        return True

    def writable(self) -> bool:
        """It is not opened to be written."""
        return False

    def read(self, count: int) -> bytes:
        """Give nothing."""
        raise _NoBytesError(count)

    def close(self) -> None:
        """Give up."""
        self.closed = True


def look_through(metadata: pyarrow.parquet.FileMetaData, size: int) -> None:
    """Look at all column chunks; it takes a microsecond or two for each.

    Args:
        metadata: the footer.
        size: of the file, in bytes.

    Raises:
        OSError, pyarrow.ArrowException: one of them is damaged, and must not be asked for its statistics.
    """
    groups = range(metadata.num_row_groups)
    file = pyarrow.parquet.ParquetFile(_NoBytes(size), metadata=metadata, pre_buffer=True)
    with file, contextlib.suppress(_NoBytesError):
        next(file.iter_batches(1, row_groups=groups, use_threads=False), None)
    types = [metadata.schema.column(place).physical_type for place in range(metadata.num_columns)]
    for group in map(metadata.row_group, groups):
        if [group.column(place).physical_type for place in range(group.num_columns)] != types:
            raise OSError("a column chunk is of another type than its column")
