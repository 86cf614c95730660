"""Columns of amounts that a workbook shows in several currencies: each amount is read with the sign that people see.

A cell that shows 500 € holds 500, and so does one that shows 500 ₽. An amount in another currency than the source's, or
where that is not known than most of its column, becomes the text `500 EUR`, which is refused as one of a text table.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import partial

from attrs import evolve

from goalposts.model import folded_name
from goalposts.streams.files.source_file import SourceFile
from goalposts.streams.sheets.sheet import Cells, Sheet, written


def with_signs(sheet: Sheet, columns: tuple[str, ...], file: SourceFile) -> Sheet:
    """The sheet in which amounts in a foreign currency carry its code.

    Args:
        sheet: the rows as they are stored.
        columns: the header, in the order of the places.
        file: which columns are amounts, what the currency is, if that is known, and how numbers are written.
    """
    if not sheet.currencies:
        return sheet
    wanted = set(map(folded_name, file.amounts))
    places = {place for place, name in enumerate(columns) if folded_name(name) in wanted}
    found: dict[int, Counter[str]] = {place: Counter() for place in places}
    for number, row in enumerate(sheet.rows(), start=1):
        for place, code in sheet.currencies.get(number, {}).items():
            if place in places and place < len(row) and type(row[place]) in (int, float):
                found[place][code] += 1
    own = {place: file.currency or codes.most_common(1)[0][0] for place, codes in found.items() if codes}
    if all(set(codes) <= {own[place]} for place, codes in found.items() if codes):
        return sheet
    return evolve(sheet, rows=partial(_rows, sheet, own, file.source.decimal))


def _rows(sheet: Sheet, own: Mapping[int, str], decimal: str) -> Iterator[Cells]:
    for number, row in enumerate(sheet.rows(), start=1):
        shown = sheet.currencies.get(number, {})
        foreign = {place: code for place, code in shown.items() if place in own and code != own[place]}
        yield _signed(row, foreign, decimal) if foreign else row


def _signed(row: Cells, codes: Mapping[int, str], decimal: str) -> Cells:
    return [
        f"{written(cell, decimal)} {codes[place]}" if place in codes and type(cell) in (int, float) else cell
        for place, cell in enumerate(row)
    ]
