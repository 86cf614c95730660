"""The cells of one row of an export by what they mean, however this export names and writes them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, Final

from attrs import frozen

_FLAGS: Final = {
    **dict.fromkeys(("y", "yes", "true", "1", "да", "checked"), True),
    **dict.fromkeys(("n", "no", "false", "0", "нет", "unchecked"), False),
}
_RUSSIAN: Final = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?:,?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?)?")
_NUMBER: Final = re.compile(r"[+-]?\d+(\.\d*)?([eE][+-]?\d+)?|[+-]?\.\d+")
_GROUPED: Final = re.compile(r"[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d*)?")
_SPACES: Final = str.maketrans("", "", "\u00a0\u202f ")
_TICKS: Final = re.compile(r"\d{9,14}(\.0)?")
_MILLISECONDS: Final = 10**11
"""Seconds since 1970 are fewer until the year 5138, milliseconds more since March 1973."""


@frozen
class Cells:
    """One row.

    Attributes:
        columns: by meaning the columns of the file that may hold it, the first that is filled goes.
        values: the cells by column.
        decimal: the decimal sign that the source states; a point is what stands where it states nothing.
        thousands: the sign between groups of digits that it states.
    """

    columns: Mapping[str, tuple[str, ...]]
    values: Mapping[str, Any]
    decimal: str = "."
    thousands: str = ""

    def get(self, meaning: str) -> Any:
        """A cell as it stands; None where nothing does."""
        for column in self.columns.get(meaning, ()):
            value = self.values.get(column)
            value = value.strip() if isinstance(value, str) else value
            if value is not None and value != "":
                return value
        return None

    def has(self, meaning: str) -> bool:
        """Whether the file has a column for it."""
        return meaning in self.columns

    def text(self, meaning: str) -> str | None:
        """A cell as text; whole numbers without a decimal point."""
        found = self.get(meaning)
        if isinstance(found, str) or found is None:
            return found
        if isinstance(found, bool):
            return "true" if found else "false"
        if isinstance(found, float) and found.is_integer():
            return str(int(found))
        return str(found)

    def key(self, meaning: str) -> str | None:
        """The id of a thing; these systems write 0 where there is none."""
        found = self.text(meaning)
        return None if found == "0" else found

    def word(self, meaning: str) -> str:
        """A cell as a word in small letters; empty where nothing stands."""
        return _word_of(self.text(meaning) or "")

    def flag(self, meaning: str) -> bool | None:
        """A cell as yes or no; None where it says neither."""
        return _FLAGS.get(self.word(meaning))

    def listed(self, meaning: str) -> list[Any]:
        """A list in a cell, which tables hold as JSON; empty where there is none."""
        found = self.get(meaning)
        if isinstance(found, str):
            try:
                found = json.loads(found)
            except ValueError:
                return []
        return found if isinstance(found, list) else []

    def number(self, meaning: str) -> float | str | None:
        """A cell as a number; as it stands where it is none.

        By the signs that the source states; without any, with a point or a comma and with grouped digits.
        """
        found = self.get(meaning)
        if not isinstance(found, str):
            return found if found is None else float(found)
        compact = found.translate(_SPACES)
        stated = self.decimal != "." or self.thousands
        plain = _by_signs(compact, self.decimal, self.thousands) if stated else _with_point(compact)
        return float(plain) if _NUMBER.fullmatch(plain) else found

    def time(self, meaning: str) -> datetime | str | None:
        """A cell as a time: ISO 8601, `dd.mm.yyyy hh:mm:ss`, or seconds or milliseconds since 1970.

        A day is its midnight; without an offset it is local to the source. As it stands where it is no time.
        """
        found = self.get(meaning)
        if isinstance(found, datetime) or found is None:
            return found
        if isinstance(found, date):
            return datetime(found.year, found.month, found.day)  # noqa: DTZ001 local to the source
        return _time_of(str(found))


@lru_cache(maxsize=1 << 12)
def _word_of(text: str) -> str:
    return " ".join(text.casefold().replace("ё", "е").split())


def _by_signs(number: str, decimal: str, thousands: str) -> str:
    """A number with a point or none, whose signs are known; nothing where it has others."""
    if _written_number(decimal, thousands).fullmatch(number) is None:
        return ""
    return number.replace(thousands, "").replace(decimal, ".")


@lru_cache
def _written_number(decimal: str, thousands: str) -> re.Pattern[str]:
    group, point = re.escape(thousands), re.escape(decimal)
    whole = rf"(\d+|\d{{1,3}}({group}\d{{3}})+)"
    return re.compile(rf"[+-]?({whole}({point}\d*)?|{point}\d+)([eE][+-]?\d+)?")


def _with_point(number: str) -> str:
    """A number with a point or none: commas, or points before a comma, that divide its thousands are taken out."""
    if "," not in number:
        return number
    if _GROUPED.fullmatch(number):
        return number.replace(",", "")
    if number.rfind(".") < number.rfind(","):
        number = number.replace(".", "")
    return number.replace(",", ".")


def _time_of(text: str) -> datetime | str:
    if _TICKS.fullmatch(text):
        ticks = int(text.partition(".")[0])
        return datetime.fromtimestamp(ticks / 1000 if ticks >= _MILLISECONDS else ticks, UTC)
    russian = _RUSSIAN.fullmatch(text)
    try:
        if russian:
            day, month, year, hour, minute, second = map(int, russian.groups("0"))
            return datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 local to the source
        return datetime.fromisoformat(text)
    except (ValueError, OverflowError, OSError):
        return text


def duration_between(start: datetime | str | None, end: datetime | str | None) -> float | None:
    """Seconds from one time to a later one; None where they do not say it."""
    if not isinstance(start, datetime) or not isinstance(end, datetime):
        return None
    if (start.tzinfo is None) != (end.tzinfo is None):
        return None
    seconds = (end - start).total_seconds()
    return seconds if seconds >= 0 else None


def written(time: datetime | str | None) -> str | None:
    """A time as ISO 8601, so that a column may hold some with an offset and some without."""
    return time.isoformat() if isinstance(time, datetime) else time
