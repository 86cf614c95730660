"""Reads workbooks: xlsx, xlsm, xlsb, xls, ods."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import Final

from goalposts.errors import SourceError, listed
from goalposts.locale import Text
from goalposts.streams.files.source_file import SourceFile
from goalposts.streams.sheets.reader import SheetReader
from goalposts.streams.workbooks.sheets import Workbook, check_kind

_WILD: Final = frozenset("*?[")


def open_workbook_file(file: SourceFile) -> tuple[SheetReader, ...]:
    """Open the sheets that a source asks for, and find their headers.

    A sheet is read into memory whole; of several one at a time.

    Raises:
        SourceError: it is no workbook, is locked or damaged; there is no such sheet; a sheet has no header.
    """
    check_kind(file)
    book = Workbook.of(file)
    asked = file.source.sheet
    if _WILD & set(asked) and asked not in book.titles:
        return tuple(_pattern(book, asked))
    return (book.reader(book.named(asked)) if asked else _only(book),)


def tables_of(file: SourceFile) -> tuple[tuple[SheetReader, ...], bool]:
    """Open every sheet that has a header, and say whether some other one that is shown has cells too.

    Raises:
        SourceError: it is no workbook, is locked or damaged.
    """
    check_kind(file)
    book = Workbook.of(file)
    found = {title: book.reader_if_table(title, must=False) for title in book.titles}
    left_out = any(
        reader is None and title not in book.hidden and book.cells(title).start is not None
        for title, reader in found.items()
    )
    return tuple(reader for reader in found.values() if reader is not None), left_out


def _pattern(book: Workbook, pattern: str) -> Iterator[SheetReader]:
    found = [title for title in book.titles if fnmatchcase(title, pattern)]
    readers = [(title, reader) for title in found if (reader := book.reader_if_table(title)) is not None]
    for title, reader in readers:
        if title in book.hidden and not reader.header.known:
            continue  # lists for drop-downs
        yield reader
    if not readers:
        raise book.no_sheet(pattern)


def _only(book: Workbook) -> SheetReader:
    """The only sheet with a table, or the only one that has half of the names that the best one has."""
    readers = [reader for title in book.titles if (reader := book.reader_if_table(title)) is not None]
    if not readers:
        return book.reader(book.titles[0])
    most = max(reader.header.known for reader in readers)
    known = [reader for reader in readers if reader.header.known * 2 >= most > 0]
    seen = [reader for reader in readers if reader.sheet.title not in book.hidden]
    for some in (known, seen, readers):
        if len(some) == 1:
            return some[0]
        if some:
            break
    problem = Text(en="the workbook has several sheets: {names}", ru="в книге несколько листов: {names}").fill(
        names=listed(reader.sheet.title for reader in some)
    )
    hint = Text(
        en='name one by `sheet:`, or read all of them by `sheet: "*"`',
        ru='назовите один в `sheet:` или читайте все: `sheet: "*"`',
    )
    raise SourceError(problem, where=book.file.name, hint=hint)
