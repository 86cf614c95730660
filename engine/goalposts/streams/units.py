"""Cuts a source into the parts that are counted one by one: files, blocks of long texts, groups of many short files.

The cut depends on nothing but the files, so that what was kept of some parts, and the others counted anew, add up to
the same bytes as all of them counted at once. Where a row may depend on any other, as with `dedupe` or by a `whole`
format, there is one part.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from attrs import evolve, frozen

from goalposts.streams.batches.raw import CutReader, Reader
from goalposts.streams.files import source_blocks
from goalposts.streams.files.source_blocks import TextBlock, whole_block
from goalposts.streams.files.stamps import StampedFile
from goalposts.streams.gates.acceptance import Acceptance
from goalposts.streams.gates.quarantine import FileWriter
from goalposts.streams.source_stream import SourceStream

Cut = Callable[[StampedFile, Callable[[], Iterable[TextBlock]]], Iterable[TextBlock]]
"""Gives the blocks of a file with their digests: those that it remembers, or what it is given a function for."""

Content = tuple[tuple[StampedFile, TextBlock], ...]
"""Blocks with their digests and files, in the order of a source."""

StampedPart = tuple[tuple[Reader, Acceptance], StampedFile | None]

LONG_BYTES: Final = 64 << 20
"""From so many bytes on a source is long, where its rows are known only when they are read."""


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


def units_of(stream: SourceStream, writer: FileWriter | None, cut: Cut | None, *, grouped: bool) -> Iterator[Unit]:
    """Cut a source.

    Args:
        stream: the whole source.
        writer: what takes its refused rows.
        cut: of files with their digests; without it nobody asks for the content.
        grouped: whether short files are counted in groups.
    """
    parts = tuple(zip(stream.parts, stream.stamps, strict=True))
    if stream.source.dedupe or stream.whole or None in stream.stamps:
        yield _unit(stream, parts, writer, contents(stream, cut) if cut else ())
        return
    for group in _groups(parts) if grouped else ((part,) for part in parts):
        if len(group) == 1:
            yield from _of_file(stream, group[0], writer, cut)
        else:
            whole = evolve(stream, parts=tuple(part for part, _ in group), stamps=tuple(file for _, file in group))
            yield _unit(stream, group, writer, contents(whole, cut) if cut else ())


def _groups(parts: tuple[StampedPart, ...]) -> Iterator[tuple[StampedPart, ...]]:
    """Short files side by side, about a block together; where a group ends, the file there decides by itself.

    So a file that comes or goes changes its own group only: it ends one as often as its length fits into a block.
    """
    group: list[StampedPart] = []
    for part in parts:
        size = part[1].stamp.size if part[1] else 0
        if group and size >= source_blocks.BLOCK_BYTES:
            yield tuple(group)
            group = []
        group.append(part)
        if _chance(part[0][0].name) * source_blocks.BLOCK_BYTES < size:
            yield tuple(group)
            group = []
    if group:
        yield tuple(group)


def _chance(name: str) -> float:
    """A number in [0, 1) that a name draws."""
    return int.from_bytes(hashlib.sha256(name.encode(errors="surrogatepass")).digest()[:6], "big") / (1 << 48)


def _of_file(stream: SourceStream, part: StampedPart, writer: FileWriter | None, cut: Cut | None) -> Iterator[Unit]:
    (reader, gates), file = part
    assert file is not None, "sources of something else are not cut"
    lines = 0
    for block in _blocks(reader, file, cut):
        content = ((file, block),) if cut else ()
        # a file of one block is read as if it could not be cut: no row of it depends on the cut then
        if isinstance(reader, CutReader) and (lines or block.end < file.stamp.size):
            unit = _unit(stream, (((reader.within(block, lines), gates), file),), writer, content, lines)
        else:
            unit = _unit(stream, (part,), writer, content, lines)
        yield unit
        above = reader.lines_above if isinstance(reader, CutReader) else 0
        lines = (lines or above) + unit.stream.counting.lines


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
    return sum(file.stamp.size for file in stream.stamps if file is not None) >= LONG_BYTES


def _blocks(reader: Reader, file: StampedFile, cut: Cut | None) -> Iterable[TextBlock]:
    def found() -> Iterable[TextBlock]:
        made = reader.blocks_of_rows(digests=cut is not None) if isinstance(reader, CutReader) else None
        return made or (whole_block(file.path) if cut else TextBlock(0, file.stamp.size),)

    return cut(file, found) if cut else found()


def _unit(
    stream: SourceStream, parts: tuple[StampedPart, ...], writer: FileWriter | None, content: Content, lines: int = 0
) -> Unit:
    of_parts = evolve(
        stream,
        parts=tuple(part for part, _ in parts),
        stamps=tuple(file for _, file in parts),
        rows_to=writer,
        rows_from=0 if writer is None else writer.place(),
    )
    return Unit(of_parts, content, lines)
