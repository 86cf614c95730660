"""Cuts a source into the parts that are counted one by one: files, and blocks of long text files.

The cut depends on nothing but the files, so that what was kept of some parts, and the others counted anew, add up to
the same bytes as all of them counted at once. Where a row may depend on any other, as with `dedupe`, there is one part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from attrs import evolve, frozen

from goalposts.streams.acceptance import Acceptance
from goalposts.streams.quarantine import FileWriter
from goalposts.streams.raw import BlockReader, Reader
from goalposts.streams.source_stream import SourceStream
from goalposts.streams.stamps import StampedFile
from goalposts.streams.text_blocks import TextBlock, whole_block

Cut = Callable[[StampedFile, Callable[[], Iterable[TextBlock]]], Iterable[TextBlock]]
"""Gives the blocks of a file with their digests: those that it remembers, or what it is given a function for."""

Content = tuple[tuple[StampedFile, TextBlock], ...]
"""Blocks with their digests and files, in the order of a source."""

_LONG_BYTES: Final = 64 << 20
_WHOLE: Final = TextBlock(0, 0)


@frozen(eq=False)
class Unit:
    """A part of a source that is counted by itself.

    Attributes:
        stream: of its rows alone. Its `counting` has to be known before the next unit is asked for.
        content: its blocks with their files; empty where nobody asked for it or can know it.
        lines_before: of a block, the line of the last row before it.
    """

    stream: SourceStream
    content: Content = ()
    lines_before: int = 0


def units_of(stream: SourceStream, writer: FileWriter | None, cut: Cut | None) -> Iterator[Unit]:
    """Cut a source.

    Args:
        stream: the whole source.
        writer: what takes its refused rows.
        cut: of files with their digests; without it nobody asks for the content.
    """
    if stream.source.dedupe or None in stream.stamps:
        yield Unit(_part(stream, stream.parts, stream.stamps, writer), contents(stream, cut) if cut else ())
        return
    for (reader, gates), file in zip(stream.parts, stream.stamps, strict=True):
        lines = 0
        for block in (_WHOLE,) if file is None else _blocks(reader, file, cut):
            # a file of one block is read as if it could not be cut: no row of it depends on the cut then
            known = isinstance(reader, BlockReader) and (lines or block.end < (file.stamp.size if file else 0))
            part = reader.within(block, lines) if known and isinstance(reader, BlockReader) else reader
            content = ((file, block),) if cut and file is not None else ()
            unit = Unit(_part(stream, ((part, gates),), (file,), writer), content, lines)
            yield unit
            lines = max(unit.stream.counting.lines, 1)


def contents(stream: SourceStream, cut: Cut) -> Content:
    """The blocks of all files of a source; empty where nobody can know them."""
    files = [(reader, file) for (reader, _), file in zip(stream.parts, stream.stamps, strict=True) if file is not None]
    if len(files) < len(stream.parts):
        return ()
    return tuple((file, block) for reader, file in files for block in _blocks(reader, file, cut))


def is_long(stream: SourceStream, rows: int) -> bool:
    """Whether a source has at least so many rows, or as much to read where rows are known when they are read."""
    known = stream.rows
    if known is not None:
        return known >= rows
    return sum(file.stamp.size for file in stream.stamps if file is not None) >= _LONG_BYTES


def _blocks(reader: Reader, file: StampedFile, cut: Cut | None) -> Iterable[TextBlock]:
    def found() -> Iterable[TextBlock]:
        made = reader.blocks(digests=cut is not None) if isinstance(reader, BlockReader) else None
        return made or (whole_block(file.path) if cut else TextBlock(0, file.stamp.size),)

    return cut(file, found) if cut else found()


def _part(
    stream: SourceStream,
    parts: tuple[tuple[Reader, Acceptance], ...],
    stamps: tuple[StampedFile | None, ...],
    writer: FileWriter | None,
) -> SourceStream:
    place = 0 if writer is None else writer.place()
    return evolve(stream, parts=parts, stamps=stamps, rows_to=writer, rows_from=place)
