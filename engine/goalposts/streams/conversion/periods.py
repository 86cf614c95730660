"""Periods as people name them in tables: each stands for its first day."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from goalposts.errors import SourceError
from goalposts.locale import Text
from goalposts.model import FieldRule
from goalposts.streams.batches.raw_text import as_text, as_words, blank_as_null
from goalposts.streams.conversion.written_times import ReadTimes

_PATTERNS: Final[Mapping[str, re.Pattern[str]]] = {
    "month": re.compile(r"(\d{4})[-./]?(\d{2})", re.ASCII),
    "quarter": re.compile(r"(\d{4})[- ]?[QqКк]([1-4])", re.ASCII),
    "week": re.compile(r"(\d{4})-?[Ww](\d{2})", re.ASCII),
    "year": re.compile(r"(\d{4})", re.ASCII),
    "day_number": re.compile(r"(\d{1,7})", re.ASCII),
}
_DAY: Final = 86_400_000_000
_EPOCH: Final = date(1970, 1, 1)


def read_periods(cells: pa.Array, period: str, start: date | None) -> ReadTimes:
    """Read `2023-03`, `2023Q1`, `2023-W05`, `1989`, or the number of a day counted from `start`.

    Returns:
        The first midnight of each, by the clock on the wall.
    """
    codes, words, valid = as_words(blank_as_null(pc.utf8_trim_whitespace(as_text(_whole(cells)))))
    days = [first_day(word, period, start) for word in words]
    readable = np.array([*(day is not None for day in days), False])[codes]
    microseconds = np.array([*(0 if day is None else (day - _EPOCH).days * _DAY for day in days), 0], np.int64)[codes]
    readable = readable if valid is None else readable & valid
    return ReadTimes(np.where(readable, microseconds, 0), readable, np.zeros(len(readable), np.bool_))


def first_day(written: str, period: str, start: date | None = None) -> date | None:
    """Return the first day of a period; None for what is none.

    >>> first_day("2023Q2", "quarter"), first_day("2023-W05", "week"), first_day("3", "day_number", date(2020, 1, 1))
    (datetime.date(2023, 4, 1), datetime.date(2023, 1, 30), datetime.date(2020, 1, 3))
    """
    found = _PATTERNS[period].fullmatch(written)
    if found is None:
        return None
    numbers = [int(group) for group in found.groups()]
    try:
        return _day(period, numbers, start)
    except (ValueError, OverflowError):
        return None


def _day(period: str, numbers: list[int], start: date | None) -> date | None:
    match period, numbers:
        case "month", [year, month]:
            return date(year, month, 1)
        case "quarter", [year, quarter]:
            return date(year, quarter * 3 - 2, 1)
        case "week", [year, week]:
            return date.fromisocalendar(year, week, 1)
        case "year", [year]:
            return date(year, 1, 1)
        case _:
            return None if start is None or numbers[0] < 1 else start + timedelta(days=numbers[0] - 1)


def _whole(cells: pa.Array) -> pa.Array:
    """Workbooks hold numbers of days and months as floats."""
    if pa.types.is_floating(cells.type):
        try:
            return pc.cast(cells, pa.int64())
        except pa.ArrowInvalid:
            return cells
    return cells


def check_period(rule: FieldRule, where: str) -> None:
    """Check that the days of a rule are counted from somewhere.

    Raises:
        SourceError: they are not, or a `start` stands beside another format.
    """
    if "day_number" in rule.formats and rule.start is None:
        problem = Text(en="`format: day_number` has no `start`", ru="у `format: day_number` нет `start`")
        hint = Text(
            en="add the day with number 1, as start: 2020-01-01", ru="укажите день с номером 1: start: 2020-01-01"
        )
        raise SourceError(problem, where=where, hint=hint)
    if "day_number" not in rule.formats and rule.start is not None:
        problem = Text(
            en="`start` goes with `format: day_number` only", ru="`start` бывает только с `format: day_number`"
        )
        raise SourceError(problem, where=where, hint=Text(en="remove it", ru="удалите его"))
