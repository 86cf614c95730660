"""Opens text tables: by their start, plain files as blocks, others as a stream."""

from __future__ import annotations

from typing import Final

from goalposts.model import folded_name
from goalposts.streams.batches.raw import Reader
from goalposts.streams.files.source_file import SourceFile
from goalposts.streams.files.text_encoding import extends_ascii
from goalposts.streams.files.unpacking import packing_of
from goalposts.streams.text.block_reader import BlockReader
from goalposts.streams.text.blocks import FileBlocks, footer_start, lines_in
from goalposts.streams.text.header import SAMPLE_BYTES, Header, read_header
from goalposts.streams.text.plain_file import PlainCsvFile
from goalposts.streams.text.streamed_file import StreamedCsvFile

_TAIL_BYTES: Final = 1 << 20


def open_csv_file(file: SourceFile) -> Reader:
    """Look at the start of a text file.

    Raises:
        SourceError: it cannot be read, or its header does not name columns.
    """
    with file.open() as stream:
        sample = stream.read(SAMPLE_BYTES)
    header = read_header(sample, file.source, file.name, frozenset(map(folded_name, file.asked)))
    if not extends_ascii(header.encoding):
        return StreamedCsvFile(file.name, BlockReader(file.name, header, "utf-8"), file, len(header.above.encode()))
    reader = BlockReader(file.name, header, header.encoding)
    above = len(header.above.encode("utf-8" if header.encoding == "utf-8-sig" else header.encoding))
    if packing_of(file.path):
        return StreamedCsvFile(file.name, reader, file, above)
    return _plain(file, reader, header, above)


def _plain(file: SourceFile, reader: BlockReader, header: Header, begin: int) -> PlainCsvFile:
    end, dropped = file.path.stat().st_size, 0
    if file.source.footer:
        first = max(begin, end - _TAIL_BYTES)
        with file.path.open("rb") as bytes_of:
            bytes_of.seek(first)
            tail = bytes_of.read()
        start = footer_start(tail, file.source.footer)
        end, dropped = first + start, lines_in(tail[start:])
    blocks = FileBlocks(file.path, file.name, begin, end, file.block_bytes, header.quoting)
    return PlainCsvFile(file.name, reader, blocks, dropped)
