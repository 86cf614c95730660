"""Finds the cells of binary workbooks, `.xls` and `.xlsb`, that are shown as per cent, and those of any workbook."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterable, Iterator
from typing import Final

from goalposts.streams.sheets.sheet import Percents
from goalposts.streams.workbooks.archive import sheet_members
from goalposts.streams.workbooks.percents import percents_of_ods, percents_of_xlsx, styles_shown_as_percent
from goalposts.streams.workbooks.records import (
    BEGIN,
    CELLS_OF_XLSB,
    END,
    FORMULA,
    ROW_OF_XLSB,
    SHEET,
    records_of_xls,
    records_of_xlsb,
    wide_text,
)
from goalposts.streams.workbooks.scan import whole_rows

_FORMAT, _STYLE = 0x041E, 0x00E0
_NUMBERS: Final = FORMULA | {0x0203, 0x027E}
_SEVERAL: Final = 0x00BD
_SIX_BYTES: Final = struct.Struct("<HHH")
_WIDE: Final = 0x0600
"""The version of `.xls` since which texts may be UTF-16."""
_STYLES_OF_XLSB: Final = "xl/styles.bin"
_FORMAT_OF_XLSB, _STYLE_OF_XLSB, _STYLES_BEGIN, _STYLES_END = 44, 47, 617, 618


def percents_of_xls(stream: bytes) -> tuple[Percents, ...]:
    """Find them in every sheet.

    Raises:
        struct.error: a record is too short.
    """
    own = tuple(records_of_xls(stream, 0))
    styles = _styles_of_xls(own)
    sheets = [struct.unpack_from("<I", body)[0] for kind, body in own if kind == SHEET and len(body) >= 4]
    return tuple(_in_sheet(_cells_of_xls(stream, start), styles) if styles else {} for start in sheets)


def _styles_of_xls(records: tuple[tuple[int, bytes], ...]) -> frozenset[int]:
    wide = bool(records) and len(records[0][1]) >= 2 and struct.unpack_from("<H", records[0][1])[0] >= _WIDE
    formats = {struct.unpack_from("<H", body)[0]: _code(body, wide=wide) for kind, body in records if kind == _FORMAT}
    used = [struct.unpack_from("<H", body, 2)[0] for kind, body in records if kind == _STYLE]
    return styles_shown_as_percent(used, formats)


def _code(body: bytes, *, wide: bool) -> str:
    if not wide:
        return body[3:].decode("latin-1")
    return body[5:].decode("utf-16-le" if len(body) > 4 and body[4] & 1 else "latin-1", "replace")


def _cells_of_xls(stream: bytes, start: int) -> Iterator[tuple[int, int, int]]:
    """Row, place and style of the numbers of a sheet, counted from 0."""
    depth = 0
    for kind, body in records_of_xls(stream, start, whole=True):
        if kind in BEGIN:
            depth += 1
        elif kind == END:
            depth -= 1
            if depth <= 0:
                return
        elif depth == 1 and kind in _NUMBERS and len(body) >= _SIX_BYTES.size:
            yield _SIX_BYTES.unpack_from(body)
        elif depth == 1 and kind == _SEVERAL:
            row, first = struct.unpack_from("<HH", body)
            for nth in range((len(body) - _SIX_BYTES.size) // 6):
                yield row, first + nth, struct.unpack_from("<H", body, 4 + 6 * nth)[0]


def percents_of_xlsb(archive: zipfile.ZipFile, sheet: bytes) -> Percents:
    """Find them in the records of a sheet.

    Raises:
        ValueError: they are cut off.
        struct.error: one is too short.
    """
    styles = _styles_of_xlsb(archive)
    return _in_sheet(_cells_of_xlsb(sheet), styles) if styles else {}


def _styles_of_xlsb(archive: zipfile.ZipFile) -> frozenset[int]:
    if _STYLES_OF_XLSB not in archive.namelist():
        return frozenset()
    formats, used, of_cells = dict[int, str](), list[int](), False
    for kind, body in records_of_xlsb(archive.read(_STYLES_OF_XLSB)):
        if kind == _FORMAT_OF_XLSB:
            formats[struct.unpack_from("<H", body)[0]] = wide_text(body, 2)[0]
        elif kind in (_STYLES_BEGIN, _STYLES_END):
            of_cells = kind == _STYLES_BEGIN
        elif kind == _STYLE_OF_XLSB and of_cells:
            used.append(struct.unpack_from("<H", body, 2)[0])
    return styles_shown_as_percent(used, formats)


def _cells_of_xlsb(sheet: bytes) -> Iterator[tuple[int, int, int]]:
    row = 0
    for kind, body in records_of_xlsb(sheet):
        if kind == ROW_OF_XLSB and len(body) >= 4:
            row = struct.unpack_from("<I", body)[0]
        elif kind in CELLS_OF_XLSB and len(body) >= 8:
            place, style = struct.unpack_from("<II", body)
            yield row, place, style & 0xFFFFFF


def _in_sheet(cells: Iterable[tuple[int, int, int]], styles: frozenset[int]) -> Percents:
    found: dict[int, set[int]] = {}
    for row, place, style in cells:
        if style in styles:
            found.setdefault(row + 1, set()).add(place)
    return found


def percents_of_archive(archive: zipfile.ZipFile, title: str, name: str) -> Percents:
    """Find them in a sheet of a workbook of any modern kind.

    Args:
        archive: the workbook.
        title: of the sheet.
        name: what messages call it.

    Raises:
        ValueError, KeyError, LxmlError, SourceError: the workbook is damaged.
    """
    members = sheet_members(archive)
    if not members:
        return percents_of_ods(archive, title)
    if members[title].endswith(".bin"):
        return percents_of_xlsb(archive, archive.read(members[title]))
    return percents_of_xlsx(archive, whole_rows(archive, members[title], name))
