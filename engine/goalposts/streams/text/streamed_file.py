"""Reads a text table that is packed, or not written byte by byte, from its start; every cell stays text."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import ExitStack, closing
from functools import partial
from itertools import repeat
from typing import IO, Final

from attrs import frozen

from goalposts.streams.batches.raw import Piece, RawBatch
from goalposts.streams.files.source_file import SourceFile
from goalposts.streams.text.blocks import stream_blocks
from goalposts.streams.text.read_ahead import read_ahead
from goalposts.streams.text.text_table import TextTable
from goalposts.streams.text.transcoding import Transcoding

_OVER: Final = -2
"""What is told instead of a number of lines when there are no more blocks."""


@frozen(eq=False)
class StreamedCsvFile(TextTable):
    """A text table that must be unpacked, or decoded from its start.

    Attributes:
        above: bytes before its first row.
    """

    file: SourceFile
    above: int

    def batches(self, columns: frozenset[str]) -> Iterator[RawBatch]:
        """Read some columns; rows with a wrong number of cells come as `wrong`.

        Raises:
            SourceError: the rest of the file cannot be decoded, unpacked or cut into rows.
        """
        header, source = self.reader.header, self.file.source
        lines = header.lines
        with self._opened() as stream, ExitStack() as stack:
            stream.read(self.above)
            blocks = stream_blocks(stream, self.name, self.file.block_bytes, header.quoting, source.footer)
            # unpacking takes as long as parsing, so another thread does it
            ahead = read_ahead(repeat(partial(next, blocks, (b"", _OVER))))
            for text, dropped in stack.enter_context(closing(ahead)):
                if dropped == _OVER:
                    break
                batch = self.reader.batch(
                    text, columns, partial(int, lines), last=dropped >= 0, dropped=max(dropped, 0)
                )
                lines += batch.cells.num_rows + len(batch.wrong)
                yield batch

    def pieces(self) -> tuple[Piece, ...] | None:
        """None: where a row begins is known when all before it are read."""
        return None

    def _opened(self) -> IO[bytes]:
        packed, encoding = self.file.open(), self.reader.header.encoding
        if self.reader.encoding == encoding:
            return packed
        return io.BufferedReader(Transcoding(packed, encoding, self.name))
