"""Finds the cells of a workbook that are shown as per cent.

A cell that shows 62 % holds 0.62, and the library that reads cells does not tell how they are shown. Where a source
says that a column is in per cent it means what people see, so these cells have to be told from those that hold 62.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any, Final

from goalposts.streams.sheets.sheet import Percents, place_of
from goalposts.streams.workbooks.archive import xml_of

_BUILT_IN: Final = frozenset((9, 10))
"""`0%` and `0.00%`, which no workbook needs to define."""
_NOT_SHOWN: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_TAG: Final = re.compile(rb"<(?:\w+:)?(row|c)\b([^>]*)>")
_PLACE: Final = re.compile(rb"\br\s*=\s*[\"']([A-Z]{0,3})([0-9]+)[\"']")
_STYLE: Final = re.compile(rb"\bs\s*=\s*[\"']([0-9]+)[\"']")
_STYLES_OF_XLSX: Final = "xl/styles.xml"
_CONTENT_OF_ODS: Final = "content.xml"
_MOST_REPEATED: Final = 1 << 20
"""Beyond that only the colour of a whole column is repeated."""


def is_percent(code: str) -> bool:
    r"""Whether a format of numbers shows them as per cent.

    >>> is_percent('0.0%'), is_percent('0" %"'), is_percent(r"0\%")
    (True, False, False)
    """
    return "%" in _NOT_SHOWN.sub("", code)


def percents_of_xlsx(archive: zipfile.ZipFile, rows: Iterator[bytes]) -> Percents:
    """Find them in the XML of a sheet.

    Args:
        archive: the workbook, for its styles.
        rows: the XML, in parts that end where a row does.

    Returns:
        By row, counted from 1, the places of such cells.
    """
    used, formats = formats_of_xlsx(archive)
    styles = styles_shown_as_percent(used, formats)
    found: dict[int, set[int]] = {}
    for row, place, style in styled_cells(rows) if styles else ():
        if style in styles:
            found.setdefault(row, set()).add(place)
    return found


def styled_cells(rows: Iterator[bytes]) -> Iterator[tuple[int, int, int]]:
    """Yield every cell of a sheet: its row, counted from 1, its place, and the number of its style."""
    row, place = 0, -1
    for xml in rows:
        for tag in _TAG.finditer(xml):
            named = _PLACE.search(tag[2])
            if tag[1] == b"row":
                row, place = int(named[2]) if named else row + 1, -1
                continue
            place = place_of(named[1].decode()) if named else place + 1
            style = _STYLE.search(tag[2])
            yield row, place, int(style[1]) if style else 0


def formats_of_xlsx(archive: zipfile.ZipFile) -> tuple[list[int], dict[int, str]]:
    """Return of each style the id of its format, and by id the formats that the workbook defines."""
    if _STYLES_OF_XLSX not in archive.namelist():
        return [], {}
    root = xml_of(archive, _STYLES_OF_XLSX)
    formats = {int(one.get("numFmtId", "-1")): one.get("formatCode", "") for one in root.iter("{*}numFmt")}
    cells = root.find("{*}cellXfs")
    used = [] if cells is None else [int(one.get("numFmtId", "0")) for one in cells.iter("{*}xf")]
    return used, formats


def styles_shown_as_percent(used: list[int], formats: Mapping[int, str]) -> frozenset[int]:
    """Return the numbers of the styles whose format is one of per cent.

    Args:
        used: of each style the id of its format.
        formats: by id those that the workbook defines.
    """
    shown = {key for key, code in formats.items() if is_percent(code)} | _BUILT_IN.difference(formats)
    return frozenset(style for style, key in enumerate(used) if key in shown)


def percents_of_ods(archive: zipfile.ZipFile, title: str) -> Percents:
    """Find them in a sheet of an OpenDocument workbook, whose cells say themselves what they are."""
    from lxml import etree

    found: dict[int, set[int]] = {}
    with archive.open(_CONTENT_OF_ODS) as stream:
        looked = etree.iterparse(
            stream, events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True
        )
        row, place, within = 0, 0, False
        for event, node in looked:
            match event, etree.QName(node).localname:
                case "start", "table":
                    within, row = _attribute(node, "name") == title, 0
                case "start", "table-row":
                    row, place = row + 1, 0
                case "end", "table-row":
                    row += _repeats(node, "number-rows-repeated") - 1
                    node.clear()
                case "end", "table-cell" | "covered-table-cell":
                    times = _repeats(node, "number-columns-repeated")
                    if within and _attribute(node, "value-type") == "percentage":
                        _add(found, row, place, times, _repeats(node.getparent(), "number-rows-repeated"))
                    place += times
    return found


def _add(found: dict[int, set[int]], row: int, place: int, columns: int, rows: int) -> None:
    for number in range(row, row + min(rows, _MOST_REPEATED // columns)):
        found.setdefault(number, set()).update(range(place, place + columns))


def _attribute(node: Any, name: str) -> str:
    return next((value for key, value in node.attrib.items() if key.rpartition("}")[2] == name), "")


def _repeats(node: Any, name: str) -> int:
    return int(_attribute(node, name) or 1)
