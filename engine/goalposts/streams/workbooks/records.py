"""Reads the records of binary workbooks, `.xls` and `.xlsb`, for what the library that reads their cells does not tell.

That is what `workbook_scan` reads from XML: cells with an error, and how far a sheet reaches.
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator, Mapping
from posixpath import join, normpath
from typing import Final

from attrs import define, field

from goalposts.streams.sheets.sheet import SheetFaults

_ERRORS: Final = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
BEGIN: Final = frozenset((0x0009, 0x0209, 0x0409, 0x0809))
END, SHEET = 0x000A, 0x0085
_PLAIN: Final = frozenset((0x0002, 0x0003, 0x0004, 0x0203, 0x0204, 0x00FD, 0x00D6, 0x027E))
_SEVERAL: Final = 0x00BD
_FLAG_OR_ERROR: Final = frozenset((0x0005, 0x0205))
FORMULA: Final = frozenset((0x0006, 0x0206, 0x0406))
_CELL_BYTES, _FORMULA_BYTES = 4, 14
ROW_OF_XLSB, _SHEET_OF_XLSB = 0, 156
CELLS_OF_XLSB: Final = range(2, 12)
_ERRORS_OF_XLSB: Final = frozenset((3, 11))


@define(eq=False)
class Reach:
    """How far the cells of a sheet reach, and which hold errors."""

    last_row: int = 0
    last_place: int = 0
    errors: dict[int, dict[int, str]] = field(factory=dict)

    def take(self, row: int, place: int) -> None:
        """Note a cell; both counted from 0."""
        self.last_row = max(self.last_row, row)
        self.last_place = max(self.last_place, place)

    def fail(self, row: int, place: int, code: int) -> None:
        """Note an error."""
        self.errors.setdefault(row + 1, {})[place] = _ERRORS.get(code, "#?")

    @property
    def faults(self) -> SheetFaults:
        """What of it concerns rows."""
        return SheetFaults(self.errors)


def reaches_of_xls(stream: bytes) -> tuple[Reach, ...]:
    """Follow the cells of every sheet."""
    sheets = (body for kind, body in records_of_xls(stream, 0) if kind == SHEET and len(body) >= _CELL_BYTES)
    return tuple(_reach_from(stream, struct.unpack_from("<I", body)[0]) for body in sheets)


def _reach_from(stream: bytes, start: int) -> Reach:
    reach, depth = Reach(), 0
    for kind, body in records_of_xls(stream, start, whole=True):
        if kind in BEGIN:
            depth += 1
        elif kind == END:
            depth -= 1
            if depth <= 0:
                break
        elif depth == 1 and len(body) >= _CELL_BYTES:
            _take_cell(reach, kind, body)
    return reach


def _take_cell(reach: Reach, kind: int, body: bytes) -> None:
    row, place = struct.unpack_from("<HH", body)
    if kind in _PLAIN:
        reach.take(row, place)
    elif kind == _SEVERAL:
        reach.take(row, place + max(len(body) // 6 - 2, 0))
    elif kind in _FLAG_OR_ERROR:
        reach.take(row, place)
        if body[-1] == 1:
            reach.fail(row, place, body[-2])
    elif kind in FORMULA:
        reach.take(row, place)
        if len(body) >= _FORMULA_BYTES and body[12:14] == b"\xff\xff" and body[6] == 2:
            reach.fail(row, place, body[8])


def records_of_xls(stream: bytes, start: int, *, whole: bool = False) -> Iterator[tuple[int, bytes]]:
    """The records of a stream: all, or those of the workbook itself up to its end."""
    place = start
    while place + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, place)
        yield kind, stream[place + 4 : place + 4 + size]
        if kind == END and not whole:
            return
        place += 4 + size


def members_of_xlsb(archive: zipfile.ZipFile, targets: Mapping[str, str]) -> Mapping[str, str]:
    """Return by the name of a sheet the member that holds it.

    Args:
        archive: the workbook.
        targets: by relation id the members that it relates to.

    Raises:
        ValueError: it is damaged.
    """
    found = {}
    for kind, body in records_of_xlsb(archive.read("xl/workbook.bin")):
        if kind == _SHEET_OF_XLSB:
            relation, end = wide_text(body, 8)
            title, _ = wide_text(body, end)
            found[title] = normpath(join("xl", targets.get(relation, ""))).lstrip("/")
    return found


def reach_of_xlsb(data: bytes) -> Reach:
    """Follow the cells of a sheet.

    Raises:
        ValueError: it is damaged.
    """
    reach, row = Reach(), 0
    for kind, body in records_of_xlsb(data):
        if kind == ROW_OF_XLSB and len(body) >= _CELL_BYTES:
            row = struct.unpack_from("<I", body)[0]
        elif kind in CELLS_OF_XLSB and len(body) >= _CELL_BYTES:
            place = struct.unpack_from("<I", body)[0]
            reach.take(row, place)
            if kind in _ERRORS_OF_XLSB and len(body) > 8:
                reach.fail(row, place, body[8])
    return reach


def records_of_xlsb(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The records of a member of an `.xlsb`, with their ids.

    Raises:
        ValueError: it is cut off.
    """
    place = 0
    try:
        while place < len(data):
            kind, place = _number(data, place, 2)
            size, place = _number(data, place, 4)
            yield kind, data[place : place + size]
            place += size
    except IndexError:
        raise ValueError("a sheet is cut off") from None


def _number(data: bytes, place: int, longest: int) -> tuple[int, int]:
    """A number of seven bits a byte, the lowest first, and where it ends; the id of a record keeps its high bits."""
    found = 0
    for nth in range(longest):
        byte = data[place + nth]
        found |= (byte & 0x7F) << (7 * nth)
        if byte < 0x80:
            return found, place + nth + 1
    return found, place + longest


def wide_text(body: bytes, place: int) -> tuple[str, int]:
    """A text of an `.xlsb` and where it ends.

    Raises:
        ValueError: it is cut off.
    """
    try:
        length = struct.unpack_from("<I", body, place)[0]
    except struct.error:
        raise ValueError("it does not say where the sheet is") from None
    end = place + 4 + 2 * length
    return body[place + 4 : end].decode("utf-16-le", "replace"), end
