"""Finds the header of a sheet: the row, or two rows, that name most of the columns which somebody asks for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any, Final

from attrs import field, frozen

from goalposts.errors import SourceError
from goalposts.locale import Text
from goalposts.model import folded_name
from goalposts.streams.batches.distinct_columns import distinct_columns
from goalposts.streams.files.source_file import SourceFile
from goalposts.streams.sheets.sheet import Cells, Corner, Sheet, letters, one_line, tidy, written

LOOKED_AT: Final = 100
"""Rows at the top of a sheet among which the header is looked for."""


@frozen
class SheetHeader:
    """The names of the columns, and where the table begins.

    Attributes:
        columns: a name for every column, all different; those without one have the letters of the column.
        rows: how many rows of the sheet stand before the first row of data.
        known: how many of the names are asked for.
    """

    columns: tuple[str, ...]
    rows: int
    known: int = 0


def find_header(sheet: Sheet, file: SourceFile, name: str) -> SheetHeader | None:
    """Find the header; None when no row is one.

    Args:
        sheet: where to look.
        file: what is asked for; `header:` of its source goes first.
        name: of the sheet, for messages.

    Raises:
        SourceError: there is no such row as `header:` says, or two columns have a name that is asked for.
    """
    top = _Top.of(sheet)
    asked = frozenset(map(folded_name, file.asked))
    known = asked.union(map(folded_name, file.looked_for))
    stated = file.source.header
    if stated == 0:
        return SheetHeader(tuple(str(place + 1) for place in range(top.width)), 0)
    found = _best(top, known) or _plain(top) if stated is None else _stated(top, stated - 1, known, name)
    if found is None:
        return None
    columns = distinct_columns(found.names, lambda place: letters(sheet.first_place + place), asked, name)
    return SheetHeader(columns, found.row + found.depth, _hits(found.names, known))


@frozen(eq=False)
class _Found:
    row: int
    depth: int
    names: tuple[str, ...]


@frozen(eq=False)
class _Top:
    """The first rows, filled up to one width; `spread` also has the value of merged cells in each of them."""

    rows: list[Cells]
    spread: list[Cells]
    merged: tuple[tuple[Corner, Corner], ...] | None
    width: int = field(default=0)

    @classmethod
    def of(cls, sheet: Sheet) -> _Top:
        read = [[tidy(cell) for cell in row] for row in islice(sheet.rows(), LOOKED_AT)]
        width = max((len(row) for row in read), default=0)
        rows = [row + [None] * (width - len(row)) for row in read]
        spread = [list(row) for row in rows]
        for (top, left), (bottom, right) in sheet.merged or ():
            for row in spread[top : bottom + 1]:
                row[left : right + 1] = [rows[top][left]] * (min(right + 1, width) - left)
        return cls(rows, spread, sheet.merged, width)

    def names(self, row: int, depth: int) -> tuple[str, ...]:
        block = self.spread[row : row + depth]
        if depth > 1 and self.merged is None:
            block = [_to_the_right(block[0], block[1]), *block[1:]]
        if depth == 1:  # a sheet may reach far, and most of what is looked at is empty
            return tuple("" if cell is None else one_line(written(cell)) for cell in block[0])
        return tuple(_joined(parts) for parts in zip(*block, strict=True))

    def goes_on(self, row: int) -> bool:
        """Whether the row below belongs to the header: it divides, or is reached by, cells of this one."""
        if row + 1 >= len(self.rows) or not all(_may_name(cell) for cell in self.rows[row + 1]):
            return False
        upper, lower = self.rows[row], self.rows[row + 1]
        if self.merged is None:
            divided = any(above is None and below is not None for above, below in zip(upper, lower, strict=True))
            return divided and all(
                above is not None or below is not None for above, below in zip(upper, lower, strict=True)
            )
        return any(self._ties(row, *corners) for corners in self.merged)

    def _ties(self, row: int, first: Corner, last: Corner) -> bool:
        if first[0] <= row and last[0] == row + 1:
            return True
        divided = (
            first[0] == last[0] == row and last[1] > first[1] and not (first[1] == 0 and last[1] >= self.width - 1)
        )
        return divided and any(cell is not None for cell in self.rows[row + 1][first[1] : last[1] + 1])


def _best(top: _Top, known: frozenset[str]) -> _Found | None:
    """The row with most of the names asked for; of two as good the one that goes on below, then the first."""
    best, most = None, (0, 0)
    for found in _candidates(top):
        rank = _hits(found.names, known), found.depth
        if rank > most and rank[0]:
            best, most = found, rank
    return best


def _candidates(top: _Top) -> Iterator[_Found]:
    for row in range(len(top.rows)):
        yield _Found(row, 1, top.names(row, 1))
        if top.goes_on(row):
            yield _Found(row, 2, top.names(row, 2))


def _plain(top: _Top) -> _Found | None:
    """The first row of nothing but texts and days, at least half of the sheet wide, with another row below it."""
    for row, cells in enumerate(top.rows[:-1]):
        given = [cell for cell in cells if cell is not None]
        if given and len(given) * 2 >= top.width and all(map(_may_name, given)):
            depth = 2 if top.goes_on(row) and row + 2 < len(top.rows) else 1
            return _Found(row, depth, top.names(row, depth))
    return None


def _stated(top: _Top, row: int, known: frozenset[str], name: str) -> _Found:
    if row >= len(top.rows) or all(cell is None for cell in top.rows[row]):
        problem = Text(en="there is no header in row {row}", ru="в строке {row} нет заголовка").fill(row=row + 1)
        raise SourceError(problem, where=name, hint=Text(en="check `header:`", ru="проверьте `header:`"))
    one = _Found(row, 1, top.names(row, 1))
    if not top.goes_on(row) or top.merged is None:
        return one
    two = _Found(row, 2, top.names(row, 2))
    return two if _hits(two.names, known) >= _hits(one.names, known) else one


def _hits(found: tuple[str, ...], known: frozenset[str]) -> int:
    return len({folded_name(name) for name in found if name} & known)


def _may_name(cell: Any) -> bool:
    return cell is None or isinstance(cell, str | date)


def _to_the_right(upper: Cells, lower: Cells) -> Cells:
    """Where merged cells are not known: a cell of the upper row reaches over the empty ones that stand above names."""
    spread: Cells = []
    for above, below in zip(upper, lower, strict=True):
        spread.append(spread[-1] if above is None and below is not None and spread else above)
    return spread


def _joined(parts: tuple[Any, ...]) -> str:
    return " ".join(dict.fromkeys(one_line(written(part)) for part in parts if part is not None))
