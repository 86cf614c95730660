"""Reads the XML of a sheet for what the library that reads its cells does not tell.

calamine gives cells with an error, and formulas that nobody calculated, as empty ones; and it makes room for every cell
up to the last row and column, so that a lone cell far away would take all memory there is.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final

from attrs import define, field

from goalposts.errors import SourceError
from goalposts.locale import Text
from goalposts.streams.sheets.sheet import SheetFaults, letters, place_of
from goalposts.streams.workbooks.archive import unpacked_chunks

MOST_CELLS: Final = 50_000_000
WIDEST: Final = 16_384
"""Columns that a sheet of a modern workbook can have."""
_LONGEST_ROW: Final = 1 << 26
_TAG: Final = rb"<(?:\w+:)?"
_COLUMN: Final = re.compile(rb"\sr\s*=\s*[\"']([A-Z]{1,3})[0-9]")
_FILLED: Final = re.compile(
    _TAG + rb"c\s[^>]*?r\s*=\s*[\"']([A-Z]{1,3})([0-9]+)[\"'][^>]*>\s*" + _TAG + rb"(?:v|is|f)\b"
)
_ROW: Final = re.compile(_TAG + rb"row\s[^>]*?\br\s*=\s*[\"']([0-9]+)")
_CELL: Final = re.compile(_TAG + rb"c\s([^>]*)(?<!/)>(.*?)</(?:\w+:)?c>", re.DOTALL)
_PLACE: Final = re.compile(rb"\br\s*=\s*[\"']([A-Z]{1,3})([0-9]+)[\"']")
_ERROR: Final = re.compile(rb"\bt\s*=\s*[\"']e[\"']")
_TEXT: Final = re.compile(rb"\bt\s*=\s*[\"']str[\"']")
_VALUE: Final = re.compile(_TAG + rb"v(?:\s[^>]*)?>([^<]+)<")
_NO_RESULT: Final = re.compile(
    rb"(?:</(?:\w+:)?f|" + _TAG + rb"f\b[^>]*/)>\s*(?:" + _TAG + rb"v\s*(?:/>|></(?:\w+:)?v>))?\s*</(?:\w+:)?c>"
)


@define(eq=False)
class _Scan:
    last_row: int = 0
    columns: set[bytes] = field(factory=set)
    errors: dict[int, dict[int, str]] = field(factory=dict)
    uncalculated: dict[int, int] = field(factory=dict)

    def take(self, xml: bytes) -> None:
        self.columns.update(_COLUMN.findall(xml))
        rows = _ROW.findall(xml)
        self.last_row = max(self.last_row, *map(int, rows), 0) if rows else self.last_row
        if _ERROR.search(xml) or _NO_RESULT.search(xml):
            self._look_at_cells(xml)

    def _look_at_cells(self, xml: bytes) -> None:
        for cell in _CELL.finditer(xml):
            is_error = _ERROR.search(cell[1])
            found = _PLACE.search(cell[1]) if is_error or b"f" in cell[2] else None
            if found is None:
                continue
            place, row, value = place_of(found[1].decode()), int(found[2]), _VALUE.search(cell[2])
            if is_error:
                self.errors.setdefault(row, {})[place] = value[1].decode(errors="replace") if value else "#?"
            elif _NO_RESULT.search(cell[0]) and not _TEXT.search(cell[1]):  # whose result may be an empty text
                self.uncalculated.setdefault(place, row)

    @property
    def cells(self) -> int:
        return self.last_row * (max(map(_number, self.columns), default=0) + 1)


def scan_sheet(archive: zipfile.ZipFile, member: str, name: str) -> SheetFaults:
    """Read a sheet once for its errors and its formulas without results; their places are those of the sheet.

    Raises:
        SourceError: the sheet reaches further than there is room for, or is damaged.
    """
    scan = _Scan()
    for xml in whole_rows(archive, member, name):
        scan.take(xml)
    if scan.cells > MOST_CELLS or max(map(_number, scan.columns), default=0) >= WIDEST:
        _look_for_filled(archive, member, name)
    return SheetFaults(scan.errors, scan.uncalculated)


def _look_for_filled(archive: zipfile.ZipFile, member: str, name: str) -> None:
    """Look again at a sheet that reaches far: cells that have nothing but a colour do not count."""
    columns: set[bytes] = set()
    last_row = 0
    for xml in whole_rows(archive, member, name):
        for column, row in _FILLED.findall(xml):
            columns.add(column)
            last_row = int(row)
    check_reach(last_row, max(map(_number, columns), default=0), name)


def check_reach(last_row: int, last_place: int, name: str, most: int = MOST_CELLS, widest: int = WIDEST) -> None:
    """Check that there is room for every cell up to the last row and column.

    Raises:
        SourceError: there is not, or the last column is one that no such workbook can have.
    """
    if last_row * (last_place + 1) > most or last_place >= widest:
        problem = Text(
            en="the sheet reaches to cell {cell}, which is too far to be read",
            ru="лист доходит до ячейки {cell}, это слишком далеко, чтобы его прочитать",
        ).fill(cell=f"{letters(last_place)}{last_row}")
        hint = Text(
            en="delete what stands far from the table, or save the sheet as CSV",
            ru="удалите то, что стоит вдали от таблицы, или сохраните лист как CSV",
        )
        raise SourceError(problem, where=name, hint=hint)


def _number(column: bytes) -> int:
    return place_of(column.decode())


def whole_rows(archive: zipfile.ZipFile, member: str, name: str) -> Iterator[bytes]:
    """The XML of a sheet in parts that end where a row does.

    Raises:
        SourceError: the workbook is damaged.
    """
    rest = b""
    try:
        for chunk in unpacked_chunks(archive, member):
            rest += chunk
            end = rest.rfind(b"row>")
            if end >= 0:
                yield rest[: end + 4]
                rest = rest[end + 4 :]
            elif len(rest) > _LONGEST_ROW:
                break
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError) as fault:
        raise damaged(name, fault) from fault
    if len(rest) > _LONGEST_ROW:
        raise damaged(name, ValueError("a row is longer than 64 MB"))
    yield rest


def damaged(name: str, fault: BaseException) -> SourceError:
    """Say that a workbook is damaged, and what the library said."""
    said = (str(fault).splitlines() or [""])[0].rstrip(".")
    problem = Text(en="the workbook is damaged: {fault}", ru="книга повреждена: {fault}").fill(fault=said)
    hint = Text(en="copy or save it again", ru="скопируйте или сохраните её заново")
    return SourceError(problem, where=name, hint=hint)
