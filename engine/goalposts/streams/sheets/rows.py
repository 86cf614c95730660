"""Sorts the rows of a sheet: those of the table, totals and repeated headers, and those that hold an error."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from attrs import define, field, frozen

from goalposts.model import Source, WrongRow
from goalposts.streams.sheets.header import SheetHeader
from goalposts.streams.sheets.sheet import Cells, Sheet, is_empty, one_line, tidy, written

_BLOCK_ROWS, _BLOCK_CELLS = 1 << 14, 1 << 21
_TOTAL: Final = re.compile(
    r"итого([ :,].*)?|((общий|промежуточный) )?итог|всего([:,].*| (за|по|на|в) .*)?|сумма"
    r"|((grand|sub)[ -]?)?totals?([:,].*| (for|of|by|in) .*)?|sum",
    re.IGNORECASE,
)
"""Whole cells only: a customer may be called Total Energy."""


@define(eq=False)
class RowBlock:
    """Some rows of a table.

    Attributes:
        numbers: where in the sheet each row stands, from 1.
        rows: their cells.
        wrong: rows that cannot be read.
        dropped: how many rows hold totals, or the header once more.
    """

    numbers: list[int] = field(factory=list)
    rows: list[Cells] = field(factory=list)
    wrong: list[WrongRow] = field(factory=list)
    dropped: int = 0


@frozen(eq=False)
class RowSorter:
    """How the rows below a header are sorted.

    Attributes:
        asked: the places of the columns that are read; an error in another one does not matter.
        filled_down: places whose empty cells mean what stands above.
        nulls: errors that mean no value.
    """

    sheet: Sheet
    header: SheetHeader
    source: Source
    asked: frozenset[int]
    filled_down: frozenset[int]
    nulls: frozenset[str] = frozenset()

    def blocks(self) -> Iterator[RowBlock]:
        """Sort all rows; empty ones are no rows."""
        block, above = RowBlock(), dict[int, Any]()
        most = min(_BLOCK_ROWS, _BLOCK_CELLS // max(len(self.header.columns), 1))
        for number, row in enumerate(self.sheet.rows(), start=1):
            if number > self.header.rows and not is_empty(row):
                self._sort(number, row, block, above)
            if len(block.rows) >= most:
                yield block
                block = RowBlock()
        yield block

    def _sort(self, number: int, row: Cells, block: RowBlock, above: dict[int, Any]) -> None:
        first = next(cell for cell in row if cell != "")
        if isinstance(first, str):
            if not first.strip() and all(tidy(cell) is None for cell in row):
                return
            if self._is_no_event(one_line(first), row):
                block.dropped += 1
                return
        if len(row) < len(self.header.columns):
            row = [*row, *[""] * (len(self.header.columns) - len(row))]
        filled = self._filled(number, row, above) if self.filled_down else row  # a refused row stands above others too
        if (wrong := self._wrong(number, row)) is not None:
            block.wrong.append(wrong)
            return
        block.numbers.append(number)
        block.rows.append(filled)

    def _is_no_event(self, first: str, row: Cells) -> bool:
        if self.source.totals != "keep" and _TOTAL.fullmatch(first.rstrip(" :.")):
            return True
        if first not in self.header.columns:
            return False
        return all(
            cell in ("", None) or one_line(written(cell)) == name
            for cell, name in zip(row, self.header.columns, strict=False)
        )

    def _wrong(self, number: int, row: Cells) -> WrongRow | None:
        if any(tidy(cell) is not None for cell in row[len(self.header.columns) :]):
            return WrongRow(number, " | ".join(written(tidy(cell)) for cell in row))
        errors = self._errors(number)
        if not self.asked & errors.keys():
            return None
        place = min(self.asked & errors.keys())
        return WrongRow(number, f"{self.header.columns[place]}: {errors[place]}", "error_cell")

    def _errors(self, number: int) -> Mapping[int, str]:
        """By place the errors of a row that are no word for nothing."""
        found = self.sheet.faults.errors.get(number, {})
        return {place: word for place, word in found.items() if word not in self.nulls}

    def _filled(self, number: int, row: Cells, above: dict[int, Any]) -> Cells:
        row, errors = list(row), self._errors(number)
        for place in self.filled_down:
            if place in errors:
                above.pop(place, None)  # what an error stands for nobody knows in the rows below either
            elif tidy(row[place]) is None:
                row[place] = above.get(place, "")
            else:
                above[place] = row[place]
        return row
