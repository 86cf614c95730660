"""Prints of the bare lines of text files: a quick way to see that two files have no row in common."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from goalposts.streams.conversion.prints import mixed
from goalposts.streams.files.stamps import StampedFile
from goalposts.streams.files.unpacking import unpacked
from goalposts.streams.overlaps.thinned import Thinned

_CHUNK_BYTES: Final = 1 << 22
_LONG_LINE_BYTES: Final = 1 << 12
"""Where lines are longer on average, a line is no row: a document without line breaks."""

_NO_TEXT: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"PAR1", b"ARROW1", b"\xff\xff\xff\xff", b"SQLite")
"""How workbooks, columnar files and databases begin."""

_PROBE_BYTES: Final = 8
_PROBES: Final = 4
_BREAK: Final = ord("\n")

_BUDGET: Final = 1 << 18
"""Of more lines than that a part is enough: what few rows of so many share changes no number."""

LEAST_LINES: Final = 2
"""So many lines in common are a reason to look at rows; a header is one."""

Pair = tuple[int, int]


def is_text(file: StampedFile) -> bool:
    """Whether the first bytes of a file, unpacked, are not those of a workbook, a columnar file or a database.

    Raises:
        SourceError: it cannot be read.
    """
    with unpacked(file.path, file.name) as stream:
        return not stream.read(8).startswith(_NO_TEXT)


def pairs_with_common_lines(files: Sequence[StampedFile]) -> frozenset[Pair] | None:
    """The places of files that seem to have lines in common; None where lines do not tell that of all of them.

    Of three files with the same line the first and the second are a pair, and the second and the third.

    Raises:
        SourceError: a file cannot be read.
    """
    prints = Thinned(_BUDGET)
    for place, file in enumerate(files):
        size = lines = 0
        for chunk, found in _prints(file):
            size, lines = size + chunk, lines + len(found)
            prints.add(place, found)
        if size > _LONG_LINE_BYTES * max(lines, 1):
            return None
    return _pairs(prints)


def _pairs(prints: Thinned) -> frozenset[Pair]:
    each = [_distinct(prints.of(place)[:, 0]) for place in prints.files]
    if not each:
        return frozenset()
    found = np.concatenate(each)
    of_file = np.repeat(np.array(prints.files, np.int64), [len(part) for part in each])
    order = np.argsort(found, kind="stable")
    found, of_file = found[order], of_file[order]
    twice = np.flatnonzero(found[1:] == found[:-1])
    pairs, counts = np.unique(np.stack((of_file[twice], of_file[twice + 1])), axis=1, return_counts=True)
    return frozenset((one, other) for one, other in pairs[:, counts >= LEAST_LINES].T.tolist())


def _distinct(found: NDArray[np.int64]) -> NDArray[np.int64]:
    ordered = np.sort(found)
    return ordered[np.append(True, ordered[1:] != ordered[:-1])] if len(ordered) else ordered


def _prints(file: StampedFile) -> Iterator[tuple[int, NDArray[np.int64]]]:
    """The sizes of parts of a text, and the prints of their lines."""
    rest = b""
    with unpacked(file.path, file.name) as stream:
        while fresh := stream.read(_CHUNK_BYTES):
            whole, line_break, begun = fresh.rpartition(b"\n")
            if line_break:
                yield len(fresh), _of_lines(rest + whole + line_break)
                rest = begun
            else:
                yield len(fresh), np.zeros((0, 1), np.int64)
                rest += fresh
        yield 0, _of_lines(rest + b"\n")


def _of_lines(text: bytes) -> NDArray[np.int64]:
    """A number for each line that is not empty, of its length and of eight letters each at some places of it.

    Lines that differ may have the same number: rows are looked at before anything is said of them.
    """
    padded = bytes(_PROBE_BYTES) + text
    letters = np.frombuffer(padded, np.uint8)
    ends = np.flatnonzero(letters == _BREAK)
    lengths = np.diff(ends, prepend=_PROBE_BYTES - 1) - 1
    ends, lengths = ends[lengths > 0], lengths[lengths > 0]
    words = np.ndarray((len(padded) - _PROBE_BYTES + 1,), "<u8", padded, strides=(1,))
    beyond = (8 * np.maximum(_PROBE_BYTES - lengths, 0)).astype(np.uint64)
    before = np.maximum(lengths - _PROBE_BYTES, 0)
    found = lengths.astype(np.uint64)
    for probe in range(_PROBES + 1):
        places = ends - _PROBE_BYTES - before * probe // _PROBES
        found = mixed(found ^ (words[places] >> beyond))
    return found.view(np.int64).reshape(-1, 1)
