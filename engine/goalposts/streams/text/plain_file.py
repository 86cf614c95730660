"""Reads a text table of a plain file block by block, side by side where that is wanted; every cell stays text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import numpy as np
from attrs import evolve, field, frozen

from goalposts.streams.batches.raw import PEEKED_ROWS, Piece, RawBatch
from goalposts.streams.files.source_blocks import TextBlock, text_blocks
from goalposts.streams.text.blocks import FileBlocks
from goalposts.streams.text.quoting import Quoting
from goalposts.streams.text.read_ahead import read_ahead
from goalposts.streams.text.text_table import TextTable


@frozen(eq=False)
class PlainCsvFile(TextTable):
    """A text table in a plain file, whose blocks can be read side by side.

    Attributes:
        dropped: how many lines at its end are no rows.
        lines_before: of a block of a file that is not the first, the number of its last row before it.
    """

    blocks: FileBlocks
    dropped: int
    lines_before: int = 0
    _rows: dict[int, int] = field(init=False, factory=dict)

    def batches(self, columns: frozenset[str]) -> Iterator[RawBatch]:
        """Read some columns; rows with a wrong number of cells come as `wrong`.

        Raises:
            SourceError: the rest of the file cannot be decoded or cut into rows.
        """
        return read_ahead(partial(self._block, columns, number) for number in range(self.blocks.count))

    def pieces(self) -> tuple[Piece, ...]:
        """The blocks."""
        rows = max(1, int(self.blocks.block_bytes / self.reader.header.line_bytes))
        numbers = range(self.blocks.count)
        return tuple(Piece(rows, partial(self._piece, number), partial(self._peek, number)) for number in numbers)

    @property
    def lines_above(self) -> int:
        """How many lines stand before the first row."""
        return self.reader.header.lines

    def blocks_of_rows(self, *, digests: bool) -> Iterator[TextBlock] | None:
        """Cut the file at places that its text decides; None where that cannot be told for certain.

        Args:
            digests: whether to take the digest of every block.
        """
        quoting = self.reader.header.quoting
        usual = Quoting(quoting.delimiter)
        if self.dropped or (quoting.quote, quoting.escape) != (usual.quote, usual.escape):
            return None
        return text_blocks(self.blocks.path, quoting.delimiter, digests=digests)

    def within(self, block: TextBlock, lines_before: int) -> PlainCsvFile:
        """Return the reader of one of the blocks.

        Args:
            block: of `blocks_of_rows`.
            lines_before: the number of the last row before it; 0 for the first.
        """
        whole = self.blocks
        begin, end = max(block.start, whole.begin), min(block.end, whole.end)
        inner = FileBlocks(whole.path, whole.name, begin, end, whole.block_bytes, whole.quoting)
        return PlainCsvFile(self.name, self.reader, inner, 0, lines_before)

    def _piece(self, number: int, columns: frozenset[str]) -> Iterator[RawBatch]:
        yield self._block(columns, number)

    def _peek(self, number: int, columns: frozenset[str]) -> Iterator[RawBatch]:
        batch = self._block(columns, number)
        for start in range(0, batch.cells.num_rows, PEEKED_ROWS):
            as_text = batch.as_text and partial(_part, batch.as_text, start)
            yield evolve(_part(lambda: batch, start), as_text=as_text)

    def _block(self, columns: frozenset[str], number: int) -> RawBatch:
        text, last = self.blocks.block(number)
        dropped = self.dropped if number == self.blocks.count - 1 else 0
        batch = self.reader.batch(text, columns, partial(self._before, number), last=last, dropped=dropped)
        self._rows[number] = batch.cells.num_rows + len(batch.wrong)
        return batch

    def _before(self, number: int) -> int:
        """How many rows and lines of the header stand before a block; those not read yet are counted."""
        for before in range(number):
            if before not in self._rows:
                self._rows[before] = self.reader.rows(self.blocks.block(before)[0])
        return (self.lines_before or self.lines_above) + sum(self._rows[before] for before in range(number))


def _part(read: Callable[[], RawBatch], start: int) -> RawBatch:
    batch = read()
    rows = np.arange(start, min(start + PEEKED_ROWS, batch.cells.num_rows))
    return RawBatch(batch.cells.slice(start, PEEKED_ROWS), batch.lines[rows])
