r"""Finds the cells of a workbook that are shown with the sign of a currency, which the library does not tell."""

from __future__ import annotations

import re
import zipfile
from typing import Final

from attrs import evolve

from goalposts.streams.files.source_file import SourceFile
from goalposts.streams.mapping.currency_words import currency_named
from goalposts.streams.sheets.currency_columns import with_signs
from goalposts.streams.sheets.reader import OWN_FORMATS
from goalposts.streams.sheets.sheet import Currencies, Sheet
from goalposts.streams.workbooks.archive import sheet_members
from goalposts.streams.workbooks.faults import told
from goalposts.streams.workbooks.percents import formats_of_xlsx, styled_cells
from goalposts.streams.workbooks.scan import whole_rows

_IN_BRACKETS: Final = re.compile(r"\[\$([^\]-]+)(?:-[0-9A-Fa-f]+)?\]")
_NO_LETTERS: Final = re.compile(r"\[[^\]]*\]|_.|\*.|[#0?,.\s\-+()\\\"\xa0]")


def shown_currency(code: str) -> str:
    r"""The currency whose sign a format of numbers shows; empty where it shows none.

    >>> [shown_currency(code) for code in ("#,##0.00 [$€-407]", '#,##0\\ "₽"', '0" шт."', "#,##0.00_р_.")]
    ['EUR', 'RUB', '', '']
    """
    first = code.partition(";")[0]
    named = _IN_BRACKETS.search(first)
    return currency_named(named[1] if named else _NO_LETTERS.sub("", first))


def with_foreign_signs(
    sheet: Sheet, columns: tuple[str, ...], file: SourceFile, archive: zipfile.ZipFile, name: str
) -> Sheet:
    """The sheet in which amounts in a foreign currency carry its code; a format of a plugin reads amounts by itself.

    Args:
        sheet: the rows as they are stored.
        columns: the header.
        file: the workbook, with what the project says and asks of it.
        archive: the same.
        name: what messages call the sheet.
    """
    source = file.source
    of_rows = source.currency is not None and source.currency.column
    if not file.amounts or of_rows or source.format not in OWN_FORMATS:
        return sheet
    with told(name):
        found = currencies_of_archive(archive, sheet.title, name)
    left = sheet.first_place
    moved = {row: {place - left: code for place, code in cells.items()} for row, cells in found.items()}
    return with_signs(evolve(sheet, currencies=moved), columns, file)


def currencies_of_archive(archive: zipfile.ZipFile, title: str, name: str) -> Currencies:
    """Find them in a sheet of an xlsx workbook: by row, counted from 1, and place the code of the currency."""
    members = sheet_members(archive)
    if title not in members or members[title].endswith(".bin"):
        return {}
    used, formats = formats_of_xlsx(archive)
    signs = {style: sign for style, key in enumerate(used) if (sign := shown_currency(formats.get(key, "")))}
    found: dict[int, dict[int, str]] = {}
    for row, place, style in styled_cells(whole_rows(archive, members[title], name)) if signs else ():
        if style in signs:
            found.setdefault(row, {})[place] = signs[style]
    return found
