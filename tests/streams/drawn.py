"""Sheets as people draw them, written to files of each kind by other libraries, or by hand."""

import html
import struct
import zipfile
from datetime import date, datetime, time, timedelta

import openpyxl
import xlwt
from attrs import frozen


@frozen
class Drawn:
    """Rows of cells, None where nothing stands; merged cells as (first row, first column, last row, last column)."""

    title: str
    rows: list
    merged: tuple = ()


class Shown(float):
    """A number that its cell shows as per cent: 0.62 as 62 %."""


def write(path, *sheets):
    """Write sheets to a file of the kind that its suffix says."""
    {".xlsx": _xlsx, ".xls": _xls, ".xlsb": _xlsb, ".ods": _ods, ".html": _html}[path.suffix](path, sheets)
    return path.name


def _xlsx(path, sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for sheet in sheets:
        page = book.create_sheet(sheet.title)
        for row, cells in enumerate(sheet.rows, start=1):
            for column, cell in enumerate(cells, start=1):
                if cell is not None:
                    place = page.cell(row, column, cell)
                    if isinstance(cell, Shown):
                        place.number_format = "0.0%"
        for top, left, bottom, right in sheet.merged:
            page.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    book.save(path)


_XLS_FORMATS = {
    date: "DD.MM.YYYY",
    datetime: "DD.MM.YYYY HH:MM",
    time: "HH:MM:SS",
    timedelta: "[H]:MM:SS",
    Shown: '0.0" of all "%',
}


def _xls(path, sheets):
    book = xlwt.Workbook()
    for sheet in sheets:
        page = book.add_sheet(sheet.title)
        for row, cells in enumerate(sheet.rows):
            for column, cell in enumerate(cells):
                if cell is not None:
                    given = _XLS_FORMATS.get(type(cell))
                    value = cell / timedelta(days=1) if isinstance(cell, timedelta) else cell
                    page.write(row, column, value, xlwt.easyxf(num_format_str=given or "General"))
        for top, left, bottom, right in sheet.merged:
            page.merge(top - 1, bottom - 1, left - 1, right - 1)
    book.save(str(path))


_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _xlsb(path, sheets):
    """Records of [MS-XLSB], as few as make a workbook."""
    relations, bundle = [], b""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, sheet in enumerate(sheets, start=1):
            target = f"worksheets/sheet{number}.bin"
            relations.append(f'<Relationship Id="r{number}" Target="{target}" Type="{_OFFICE}/worksheet"/>')
            bundle += _record(156, struct.pack("<II", 0, number) + _wide(f"r{number}") + _wide(sheet.title))
            archive.writestr(f"xl/worksheets/sheet{number}.bin", b"".join(_xlsb_sheet(sheet)))
        space = "http://schemas.openxmlformats.org/package/2006/relationships"
        for name, inner in (
            ("xl/_rels/workbook.bin.rels", "".join(relations)),
            ("_rels/.rels", f'<Relationship Id="r1" Target="xl/workbook.bin" Type="{_OFFICE}/officeDocument"/>'),
        ):
            archive.writestr(name, f'<Relationships xmlns="{space}">{inner}</Relationships>')
        archive.writestr("xl/styles.bin", _XLSB_STYLES)
        archive.writestr("xl/workbook.bin", _record(131) + _record(143) + bundle + _record(144) + _record(132))


def _xlsb_sheet(sheet):
    size = struct.pack("<IIII", 0, len(sheet.rows) - 1, 0, max(map(len, sheet.rows)) - 1)
    yield _record(129) + _record(148, size) + _record(145)
    for row, cells in enumerate(sheet.rows):
        yield _record(0, struct.pack("<I", row) + bytes(13))
        for column, cell in enumerate(cells):
            place = struct.pack("<II", column, 1 if isinstance(cell, Shown) else 0)
            if isinstance(cell, str) and cell.startswith("#"):
                yield _record(3, place + b"\x2a")
            elif isinstance(cell, str):
                yield _record(6, place + _wide(cell))
            elif cell is not None:
                yield _record(5, place + struct.pack("<d", cell))
    yield _record(146) + _record(130)


def _record(kind, body=b""):
    kinds = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    assert len(body) < 128
    return kinds + bytes([len(body)]) + body


def _wide(text):
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


_XLSB_STYLES = (
    _record(615, struct.pack("<I", 1))
    + _record(44, struct.pack("<H", 170) + _wide('0.0" of all "%'))
    + _record(626)
    + _record(47, struct.pack("<HH", 0xFFFF, 170) + bytes(12))  # a style of styles, none of cells
    + _record(617, struct.pack("<I", 2))
    + _record(47, struct.pack("<HH", 0, 0) + bytes(12))
    + _record(47, struct.pack("<HH", 0, 170) + bytes(12))
    + _record(618)
)

_ODS = (
    '<?xml version="1.0"?><office:document-content'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
    "<office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body></office:document-content>"
)


def _ods(path, sheets):
    written = "".join(
        f'<table:table table:name="{html.escape(sheet.title)}">'
        + "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in sheet.rows)
        + "</table:table>"
        for sheet in sheets
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", _ODS.format(sheets=written))
        space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
        archive.writestr("META-INF/manifest.xml", f'<manifest:manifest xmlns:manifest="{space}"/>')


def _ods_cell(cell):
    match cell:
        case None:
            return "<table:table-cell/>"
        case bool():
            return f'<table:table-cell office:value-type="boolean" office:boolean-value="{str(cell).lower()}"/>'
        case Shown():
            return f'<table:table-cell office:value-type="percentage" office:value="{float(cell)}"/>'
        case int() | float():
            return f'<table:table-cell office:value-type="float" office:value="{cell}"/>'
        case date():
            return f'<table:table-cell office:value-type="date" office:date-value="{cell.isoformat()}"/>'
        case time():
            shown = cell.strftime("PT%HH%MM%SS")
            return f'<table:table-cell office:value-type="time" office:time-value="{shown}"/>'
        case timedelta():
            hours, rest = divmod(int(cell.total_seconds()), 3600)
            shown = f"PT{hours}H{rest // 60}M{rest % 60}S"
            return f'<table:table-cell office:value-type="time" office:time-value="{shown}"/>'
        case _:
            return (
                f'<table:table-cell office:value-type="string"><text:p>{html.escape(cell)}</text:p></table:table-cell>'
            )


def _html(path, sheets):
    """As systems export it: everything is text, dates as the locale writes them."""
    tables = "".join(f"<table>{''.join(_html_rows(sheet))}</table>" for sheet in sheets)
    page = f'<!DOCTYPE html><html><head><meta charset="windows-1251"></head><body>{tables}</body></html>'
    path.write_bytes(page.encode("cp1251", "xmlcharrefreplace"))


def _html_rows(sheet):
    covered = {
        (row, column)
        for top, left, bottom, right in sheet.merged
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    } - {(top, left) for top, left, _, _ in sheet.merged}
    spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in sheet.merged}
    for row, cells in enumerate(sheet.rows, start=1):
        written = []
        for column, cell in enumerate(cells, start=1):
            if (row, column) not in covered:
                rows, columns = spans.get((row, column), (1, 1))
                written.append(f'<td rowspan="{rows}" colspan="{columns}">{_html_text(cell)}</td>')
        yield f"<tr>{''.join(written)}</tr>"


def _html_text(cell):
    match cell:
        case None:
            return "&nbsp;"
        case float():
            return str(cell).replace(".", ",")
        case datetime():
            return cell.strftime("%d.%m.%Y %H:%M")
        case date():
            return cell.strftime("%d.%m.%Y")
        case _:
            return html.escape(str(cell))
