"""A sheet of a workbook, or a table of a page: rows of cells in which somebody drew a table."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from attrs import field, frozen

Cells = list[Any]
Corner = tuple[int, int]
_SPACE: Final = re.compile(r"\s+")
_SPAN: Final = re.compile(r"PT(\d+)H(\d+)M(\d+(?:\.\d+)?)S")
_LETTERS: Final = 26


@frozen(eq=False)
class SheetFaults:
    """What a file says of cells that arrive as empty ones.

    Attributes:
        errors: by row, counted from 1, the places of cells that hold an error, with its word such as `#N/A`.
        uncalculated: by place the first row in which a formula has no result.
    """

    errors: Mapping[int, Mapping[int, str]] = field(factory=dict)
    uncalculated: Mapping[int, int] = field(factory=dict)


Percents = Mapping[int, AbstractSet[int]]
"""By row, counted from 1, the places of cells that are shown as per cent."""


Currencies = Mapping[int, Mapping[int, str]]
"""By row, counted from 1, and place the currency whose sign a cell is shown with."""


@frozen(eq=False)
class Sheet:
    """Rows of cells.

    Attributes:
        title: what people call it; empty where it has no name.
        rows: reads every row from the first line of the sheet on; rows may be of different lengths.
        first_place: how many empty columns of the sheet stand before the first cell of a row.
        merged: first and last corner (row, place) of cells that were made one, counted from 0; None when not known.
        typed: whether cells may be more than texts.
        currencies: the signs beside amounts, as far as somebody asked.
        percents: cells that are shown as a hundred times what they hold, as far as somebody asked.
    """

    title: str
    rows: Callable[[], Iterator[Cells]]
    first_place: int = 0
    merged: tuple[tuple[Corner, Corner], ...] | None = None
    faults: SheetFaults = field(factory=SheetFaults)
    typed: bool = True
    percents: Percents = field(factory=dict)
    currencies: Currencies = field(factory=dict)


def is_empty(row: Cells) -> bool:
    """Whether nothing stands in a row."""
    return row.count("") == len(row)


def tidy(cell: Any) -> Any:
    """Return a cell without the space around its text, None when there is nothing; spans of time as such.

    >>> tidy(" 12 "), tidy(""), tidy("PT26H30M00S")
    ('12', None, datetime.timedelta(days=1, seconds=9000))
    """
    if not isinstance(cell, str):
        return cell
    text = cell.strip()
    if text.startswith("PT") and (span := _SPAN.fullmatch(text)):  # as OpenDocument writes more than a day
        hours, minutes, seconds = span.groups()
        return timedelta(hours=int(hours), minutes=int(minutes), seconds=float(seconds))
    return text or None


def one_line(text: str) -> str:
    r"""Return a text with single spaces.

    >>> one_line(" Amount,\n  net ")
    'Amount, net'
    """
    return _SPACE.sub(" ", text).strip()


def written(cell: Any, decimal: str = ".") -> str:
    """Write a cell as text: days as ISO 8601, whole numbers without a fraction.

    >>> written(datetime(2026, 3, 1)), written(5.0), written(2.5, ","), written(timedelta(hours=26))
    ('2026-03-01', '5', '2,5', '26:00:00')
    """
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case datetime() if cell.time() == time():
            return cell.date().isoformat()
        case datetime():
            return cell.isoformat(" ")
        case date() | time():
            return cell.isoformat()
        case timedelta():
            return _clock(cell)
        case float() if cell.is_integer():
            return str(int(cell))
        case float():
            return repr(cell).replace(".", decimal)
        case _:
            return str(cell)


def letters(place: int) -> str:
    """Name a column as workbooks do.

    >>> letters(0), letters(25), letters(26), letters(702)
    ('A', 'Z', 'AA', 'AAA')
    """
    found = ""
    place += 1
    while place:
        place, letter = divmod(place - 1, _LETTERS)
        found = chr(ord("A") + letter) + found
    return found


def place_of(letters_of_column: str) -> int:
    """Return the place of a column from 0; the other way round.

    >>> place_of("A"), place_of("AAA")
    (0, 702)
    """
    place = 0
    for letter in letters_of_column:
        place = place * _LETTERS + ord(letter) - ord("A") + 1
    return place - 1


def _clock(span: timedelta) -> str:
    minutes, seconds = divmod(abs(span), timedelta(minutes=1))
    sign = "-" if span < timedelta() else ""
    shown = f"{seconds.seconds:02}" + (f".{seconds.microseconds:06}" if seconds.microseconds else "")
    return f"{sign}{minutes // 60:02}:{minutes % 60:02}:{shown}"
