"""A workbook and its sheets, opened with care: bombs, locks and damage become sentences."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from functools import partial
from typing import Any, Final

from attrs import define, evolve, field

from goalposts.errors import SourceError, did_you_mean, listed
from goalposts.locale import Text
from goalposts.streams.files.source_file import SourceFile
from goalposts.streams.files.unpacking import cannot_be_read, packing_of
from goalposts.streams.sheets.header import LOOKED_AT, find_header
from goalposts.streams.sheets.percent_columns import percent_names
from goalposts.streams.sheets.reader import SheetReader
from goalposts.streams.sheets.sheet import Cells, Percents, Sheet, SheetFaults
from goalposts.streams.workbooks.archive import LARGEST, check_archive, sheet_members
from goalposts.streams.workbooks.compound import workbook_stream
from goalposts.streams.workbooks.currencies import with_foreign_signs
from goalposts.streams.workbooks.faults import told
from goalposts.streams.workbooks.record_percents import percents_of_archive, percents_of_xls
from goalposts.streams.workbooks.records import Reach, reach_of_xlsb, reaches_of_xls
from goalposts.streams.workbooks.scan import check_reach, damaged, scan_sheet

_WIDEST_XLS: Final = 256
_MOST_CELLS_OF_XLS: Final = 65_536 * _WIDEST_XLS
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


@define(eq=False)
class Workbook:
    """A workbook; of its sheets the last one that was read stays in memory.

    Attributes:
        book: as the library has it.
        titles: the sheets of cells, in their order.
        hidden: those that are not shown.
        archive: of a modern workbook.
        faults: what was seen of the sheets that were looked at.
        percents: of the same sheets the cells that are shown as per cent, if the source has such columns.
        last: by its title the sheet that is in memory.
    """

    file: SourceFile
    book: Any
    titles: tuple[str, ...]
    hidden: frozenset[str]
    archive: zipfile.ZipFile | None
    faults: dict[str, SheetFaults]
    percents: dict[str, Percents]
    last: dict[str, Any] = field(factory=dict)

    @classmethod
    def of(cls, file: SourceFile) -> Workbook:
        """Open a workbook; one that was kept when it was opened before is not opened again.

        Raises:
            SourceError: it is locked or damaged, or unpacks to more than there is room for.
        """
        if file.kept is None:
            return cls._opened(file)
        stamp = file.path.stat()
        key = f"workbook {file.path} {stamp.st_mtime_ns} {stamp.st_size}"
        if key not in file.kept:
            file.kept.clear()  # make room first
            file.kept[key] = cls._opened(file)
        book: Workbook = file.kept[key]
        return evolve(book, file=file)

    @classmethod
    def _opened(cls, file: SourceFile) -> Workbook:
        from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

        data = _bytes(file)
        archive = _archive(file, data)
        old = b"" if archive is not None else _old_stream(file, data)
        reaches = _reaches(file, old)
        with told(file.name):
            book = (
                CalamineWorkbook.from_path(file.path)
                if data is None
                else CalamineWorkbook.from_filelike(io.BytesIO(data))
            )
            sheets = [sheet for sheet in book.sheets_metadata if sheet.typ is SheetTypeEnum.WorkSheet]
        if not sheets:
            problem = Text(en="the workbook has no sheet of cells", ru="в книге нет листа с ячейками")
            raise SourceError(problem, where=file.name)
        hidden = frozenset(sheet.name for sheet in sheets if sheet.visible is not SheetVisibleEnum.Visible)
        faults = {title: reach.faults for title, reach in zip(book.sheet_names, reaches, strict=False)}
        percents = dict(zip(book.sheet_names, _old_percents(file, old), strict=False))
        return cls(file, book, tuple(sheet.name for sheet in sheets), hidden, archive, faults, percents)

    def named(self, asked: str) -> str:
        """The sheet of a name, or of a number from 1."""
        if asked in self.titles:
            return asked
        alike = [title for title in self.titles if title.strip().casefold() == asked.casefold()]
        if len(alike) == 1:
            return alike[0]
        if asked.isdecimal() and 1 <= int(asked) <= len(self.titles):
            return self.titles[int(asked) - 1]
        raise self.no_sheet(asked)

    def no_sheet(self, asked: str) -> SourceError:
        """Say that there is no such sheet, and which there are."""
        problem = Text(en="there is no sheet '{asked}'; found: {names}", ru="нет листа «{asked}»; есть: {names}")
        hint = did_you_mean(asked, self.titles) or Text(en="check `sheet:`", ru="проверьте `sheet:`")
        return SourceError(problem.fill(asked=asked, names=listed(self.titles)), where=self.file.name, hint=hint)

    def reader(self, title: str) -> SheetReader:
        """Open a sheet that has to hold a table."""
        found = self.reader_if_table(title)
        if found is None:
            problem = Text(en="the sheet is empty", ru="лист пуст")
            hint = Text(en="sheets: {names}", ru="листы: {names}").fill(names=listed(self.titles))
            raise SourceError(problem, where=self.name_of(title), hint=hint)
        return found

    def reader_if_table(self, title: str, *, must: bool = True) -> SheetReader | None:
        """Open a sheet; None for an empty one, and without a header for a hidden one or one that need not have it."""
        if self.cells(title).start is None:
            return None
        sheet, name = self.sheet(title), self.name_of(title)
        header = find_header(sheet, self.file, name)
        if header is None and (title in self.hidden or not must):
            return None
        if header is None:
            raise _no_header(name)
        if self.archive is not None:
            sheet = with_foreign_signs(sheet, header.columns, self.file, self.archive, name)
        return SheetReader(name, self.file.name, sheet, header, self.file.source, self.file.asked)

    def name_of(self, title: str) -> str:
        """What messages call a sheet: by its own name where there are several."""
        return self.file.name if len(self.titles) == 1 else f"{self.file.name}:{title}"

    def sheet(self, title: str) -> Sheet:
        """A sheet as its rows; it is read again when another one was read since."""
        cells = self.cells(title)
        left = cells.start[1]
        merged = cells.merged_cell_ranges
        ranges = None if merged is None else tuple(((a, b - left), (c, d - left)) for (a, b), (c, d) in merged)
        faults, percents = _moved(self.faults.get(title), left), _moved_places(self._percents(title), left)
        return Sheet(title, partial(self.rows, title), left, ranges, faults, percents=percents)

    def rows(self, title: str) -> Iterator[Cells]:
        """Every row of a sheet from its first line on."""
        return iter(self.cells(title).iter_rows())

    def cells(self, title: str) -> Any:
        """The library's own sheet."""
        if title not in self.last:
            self.last.clear()  # make room first
            self._look_at(title)
            with told(self.name_of(title)):
                self.last[title] = self.book.get_sheet_by_name(title)
        return self.last[title]

    def _look_at(self, title: str) -> None:
        """Look at a sheet before the library does."""
        if title not in self.faults:
            with told(self.file.name):
                self.faults[title] = self._faults(title)

    def _percents(self, title: str) -> Percents:
        """The cells of a sheet that are shown as per cent, if the source has such columns."""
        if title not in self.percents and self.archive is not None and percent_names(self.file.source):
            with told(self.file.name):
                self.percents[title] = percents_of_archive(self.archive, title, self.name_of(title))
        return self.percents.get(title, {})

    def _faults(self, title: str) -> SheetFaults:
        name = self.name_of(title)
        members = {} if self.archive is None else sheet_members(self.archive)
        if self.archive is None or not members:
            return SheetFaults()  # OpenDocument, where the library itself looks
        if not members[title].endswith(".bin"):
            return scan_sheet(self.archive, members[title], name)
        reach = reach_of_xlsb(self.archive.read(members[title]))
        check_reach(reach.last_row + 1, reach.last_place, name)
        return reach.faults


def _moved(faults: SheetFaults | None, left: int) -> SheetFaults:
    """Faults by their places in rows that begin `left` columns later."""
    if faults is None:
        return SheetFaults()
    errors = {row: {place - left: word for place, word in found.items()} for row, found in faults.errors.items()}
    return SheetFaults(errors, {place - left: row for place, row in faults.uncalculated.items()})


def _moved_places(percents: Percents, left: int) -> Percents:
    return {row: {place - left for place in places} for row, places in percents.items()} if left else percents


def check_kind(file: SourceFile) -> None:
    """Check that a file is a workbook, whatever its name says.

    Raises:
        SourceError: it is another kind of file.
    """
    with file.open() as stream:
        start = stream.read(len(_ZIP))
    if start in (_ZIP, _OLE):
        return
    if not start:
        problem = Text(en="the file is empty", ru="файл пуст")
        raise SourceError(problem, where=file.name, hint=Text(en="export it again", ru="выгрузите его заново"))
    from goalposts.streams.files.sniffing import sniffed_format

    found = sniffed_format(file)
    problem = Text(en="this is no workbook, whatever its name says", ru="это не книга, что бы ни говорило её имя")
    hint = Text(en="it looks like {found}: add `format: {found}`", ru="похоже на {found}: добавьте `format: {found}`")
    raise SourceError(problem, where=file.name, hint=hint.fill(found=found))


def _bytes(file: SourceFile) -> bytes | None:
    """The bytes of a packed file; None for one that can be read where it is."""
    try:
        packed = packing_of(file.path)
    except OSError as fault:
        raise cannot_be_read(file.name, fault) from fault
    if packed is None:
        return None
    with file.open() as stream:
        data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        problem = Text(en="the packed workbook is larger than 1 GB", ru="упакованная книга больше 1 ГБ")
        raise SourceError(problem, where=file.name, hint=Text(en="save it as CSV", ru="сохраните её как CSV"))
    return data


# `zipfile` raises NotImplementedError where damaged bytes ask for a later version of the format than it knows
_BAD_ARCHIVE: Final = (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError)
"""What `zipfile` raises when it opens a damaged file."""


def _archive(file: SourceFile, data: bytes | None) -> zipfile.ZipFile | None:
    """The archive that a modern workbook is; None for an old one."""
    with file.open() as stream:
        if stream.read(len(_ZIP)) != _ZIP:
            return None
    try:
        archive = zipfile.ZipFile(file.path if data is None else io.BytesIO(data))
        check_archive(archive, file.name)
    except _BAD_ARCHIVE as fault:
        raise damaged(file.name, fault) from fault
    return archive


def _no_header(name: str) -> SourceError:
    problem = Text(
        en="no row looks like a header among the first {rows}", ru="среди первых {rows} строк нет похожей на заголовок"
    ).fill(rows=LOOKED_AT)
    hint = Text(
        en="give the number of its row by `header:`, or 0 when there is none",
        ru="укажите номер его строки в `header:` или 0, если его нет",
    )
    return SourceError(problem, where=name, hint=hint)


def _old_stream(file: SourceFile, data: bytes | None) -> bytes:
    """The records of an old workbook; nothing for one that is locked, as the library will say."""
    if data is None and file.path.stat().st_size > LARGEST:
        problem = Text(en="the workbook is larger than 1 GB", ru="книга больше 1 ГБ")
        raise SourceError(problem, where=file.name, hint=Text(en="save it as CSV", ru="сохраните её как CSV"))
    with told(file.name):
        return workbook_stream(file.path.read_bytes() if data is None else data) or b""


def _old_percents(file: SourceFile, stream: bytes) -> tuple[Percents, ...]:
    """The cells of the sheets of an old workbook that are shown as per cent, if the source has such columns."""
    with told(file.name):
        return percents_of_xls(stream) if stream and (file.kept is not None or percent_names(file.source)) else ()


def _reaches(file: SourceFile, stream: bytes) -> tuple[Reach, ...]:
    """How far the sheets of an old workbook reach."""
    with told(file.name):
        found = reaches_of_xls(stream)
    for reach in found:
        check_reach(reach.last_row + 1, reach.last_place, file.name, _MOST_CELLS_OF_XLS, _WIDEST_XLS)
    return found
