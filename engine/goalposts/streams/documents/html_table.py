"""Reads the largest table of an HTML page, which is what many systems export as `.xls`."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import Any, Final

from attrs import define, field

from goalposts.errors import SourceError
from goalposts.locale import Text
from goalposts.streams.files.source_file import SourceFile
from goalposts.streams.files.text_encoding import wrong_encoding
from goalposts.streams.sheets.header import LOOKED_AT, find_header
from goalposts.streams.sheets.reader import SheetReader
from goalposts.streams.sheets.sheet import Cells, Corner, Sheet, one_line

LARGEST: Final = 500 << 20
_CHUNK: Final = 1 << 20
_START: Final = 1 << 14
_CHARSET: Final = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w:.-]+)", re.IGNORECASE)
_MARKS: Final = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_WIDEST: Final = 16_384
"""Columns that a table may have, as many as a sheet."""
_CELLS: Final = ("td", "th")
_UNREAD: Final = ("script", "style", "template")
_LINES: Final = ("br", "p", "div", "li", "tr", "td", "th", "table")


def open_html_table(file: SourceFile) -> SheetReader:
    """Find a table and its header: the largest one, or by `sheet:` that of a number from 1.

    Raises:
        SourceError: there is no such table or no header, the page is too large, or written in another encoding.
    """
    rows = Counter[int]()
    for table, _ in _rows(file, wanted=0):
        rows[table] += 1
    table = _chosen(file, rows)
    sheet = Sheet("", partial(_cells, file, table), merged=tuple(_merged(file, table)), typed=False)
    header = find_header(sheet, file, file.name)
    if header is None:
        problem = Text(
            en="the table has no row that looks like a header", ru="в таблице нет строки, похожей на заголовок"
        )
        hint = Text(
            en="give the number of its row by `header:`, or 0 when there is none",
            ru="укажите номер его строки в `header:` или 0, если его нет",
        )
        raise SourceError(problem, where=file.name, hint=hint)
    return SheetReader(file.name, file.name, sheet, header, file.source)


def _chosen(file: SourceFile, rows: Counter[int]) -> int:
    asked = file.source.sheet
    if not rows:
        problem = Text(en="there is no table in this page", ru="на этой странице нет таблицы")
        hint = Text(en="save it as xlsx or CSV", ru="сохраните её как xlsx или CSV")
        raise SourceError(problem, where=file.name, hint=hint)
    if not asked:
        return max(rows, key=lambda table: rows[table])
    if asked.isdecimal() and rows[int(asked)]:
        return int(asked)
    problem = Text(en="there is no table {asked}; found: 1 to {last}", ru="нет таблицы {asked}; есть: от 1 до {last}")
    hint = Text(en="give the number of a table by `sheet:`", ru="укажите номер таблицы в `sheet:`")
    raise SourceError(problem.fill(asked=asked, last=max(rows)), where=file.name, hint=hint)


@define
class _Cell:
    columns: int
    rows: int
    text: str


def _cells(file: SourceFile, table: int) -> Iterator[Cells]:
    """The rows of a table; a cell that spans others stands in all of them."""
    for row, _ in _spread(file, table):
        yield row


def _merged(file: SourceFile, table: int) -> Iterator[tuple[Corner, Corner]]:
    """The spans of the first rows."""
    for number, (_, spans) in zip(range(LOOKED_AT), _spread(file, table), strict=False):
        for place, cell in spans:
            yield (number, place), (number + cell.rows - 1, place + cell.columns - 1)


def _spread(file: SourceFile, table: int) -> Iterator[tuple[Cells, list[tuple[int, _Cell]]]]:
    reaching: dict[int, tuple[int, str]] = {}
    for _, cells in (found for found in _rows(file, table) if found[0] == table):
        row: Cells = []
        spans: list[tuple[int, _Cell]] = []
        below: dict[int, tuple[int, str]] = {}
        for cell in cells:
            _reach(row, reaching, below)
            if cell.columns > 1 or cell.rows > 1:
                spans.append((len(row), cell))
            for _ in range(cell.columns):
                if cell.rows > 1:
                    below[len(row)] = (cell.rows - 1, cell.text)
                row.append(cell.text)
            if len(row) > _WIDEST:
                raise _too_wide(file.name)
        _reach(row, reaching, below)
        reaching = below
        yield row, spans


def _reach(row: Cells, reaching: dict[int, tuple[int, str]], below: dict[int, tuple[int, str]]) -> None:
    """Put in what reaches down from the row above."""
    while (found := reaching.get(len(row))) is not None:
        rows, text = found
        if rows > 1:
            below[len(row)] = (rows - 1, text)
        row.append(text)


def _rows(file: SourceFile, wanted: int) -> Iterator[tuple[int, list[_Cell]]]:
    """Every row that has cells, with the number of its table from 1; what the cells hold for a wanted table only."""
    from lxml import etree

    parser = etree.HTMLPullParser(events=("start", "end"), encoding="utf-8", remove_comments=True, remove_pis=True)
    page = _Page(wanted)
    try:
        for text in _decoded(file):
            parser.feed(text.encode("utf-8", "replace"))
            yield from page.take(parser.read_events())
        parser.close()
        yield from page.take(parser.read_events())
    except etree.LxmlError as fault:
        if page.tables:
            problem = Text(en="the page cannot be read: {fault}", ru="страница не читается: {fault}")
            hint = Text(en="save it as xlsx or CSV", ru="сохраните её как xlsx или CSV")
            said = (str(fault).splitlines() or [""])[0].rstrip(".")
            raise SourceError(problem.fill(fault=said), where=file.name, hint=hint) from fault


@define(eq=False)
class _Page:
    """Where the reading of a page stands: how many tables there were, and which are open."""

    wanted: int
    tables: int = 0
    opened: list[int] = field(factory=list)

    def take(self, events: Any) -> Iterator[tuple[int, list[_Cell]]]:
        """Follow the events of the parser; what was read is forgotten."""
        for event, element in events:
            tag = element.tag
            if event == "start" and tag == "table":
                self.tables += 1
                self.opened.append(self.tables)
            elif event == "end" and tag == "table" and self.opened:
                self.opened.pop()
                element.clear(keep_tail=True)
            elif event == "end" and tag == "tr" and self.opened:
                cells = [child for child in element if child.tag in _CELLS]
                if cells:
                    table = self.opened[-1]
                    yield table, [_cell(cell) for cell in cells] if table == self.wanted else []
                _forget(element)


def _cell(element: Any) -> _Cell:
    text = "".join(_texts(element)) if len(element) else element.text or ""
    if not element.attrib:
        return _Cell(1, 1, one_line(text))
    return _Cell(_span(element.get("colspan")), _span(element.get("rowspan")), one_line(text))


def _texts(cell: Any) -> Iterator[str]:
    """What is shown in a cell; words of different lines are kept apart."""
    for element in cell.iter():
        if element.tag in _LINES and element is not cell:
            yield " "
        if element.text and element.tag not in _UNREAD:
            yield element.text
        if element.tail and element is not cell:
            yield element.tail


def _span(stated: str | None) -> int:
    digits = (stated or "").strip()
    return min(max(int(digits), 1), _WIDEST) if digits.isdecimal() and len(digits) < 9 else 1


def _forget(row: Any) -> None:
    """Free a row, and those before it."""
    row.clear(keep_tail=False)
    parent = row.getparent()
    while parent is not None and row.getprevious() is not None:
        del parent[0]


def _decoded(file: SourceFile) -> Iterator[str]:
    """The text of a page, strictly decoded: by its mark, as the project says, as the page says, or as UTF-8."""
    size = 0
    with file.open() as stream:
        chunk = stream.read(_START)
        encoding = _encoding(chunk, file.source.encoding)
        try:
            decode = codecs.getincrementaldecoder(encoding)().decode
            while chunk:
                size += len(chunk)
                if size > LARGEST:
                    raise _too_large(file.name)
                yield decode(chunk)
                chunk = stream.read(_CHUNK)
            yield decode(b"", final=True)
        except (UnicodeError, LookupError):
            raise wrong_encoding(encoding, file.name) from None


def _encoding(start: bytes, stated: str) -> str:
    for mark, encoding in _MARKS.items():
        if start.startswith(mark):
            return encoding
    found = _CHARSET.search(start)
    if stated != "utf-8" or found is None:
        return stated
    return found[1].decode()


def _too_wide(name: str) -> SourceError:
    problem = Text(
        en="the table has more columns than a sheet can have", ru="в таблице больше столбцов, чем вмещает лист"
    )
    return SourceError(problem, where=name, hint=Text(en="export it as CSV", ru="выгрузите её как CSV"))


def _too_large(name: str) -> SourceError:
    problem = Text(en="the page is larger than 500 MB", ru="страница больше 500 МБ")
    return SourceError(problem, where=name, hint=Text(en="export it as CSV", ru="выгрузите её как CSV"))
