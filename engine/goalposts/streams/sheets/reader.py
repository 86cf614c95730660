"""Reads a sheet whose header is known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Final

import numpy as np
import pyarrow as pa
from attrs import frozen

from goalposts.errors import SourceError, did_you_mean, listed
from goalposts.locale import Text
from goalposts.model import Source, folded_name
from goalposts.streams.batches.raw import Piece, RawBatch, days_beside
from goalposts.streams.batches.rows import batch_of
from goalposts.streams.sheets.columns import array_of, cuts, true_days
from goalposts.streams.sheets.header import SheetHeader
from goalposts.streams.sheets.percent_columns import as_shown
from goalposts.streams.sheets.rows import RowBlock, RowSorter
from goalposts.streams.sheets.sheet import Sheet, tidy
from goalposts.streams.sheets.swapped_days import swapped_columns, with_doubts

OWN_FORMATS: Final = ("", "excel")
SHEET_NAME: Final = "sheet_name"
ROW_NUMBER: Final = "row_number"
ROW_ID: Final = "row_id"
"""Columns that every sheet has: its name, the number of the row, and the name of the file with both."""


@frozen(eq=False)
class SheetReader:
    """A sheet and its columns.

    Attributes:
        name: what messages call it.
        file: the name of the file that it is in.
        asked: the columns that become fields; none where nobody has mapped it yet.
    """

    name: str
    file: str
    sheet: Sheet
    header: SheetHeader
    source: Source
    asked: frozenset[str] = frozenset()

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the header, and those that every sheet has."""
        own = self.header.columns
        return (*own, *(name for name in (SHEET_NAME, ROW_NUMBER, ROW_ID) if name not in own))

    def batches(self, columns: frozenset[str]) -> Iterator[RawBatch]:
        """Read some columns; rows in which one of them holds an error come as `wrong`.

        Raises:
            SourceError: a formula in one of them has no result, or `fill_down` names no column.
        """
        places = {name: place for place, name in enumerate(self.header.columns) if name in columns}
        self._check_calculated(places)
        timed, doubtful = self._timed(places), self._swapped(places)
        sorter = RowSorter(
            as_shown(self.sheet, self.header.columns, self.source, self.name),
            self.header,
            self.source,
            frozenset(places.values()),
            self._filled_down(),
            self._nulls,
        )
        used = tuple(name for name in self.columns if name in columns)
        for block in sorter.blocks():
            yield from self._cut(block, used, places, timed, doubtful)

    def pieces(self) -> tuple[Piece, ...] | None:
        """None: a sheet has few rows."""
        return None

    def _cut(
        self,
        block: RowBlock,
        used: tuple[str, ...],
        places: dict[str, int],
        timed: frozenset[str],
        doubtful: frozenset[str],
    ) -> Iterator[RawBatch]:
        cells = {name: [tidy(row[place]) for row in block.rows] for name, place in places.items()}
        cells.update({name: with_doubts(cells[name]) for name in doubtful})
        for first, end in cuts(cells.values(), len(block.rows)):
            numbers = block.numbers[first:end]
            arrays = {
                name: array_of(cells[name][first:end], self.source.decimal, timed=name in timed)
                if name in cells
                else self._own(name, numbers)
                for name in used
            }
            days = {days_beside(name): true_days(column[first:end]) for name, column in cells.items()}
            arrays.update((name, found) for name, found in days.items() if found is not None)
            yield RawBatch(batch_of(arrays, list(arrays.values()), end - first), np.asarray(numbers, np.int64))
        if block.wrong or block.dropped:
            nothing = batch_of(used, [pa.nulls(0, pa.string()) for _ in used], 0)
            yield RawBatch(nothing, np.empty(0, np.int64), tuple(block.wrong), block.dropped)

    def _own(self, name: str, numbers: list[int]) -> pa.Array:
        if name == ROW_NUMBER:
            return pa.array(numbers, pa.int64())
        title = self.sheet.title
        if name == SHEET_NAME:
            return pa.array([title] * len(numbers), pa.string())
        place = " ".join(part for part in (self.file, title) if part)
        return pa.array([f"{place} {number}" for number in numbers], pa.string())

    def _timed(self, places: dict[str, int]) -> frozenset[str]:
        """Columns of days in which some row has a time of day too."""
        found = set[str]()
        for row in islice(self.sheet.rows(), self.header.rows, None) if self.sheet.typed else ():
            found.update(name for name, place in places.items() if place < len(row) and type(row[place]) is datetime)
        return frozenset(found)

    def _swapped(self, places: dict[str, int]) -> frozenset[str]:
        """Columns whose days a spreadsheet took for others; a format of a plugin reads cells by itself."""
        if not self.asked or not self.sheet.typed or self.source.format not in OWN_FORMATS:
            return frozenset()
        asked = set(map(folded_name, self.asked))
        mapped = {name: place for name, place in places.items() if folded_name(name) in asked}
        return swapped_columns(islice(self.sheet.rows(), self.header.rows, None), mapped)

    @property
    def _nulls(self) -> frozenset[str]:
        rules = (*self.source.fields.values(), *self.source.dimensions.values())
        return frozenset(self.source.nulls).union(*(rule.nulls for rule in rules))

    def _filled_down(self) -> frozenset[int]:
        for name in self.source.fill_down:
            if name not in self.header.columns:
                problem = Text(
                    en="no column '{column}', which `fill_down` names; found: {found}",
                    ru="нет столбца «{column}», названного в `fill_down`; найдены: {found}",
                ).fill(column=name, found=listed(self.header.columns))
                raise SourceError(problem, where=self.name, hint=did_you_mean(name, self.header.columns))
        return frozenset(self.header.columns.index(name) for name in self.source.fill_down)

    def _check_calculated(self, places: dict[str, int]) -> None:
        for name, place in places.items():
            row = self.sheet.faults.uncalculated.get(place)
            if row is not None and row > self.header.rows:
                problem = Text(
                    en="column '{column}' holds formulas whose results were never saved",
                    ru="в столбце «{column}» формулы, результаты которых не сохранены",
                ).fill(column=name)
                hint = Text(
                    en="open the workbook in a spreadsheet program and save it",
                    ru="откройте книгу в табличном редакторе и сохраните её",
                )
                raise SourceError(problem, where=f"{self.name}:{row}", hint=hint)
