"""Finds columns in which a spreadsheet took days for others: it swapped day and month where it could.

Who opens 02/13/2026 in a spreadsheet that puts the day first sees a text, since no year has a 13th month; 02/03/2026
beside it became the 2nd of March. So the texts are all of days after the twelfth, and of the true days nobody can tell
which of those up to the twelfth were meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from attrs import define

from goalposts.streams.sheets.sheet import Cells

_TWO_WAYS: Final = re.compile(r"\s*([0-9]{1,2})([./-])([0-9]{1,2})\2(?:[0-9]{4}|[0-9]{2})(?:[ T].*)?")
_MONTHS: Final = 12
_LEAST: Final = 8
"""Texts of days that were never read by a spreadsheet are all after the twelfth in less than one of fifty such lots."""


@define
class _Column:
    """What stands in a column so far."""

    texts: int = 0
    days: bool = False
    either: bool = False

    def take(self, cell: Any) -> None:
        """Look at a cell."""
        if isinstance(cell, date):
            self.days = self.days or _may_be_another(cell)
        elif isinstance(cell, str) and (written := _TWO_WAYS.fullmatch(cell)):
            self.texts += 1
            self.either = self.either or max(int(written[1]), int(written[3])) <= _MONTHS

    @property
    def is_swapped(self) -> bool:
        """Whether some of its days may be others: beside texts that could be no days."""
        return self.days and self.texts >= _LEAST and not self.either


def swapped_columns(rows: Iterable[Cells], places: Mapping[str, int]) -> frozenset[str]:
    """Return the columns, of those at some places, in which some days may be others.

    >>> texts = [[f"02/{day}/2026"] for day in range(13, 23)]
    >>> swapped_columns([[date(2026, 3, 2)], *texts], {"at": 0})
    frozenset({'at'})
    >>> swapped_columns([[date(2026, 3, 2)], ["02/03/2026"], *texts], {"at": 0})
    frozenset()
    """
    found = {name: _Column() for name in places}
    for row in rows if found else ():
        for name, place in places.items():
            if place < len(row):
                found[name].take(row[place])
    return frozenset(name for name, column in found.items() if column.is_swapped)


def with_doubts(cells: Cells) -> Cells:
    """The cells of such a column, with both days that one may mean; no format reads that.

    >>> with_doubts([date(2026, 3, 2), date(2026, 3, 22), "x"])
    ['2026-03-02 / 2026-02-03', datetime.date(2026, 3, 22), 'x']
    """
    return [_both(cell) if isinstance(cell, date) and _may_be_another(cell) else cell for cell in cells]


def _may_be_another(day: date) -> bool:
    return day.day <= _MONTHS and day.day != day.month


def _both(day: date) -> str:
    return f"{day.year}-{day.month:02}-{day.day:02} / {day.year}-{day.day:02}-{day.month:02}"
