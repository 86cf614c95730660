"""Cuts long text tables into blocks of rows at places that the text itself decides.

A file that grows keeps its blocks but the last; so what was made of the others can be kept, and the sums that are made
block by block have the same last bits whether some were kept or all are read anew.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO, Any, Final

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

BLOCK_BYTES: Final = 64 << 20
"""A block ends with the first row that ends behind so many bytes."""

_LONGEST_ROW: Final = 1 << 20
"""A block whose last row is longer is not ended."""

_QUOTE, _BREAK, _BYTE_ORDER_MARK = ord('"'), ord("\n"), b"\xef\xbb\xbf"


@frozen
class TextBlock:
    """The bytes `[start, end)` of a file, and their SHA-256 where it was asked for."""

    start: int
    end: int
    digest: str = ""


class _BlockBytes(io.RawIOBase):
    """The bytes of a block as a file."""

    def __init__(self, path: Path, block: TextBlock) -> None:
        self._file = path.open("rb", buffering=0)
        self._file.seek(block.start)
        self._left = block.end - block.start

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        found = self._file.readinto(memoryview(buffer)[: self._left])
        self._left -= found
        return found

    def close(self) -> None:
        self._file.close()
        super().close()


def block_bytes(path: Path, block: TextBlock) -> IO[bytes]:
    """Open a block as a file."""
    return io.BufferedReader(_BlockBytes(path, block), 1 << 20)


def text_blocks(path: Path, delimiter: str, *, digests: bool = False) -> Iterator[TextBlock]:
    """Cut a text table in an encoding that writes ASCII as it is; the next block is sought while one is used.

    From where quotation marks stand in a way that leaves room for doubt, the rest of the file is one block.

    Args:
        path: the file, not packed.
        delimiter: what separates cells.
        digests: whether to take them.
    """
    with path.open("rb") as file, ThreadPoolExecutor(1, "goalposts-blocks") as ahead:
        blocks = _blocks(file, delimiter.encode()[:1], BLOCK_BYTES, digests=digests)
        coming = ahead.submit(next, blocks, None)
        while (block := coming.result()) is not None:
            coming = ahead.submit(next, blocks, None)
            yield block


def whole_block(path: Path) -> TextBlock:
    """A file as one block, with its digest."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256")
        return TextBlock(0, file.tell(), digest.hexdigest())


def same_blocks(path: Path, blocks: tuple[TextBlock, ...]) -> bool:
    """Whether a file still has the same bytes in the same blocks."""
    with path.open("rb") as file:
        found = all(_taken(file, block.start, block.end, digests=True) == block for block in blocks)
        return found and not file.read(1)


def same_block(path: Path, block: TextBlock) -> bool:
    """Whether a file still has the same bytes in one block."""
    with path.open("rb") as file:
        return _taken(file, block.start, block.end, digests=True) == block


def _blocks(file: IO[bytes], delimiter: bytes, size: int, *, digests: bool) -> Iterator[TextBlock]:
    start, total = 0, file.seek(0, 2)
    while total - start > size:
        file.seek(start)
        data = file.read(size + _LONGEST_ROW)
        length = _length(data, delimiter, size, first=not start)
        if length is None or start + length >= total:
            break
        digest = hashlib.sha256(memoryview(data)[:length]).hexdigest() if digests else ""
        yield TextBlock(start, start + length, digest)
        start += length
    yield _taken(file, start, total, digests=digests)


def _taken(file: IO[bytes], start: int, end: int, *, digests: bool) -> TextBlock:
    if not digests:
        return TextBlock(start, end)
    digest = hashlib.sha256()
    file.seek(start)
    while part := file.read(min(1 << 22, end - file.tell())):
        digest.update(part)
    return TextBlock(start, end, digest.hexdigest())


def _length(data: bytes, delimiter: bytes, size: int, *, first: bool) -> int | None:
    """Where the first row ends that ends behind the size; None where that cannot be told for certain."""
    marks = _marks(data)
    at = data.find(b"\n", size - 1)
    while at >= 0:
        before = int(np.searchsorted(marks, at))
        if before % 2 == 0:
            return at + 1 if _are_regular(data, marks[:before], delimiter, first=first) else None
        at = data.find(b"\n", at + 1)
    return None


def _marks(data: bytes) -> NDArray[np.int64]:
    if data.find(b'"') < 0:
        return np.zeros(0, np.int64)
    return np.flatnonzero(np.frombuffer(data, np.uint8) == _QUOTE)


def _are_regular(data: bytes, marks: NDArray[np.int64], delimiter: bytes, *, first: bool) -> bool:
    """Whether every other mark opens a cell, and those between close it or are doubled: then counting them is enough.

    Opening marks stand at the start of a cell, closing ones at its end; marks side by side are one within a cell.
    """
    if not marks.size:
        return True
    letters = np.frombuffer(data, np.uint8)
    opening, closing = marks[::2], marks[1::2]
    edges = np.zeros(256, np.bool_)
    edges[[delimiter[0], _BREAK, ord("\r")]] = True
    doubled = closing[:-1] + 1 == opening[1:]
    starts = edges[letters[opening - 1]]
    head = data[:3] == _BYTE_ORDER_MARK and opening[0] == len(_BYTE_ORDER_MARK) and first
    starts[0] = opening[0] == 0 or starts[0] or head
    starts[1:] |= doubled
    ends = edges[letters[closing + 1]]
    ends[:-1] |= doubled
    return bool(starts.all() and ends.all())
