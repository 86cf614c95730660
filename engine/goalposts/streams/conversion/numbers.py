"""Converts numbers, money and durations to float64."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from goalposts.expressions import ValueType
from goalposts.expressions.columns import Column
from goalposts.streams.batches.arrow_values import as_numpy, filled, missing_value, text_value
from goalposts.streams.batches.raw_text import as_text, blank_as_null, decoded, is_text
from goalposts.streams.conversion.converted import Converted, Mask, refused
from goalposts.streams.conversion.currency_signs import SIGNED, sign_pattern
from goalposts.streams.mapping.cell_units import DURATION_UNITS, NUMBER_UNITS
from goalposts.streams.mapping.mapped_fields import MappedField

_SPACES: Final = r" \x{a0}\x{202f}'\x{2019}"
"""Signs that stand between groups of digits whatever the source says."""
_BLANKS: Final = r"\s\x{a0}\x{202f}"
_PERCENT_SIGN: Final = rf"([0-9])[{_BLANKS}]*%$"
_CLOCKS: Final = {
    "hh:mm:ss": r"^(?P<sign>-?)(?P<h>[0-9]{1,6}):(?P<m>[0-9]{1,2}):(?P<s>[0-9]{1,2}(?:\.[0-9]+)?)$",
    "mm:ss": r"^(?P<sign>-?)(?P<h>)(?P<m>[0-9]{1,8}):(?P<s>[0-9]{1,2}(?:\.[0-9]+)?)$",
}
_SIXTY: Final = 60
LARGEST: Final = 1e100
"""Nothing that is counted or paid is larger; sums of squares of smaller numbers stay finite."""


def convert_numbers(cells: pa.Array, field: MappedField, decimal: str) -> Converted:
    """Read numbers or money.

    Refuses `other_currency` (an amount beside the sign of another currency than the source's) and `bad_number`:
    unreadable, NaN, infinite, or beyond 1e100.
    """
    divisor = NUMBER_UNITS.get(field.rule.unit, 1.0)
    if (plain := _plain(cells, -LARGEST)) is not None:
        return Converted(Column(field.type, plain if divisor == 1 else plain / divisor))
    cells = decoded(cells)
    if field.rule.unit == "%" and is_text(cells.type):
        cells = pc.replace_substring_regex(pc.utf8_trim_whitespace(as_text(cells)), _PERCENT_SIGN, r"\1")
    values, missing = read_numbers(cells, decimal, field.thousands, field.currency)
    values = values if divisor == 1 else values / divisor
    bad = ~missing & ~_is_number(values)
    foreign = _in_other_currency(cells, bad, field)
    return Converted(
        _column(values, missing, field), refused(("other_currency", foreign), ("bad_number", bad & ~foreign))
    )


def _in_other_currency(cells: pa.Array, bad: Mask, field: MappedField) -> Mask:
    """Which unreadable cells are amounts with another sign; whatever their decimal sign is, that is not their fault."""
    found = np.zeros(len(bad), np.bool_)
    if field.type is not ValueType.MONEY or not bad.any() or not is_text(cells.type):
        return found
    for currency in SIGNED:
        for decimal in ".," if currency != field.currency else "":
            found |= bad & _is_number(read_numbers(cells, decimal, currency=currency)[0])
    return found & ~_readable_without_sign(cells)


def _readable_without_sign(cells: pa.Array) -> Mask:
    return _is_number(read_numbers(cells, ".")[0]) | _is_number(read_numbers(cells, ",")[0])


def convert_durations(cells: pa.Array, field: MappedField, decimal: str) -> Converted:
    """Read durations as seconds.

    Refuses `bad_duration` (unreadable, NaN, infinite, beyond 1e100) and `negative_duration`.
    """
    factor = DURATION_UNITS.get(field.rule.unit or "s")
    if factor == 1 and (plain := _plain(cells, 0.0)) is not None:
        return Converted(Column(field.type, plain))
    cells = decoded(cells)
    if pa.types.is_time(cells.type) or pa.types.is_duration(cells.type):
        values, missing = _typed_seconds(cells)
    elif field.rule.unit in _CLOCKS:
        values, missing = _clock_seconds(cells, field.rule.unit, decimal)
    else:
        values, missing = read_numbers(cells, decimal, field.thousands)
        with np.errstate(over="ignore"):  # what becomes infinite is refused below
            values = values * DURATION_UNITS[field.rule.unit or "s"]
    bad = ~missing & ~_is_number(values)
    negative = ~missing & (values < 0) & ~bad
    column = _column(values, missing, field)
    return Converted(column, refused(("bad_duration", bad), ("negative_duration", negative)))


def read_numbers(
    cells: pa.Array, decimal: str, thousands: str = "", currency: str = ""
) -> tuple[NDArray[np.float64], Mask]:
    """Read numbers (NaN where unreadable or missing) and say which cells are missing."""
    cells = decoded(cells)
    if is_text(cells.type):
        text = blank_as_null(as_text(cells))
        found = _cast(text) if decimal == "." and not thousands else None
        cells = text if found is None else found
        if found is None:
            return _carefully(text, decimal, thousands, currency), _missing(text)
    elif pa.types.is_temporal(cells.type) or pa.types.is_boolean(cells.type):  # no number, however it is stored
        return np.full(len(cells), np.nan), _missing(cells)
    else:
        cells = pc.cast(cells, pa.float64(), safe=False)
    return as_numpy(filled(cells, np.nan)), _missing(cells)


def _plain(cells: pa.Array, least: float) -> NDArray[np.float64] | None:
    """The quick way, for numbers from `least` on without a missing one: they are taken as they lie."""
    kind = cells.type
    if not (pa.types.is_floating(kind) or pa.types.is_integer(kind)) or cells.null_count or not len(cells):
        return None
    values = as_numpy(cells).astype(np.float64, copy=False)
    # a NaN is in every comparison, so that it comes out of both
    return values if values.min() >= least and values.max() <= LARGEST else None


def _is_number(values: NDArray[np.float64]) -> Mask:
    return np.abs(values) <= LARGEST


def _missing(cells: pa.Array) -> Mask:
    return as_numpy(pc.is_null(cells))


def _column(values: NDArray[np.float64], missing: Mask, field: MappedField) -> Column:
    return Column(field.type, values, ~missing if missing.any() else None)


def _cast(text: pa.Array) -> pa.Array | None:
    """The fast way, for a batch in which every cell is a plain number."""
    try:
        return pc.cast(text, pa.float64())
    except pa.ArrowInvalid:
        return None


def _carefully(text: pa.Array, decimal: str, thousands: str, currency: str) -> NDArray[np.float64]:
    plain = pc.replace_substring_regex(text, sign_pattern(currency), "")
    plain = pc.replace_substring(plain, "\N{MINUS SIGN}", "-")
    readable = pc.match_substring_regex(plain, _written_number(decimal, thousands))
    plain = pc.if_else(readable, plain, missing_value(pa.string()))
    plain = pc.replace_substring_regex(plain, f"[{_SPACES}{re.escape(thousands)}]", "")
    if decimal != ".":
        plain = pc.replace_substring(plain, decimal, ".", max_replacements=1)
    return as_numpy(filled(pc.cast(plain, pa.float64()), np.nan))


@cache
def _written_number(decimal: str, thousands: str) -> str:
    """The pattern of a number: groups are whole, and the other sign is no decimal sign."""
    group, point = f"[{_SPACES}{re.escape(thousands)}]", re.escape(decimal)
    whole = rf"([0-9]+|[0-9]{{1,3}}({group}[0-9]{{3}})+)"
    return rf"^[+-]?({whole}({point}[0-9]*)?|{point}[0-9]+)([eE][+-]?[0-9]+)?$"


def _typed_seconds(cells: pa.Array) -> tuple[NDArray[np.float64], Mask]:
    per_second = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}[cells.type.unit]
    ticks = pc.cast(cells, pa.int32() if pa.types.is_time32(cells.type) else pa.int64())
    return as_numpy(filled(ticks, 0)) / per_second, _missing(cells)


def _clock_seconds(cells: pa.Array, unit: str, decimal: str) -> tuple[NDArray[np.float64], Mask]:
    text = blank_as_null(as_text(cells))
    plain = text if decimal == "." else pc.replace_substring(text, decimal, ".")
    parts = pc.extract_regex(pc.utf8_trim_whitespace(plain), _CLOCKS[unit])
    hours, minutes, seconds = (_part(parts, name) for name in "hms")
    negative = pc.equal(pc.fill_null(pc.struct_field(parts, "sign"), text_value("")), text_value("-"))
    sign = np.where(as_numpy(negative), -1.0, 1.0)
    fits = (seconds < _SIXTY) & ((minutes < _SIXTY) | (unit == "mm:ss"))
    return np.where(fits, sign * ((hours * _SIXTY + minutes) * _SIXTY + seconds), np.nan), _missing(text)


def _part(parts: pa.Array, name: str) -> NDArray[np.float64]:
    text = pc.struct_field(parts, name)
    digits = pc.if_else(pc.equal(text, text_value("")), text_value("0"), text)
    return as_numpy(filled(pc.cast(digits, pa.float64()), np.nan))
