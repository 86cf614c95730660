"""Reads a column of written times as microseconds, with their offsets where they are written too."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from attrs import frozen
from numpy.typing import NDArray

from goalposts.streams.batches.arrow_values import as_numpy, filled, text_value
from goalposts.streams.batches.raw_text import as_words
from goalposts.streams.conversion.converted import Mask
from goalposts.streams.conversion.time_format import TimePattern, compile_format

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEAR_ONE: Final = -62_135_596_800_000_000
_DAY_HOURS, _SIXTY, _TWELVE = 24, 60, 12
_PIVOT: Final = 69  # two-digit years from 69 are 19xx, as POSIX has it


@frozen(eq=False)
class ReadTimes:
    """Times as they were written.

    Attributes:
        microseconds: since 1970, by the clock that was written; 0 where not readable.
        readable: which cells are times.
        zoned: which cells carry an offset; their microseconds are UTC.
    """

    microseconds: NDArray[np.int64]
    readable: Mask
    zoned: Mask


def read_times(text: pa.Array, time_format: str) -> ReadTimes:
    """Read times by a strptime format, or ISO 8601 when it is empty; any missing cell is not readable."""
    found = None if time_format else _iso_quickly(text)
    return _by_pattern(text, compile_format(time_format)) if found is None else found


def _iso_quickly(text: pa.Array) -> ReadTimes | None:
    """The fast way, for a batch in which every cell is plain ISO 8601, all with an offset or all without."""
    for zone in (None, "UTC"):
        try:
            times = pc.cast(text, pa.timestamp("us", zone))
        except pa.ArrowInvalid:
            continue
        microseconds = as_numpy(filled(pc.cast(times, pa.int64()), 0))
        if microseconds.min(initial=0) >= _YEAR_ONE:
            readable = as_numpy(pc.is_valid(times))
            return ReadTimes(microseconds, readable, np.full(len(readable), zone is not None))
    return None


def _by_pattern(text: pa.Array, pattern: TimePattern) -> ReadTimes:
    parts = pc.extract_regex(text, pattern.pattern)
    numbers = {group: _numbers(parts, group) for group in pattern.groups if group not in "bpz"}
    rows = len(text)
    day, fits = _days(numbers, _month(parts, pattern, numbers), rows)
    hour = _hour(parts, pattern, numbers, rows)
    minute, second = (numbers.get(group, np.zeros(rows, np.int64)) for group in "MS")
    offset, zoned = _offsets(parts, pattern, rows)
    readable = (
        as_numpy(pc.is_valid(parts)) & fits & (hour >= 0) & (hour < _DAY_HOURS) & (minute < _SIXTY) & (second < _SIXTY)
    )
    clock = ((day * _DAY_HOURS + hour) * _SIXTY + minute) * _SIXTY + second - offset
    microseconds = clock * 1_000_000 + numbers.get("f", 0)
    return ReadTimes(np.where(readable, microseconds, 0), readable, zoned)


def _numbers(parts: pa.Array, group: str) -> NDArray[np.int64]:
    """The digits of a group as integers, 0 where the group is not there; fractions as microseconds."""
    text = pc.struct_field(parts, group)
    if group == "f":
        text = pc.utf8_slice_codeunits(pc.utf8_rpad(text, 6, "0"), 0, 6)
    zero = text_value("0")
    digits = pc.fill_null(pc.if_else(pc.equal(text, text_value("")), zero, text), zero)
    return as_numpy(pc.cast(digits, pa.int64()))


def _looked_up(parts: pa.Array, group: str, meaning: Mapping[str, int]) -> NDArray[np.int64]:
    codes, words, _ = as_words(pc.utf8_lower(pc.fill_null(pc.struct_field(parts, group), text_value(""))))
    return np.array([*(meaning.get(word[:3], 0) for word in words), 0], np.int64)[codes]


def _month(parts: pa.Array, pattern: TimePattern, numbers: Mapping[str, NDArray[np.int64]]) -> NDArray[np.int64]:
    if "b" not in pattern.groups:
        return numbers["m"]
    return _looked_up(parts, "b", {name: place for place, name in enumerate(_MONTHS, start=1)})


def _hour(
    parts: pa.Array, pattern: TimePattern, numbers: Mapping[str, NDArray[np.int64]], rows: int
) -> NDArray[np.int64]:
    if "I" not in numbers:
        return numbers.get("H", np.zeros(rows, np.int64))
    half = _looked_up(parts, "p", {"am": 0, "pm": 12}) if "p" in pattern.groups else 0
    hour = numbers["I"]
    return np.where((hour >= 1) & (hour <= _TWELVE), hour % 12 + half, -1)


def _days(
    numbers: Mapping[str, NDArray[np.int64]], month: NDArray[np.int64], rows: int
) -> tuple[NDArray[np.int64], Mask]:
    """Days since 1970, and which dates exist."""
    short = numbers.get("y", np.zeros(rows, np.int64))
    year = numbers.get("Y", np.where(short >= _PIVOT, 1900, 2000) + short)
    day = numbers["d"]
    possible = (year >= 1) & (month >= 1) & (month <= _TWELVE)
    months = np.where(possible, (year - 1970) * 12 + month - 1, 0).astype("datetime64[M]")
    first = months.astype("datetime64[D]").astype(np.int64)
    length = (months + 1).astype("datetime64[D]").astype(np.int64) - first
    return first + day - 1, possible & (day >= 1) & (day <= length)


def _offsets(parts: pa.Array, pattern: TimePattern, rows: int) -> tuple[NDArray[np.int64], Mask]:
    """Seconds east of UTC (0 where no offset is written), and where one is."""
    if "z" not in pattern.groups:
        return np.zeros(rows, np.int64), np.zeros(rows, np.bool_)
    codes, words, _ = as_words(pc.fill_null(pc.struct_field(parts, "z"), text_value("")))
    seconds = np.array([*(_offset(word) for word in words), 0], np.int64)[codes]
    return seconds, np.array([*(bool(word) for word in words), False])[codes]


def _offset(word: str) -> int:
    if word in ("", "Z", "z"):
        return 0
    digits = word[1:].replace(":", "").ljust(4, "0")
    return (-1 if word[0] == "-" else 1) * (int(digits[:2]) * 3600 + int(digits[2:]) * 60)
