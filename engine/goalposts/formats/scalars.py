"""Reads the small languages of a project file: days, periods, quantities, targets."""

from __future__ import annotations

import calendar
import math
import re
from datetime import date, timedelta
from itertools import pairwise

from goalposts.expressions import SECONDS, Quantity
from goalposts.model import Target, TargetKind

_NUMBER = r"\d{1,3}(?:[\s\u00a0\u202f]\d{3})+(?:[.,]\d+)?|\d[\d_]*(?:[.,]\d+)?(?:[eE][+-]?\d+)?"
_UNIT = r"%|pp|п\.?\s?п\.?|[A-Za-z]{1,3}|₽|€|\$"
_QUANTITY = re.compile(rf"(?P<minus>[-−])?\s*(?P<number>{_NUMBER})\s*(?P<unit>{_UNIT})?")
_ABSOLUTE = re.compile(r"(?P<sign>>=|<=|≥|≤|at\s+least|at\s+most|не\s+менее|не\s+более)\s*(?P<rest>.+)", re.IGNORECASE)
_PERIOD = re.compile(r"(?P<count>\d+)\s*(?P<unit>days?|weeks?|months?|d|w)")
_SYMBOLS = {"₽": "RUB", "€": "EUR", "$": "USD"}


def read_day(text: str) -> date:
    """Read `YYYY-MM-DD`.

    Raises:
        ValueError: it is not a day of the calendar.
    """
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        raise ValueError(text)
    return date.fromisoformat(text)


def after_period(start: date, text: str) -> date:
    """Return the day that lies a period such as `1 month` or `2 weeks` after another.

    Raises:
        ValueError: it is not a period, or ends after the calendar does.
    """
    found = _PERIOD.fullmatch(text.strip())
    if found is None:
        raise ValueError(text)
    count, unit = int(found["count"]), found["unit"][0]
    try:
        return months_later(start, count) if unit == "m" else start + timedelta(days=count * (7 if unit == "w" else 1))
    except OverflowError as error:
        raise ValueError(text) from error


def months_later(start: date, count: int) -> date:
    """Return the day so many months after another; in a month that is too short for it, the last one.

    >>> months_later(date(2026, 8, 31), 6)
    datetime.date(2027, 2, 28)
    """
    month = start.month - 1 + count
    year, month = start.year + month // 12, month % 12 + 1
    return date(year, month, min(start.day, calendar.monthrange(year, month)[1]))


def read_quantity(text: str) -> Quantity:
    """Read a number with its unit: `80%`, `1.5 h`, `5_000 RUB`, `1 000`.

    Raises:
        ValueError: it is not a finite number with a known unit.
    """
    found = _QUANTITY.fullmatch(text.strip())
    if found is None:
        raise ValueError(text)
    number = float(re.sub(r"[\s\u00a0\u202f_]", "", found["number"]).replace(",", "."))
    if not math.isfinite(number):
        raise ValueError(text)
    return Quantity(-number if found["minus"] else number, _unit(found["unit"] or ""))


def read_range(text: str) -> tuple[Quantity, ...]:
    """Read `5 .. 8` or `5 .. 6 .. 8`, rising; a unit that only the last number has is that of all.

    Raises:
        ValueError: it is no such range, or its units are not one.
    """
    ends = [read_quantity(end) for end in text.split("..")]
    found = tuple(end if end.unit else Quantity(end.value, ends[-1].unit) for end in ends)
    values = [end.in_base_unit for end in found]
    rising = all(low <= high for low, high in pairwise(values)) and values[0] < values[-1]
    if len(found) not in (2, 3) or not rising or len({end.unit for end in found}) > 1:
        raise ValueError(text)
    return found


def _unit(written: str) -> str:
    if written.startswith("п"):
        return "pp"
    if written in _SYMBOLS:
        return _SYMBOLS[written]
    if written in ("", "%", "pp") or written in SECONDS or (written.isupper() and len(written) == 3):
        return written
    raise ValueError(written)


def read_target(text: str) -> Target:
    """Read a promise: `>= 80%`, `-10%`, `+5pp`, `x 2`, `200 s .. 260 s`.

    Raises:
        ValueError: it is not a promise.
    """
    written = " ".join(text.split())
    if not written:
        raise ValueError(text)
    absolute = _ABSOLUTE.fullmatch(written)
    if absolute:
        upward = absolute["sign"].lower() in (">=", "≥", "at least", "не менее")
        return Target(written, TargetKind.ABSOLUTE, read_quantity(absolute["rest"]), upward=upward)
    if ".." in written:
        low, high = (read_quantity(end) for end in written.split("..", 1))
        return _band(written, low, high)
    if written[0] in "xх×":
        return _factor(written)
    if written[0] in "+-−":
        return _change(written)
    raise ValueError(text)


def _band(text: str, low: Quantity, high: Quantity) -> Target:
    if not low.unit:
        low = Quantity(low.value, high.unit)
    if low.type is not high.type or low.in_base_unit >= high.in_base_unit:
        raise ValueError(text)
    return Target(text, TargetKind.BAND, low, high)


def _factor(written: str) -> Target:
    factor = read_quantity(written[1:])
    if factor.unit or factor.value <= 0:
        raise ValueError(written)
    return Target(written, TargetKind.FACTOR, factor)


def _change(written: str) -> Target:
    size = read_quantity(written[1:])
    if written[1:].lstrip()[0] in "-−":
        raise ValueError(written)
    signed = Quantity(size.value if written[0] == "+" else -size.value, size.unit)
    kinds = {"%": TargetKind.RELATIVE, "pp": TargetKind.POINTS}
    return Target(written, kinds.get(size.unit, TargetKind.DIFFERENCE), signed)
