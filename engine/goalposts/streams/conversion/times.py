"""Converts times to UTC microseconds."""

from __future__ import annotations

from datetime import date
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from goalposts.expressions.columns import Column
from goalposts.model import PERIODS
from goalposts.model.stream_counts import OTHER_ORDER
from goalposts.streams.batches.arrow_values import as_numpy, filled
from goalposts.streams.batches.raw_text import as_text, blank_as_null, decoded, is_text
from goalposts.streams.conversion.clock import Zone
from goalposts.streams.conversion.converted import Converted, Mask, refused
from goalposts.streams.conversion.numbers import read_numbers
from goalposts.streams.conversion.periods import read_periods
from goalposts.streams.conversion.time_format import other_order
from goalposts.streams.conversion.written_times import ReadTimes, read_times
from goalposts.streams.mapping.mapped_fields import MappedField

NO_ZONE: Final = "no_zone"
_EITHER: Final = "^[0-9]{4}-[0-9]{2}-[0-9]{2} / "
"""Days of a workbook that may be others."""
_INT64: Final = np.iinfo(np.int64)
EPOCHS: Final = {"epoch_s": 1_000_000, "epoch_ms": 1_000, "epoch_us": 1}
SERIALS: Final = {"excel": -25_569, "excel1904": -24_107}
"""The days of a workbook are counted from 1899-12-30, or from 1904-01-01, here as days since 1970."""

TIME_UNITS: Final = (*EPOCHS, *SERIALS)
_DAY: Final = 86_400_000_000
_LEAP_DAY: Final = 60
"""Workbooks know a 29 February 1900, which never was; the days before it have a number too few."""
EARLIEST: Final = -62_135_596_800_000_000
LATEST: Final = 253_402_300_799_999_999
"""The years 1 to 9999, which is all that a calendar has, in UTC microseconds."""
_PER_SECOND: Final = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}


def convert_times(
    cells: pa.Array, field: MappedField, decimal: str, zone: Zone | None, days: pa.Array | None = None
) -> Converted:
    """Read typed or written times; naive ones are local to the zone of the source.

    Where `days` has one, the cell is that true day, whatever its text would be read as.

    Refuses `bad_timestamp` (unreadable, or not in the years 1 to 9999), `OTHER_ORDER` (readable if day and month
    changed places), `nonexistent_time`, and `NO_ZONE` for naive times of a source without a zone.
    """
    if (plain := _plain(cells)) is not None:
        return Converted(Column(field.type, plain))
    found, missing = _read(cells, field, decimal)
    if days is not None:
        own, absent = _typed(days)
        found, missing = _filled_in(found, own, ~absent), missing & absent
    bad = ~missing & ~found.readable
    naive = found.readable & ~found.zoned
    valid = found.readable if missing.any() or bad.any() else None
    if not naive.any():
        return Converted(Column(field.type, found.microseconds, valid), refused(*_unreadable(cells, bad, field)))
    if zone is None:
        return Converted(Column(field.type, found.microseconds, valid), refused((NO_ZONE, naive)))
    local = zone.to_utc(np.where(naive, found.microseconds, 0))
    column = Column(field.type, np.where(naive, local.utc, found.microseconds), valid)
    unreadable = _unreadable(cells, bad, field)
    refusals = refused(*unreadable, ("nonexistent_time", naive & local.nonexistent))
    return Converted(column, refusals, naive & local.ambiguous)


def _unreadable(cells: pa.Array, bad: Mask, field: MappedField) -> list[tuple[str, Mask]]:
    """Why cells are no times: those that are times with day and month in each other's place are told apart."""
    swapped = np.zeros(len(bad), np.bool_)
    if bad.any() and is_text(decoded(cells).type):
        swapped |= bad & as_numpy(
            pc.fill_null(pc.match_substring_regex(as_text(decoded(cells)), _EITHER), fill_value=False)
        )
    orders = {other_order(form) for form in field.rule.formats} - {"", *field.rule.formats}
    if bad.any() and orders:
        text = blank_as_null(as_text(decoded(cells)))
        for order in orders:
            swapped |= bad & read_times(text, order).readable
    return [("bad_timestamp", bad & ~swapped), (OTHER_ORDER, swapped)]


def _plain(cells: pa.Array) -> NDArray[np.int64] | None:
    """The quick way, for UTC microseconds of the calendar without a missing one: they are taken as they lie."""
    kind = cells.type
    if not pa.types.is_timestamp(kind) or kind.unit != "us" or kind.tz is None or cells.null_count or not len(cells):
        return None
    ticks = as_numpy(pc.cast(cells, pa.int64()))
    return ticks if int(ticks.min()) >= EARLIEST and int(ticks.max()) <= LATEST else None


def _read(cells: pa.Array, field: MappedField, decimal: str) -> tuple[ReadTimes, Mask]:
    cells = decoded(cells)
    kind = cells.type
    if pa.types.is_timestamp(kind) or pa.types.is_date(kind):
        return _typed(cells)
    found, missing = _by_format(cells, field.rule.format, decimal, field.rule.start)
    for other in field.rule.other_formats:
        if not (open_cells := ~missing & ~found.readable).any():
            break
        found = _filled_in(found, _by_format(cells, other, decimal, field.rule.start)[0], open_cells)
    return found, missing


def _by_format(cells: pa.Array, time_format: str, decimal: str, start: date | None) -> tuple[ReadTimes, Mask]:
    if time_format in EPOCHS:
        return _epochs(cells, EPOCHS[time_format], decimal)
    if time_format in SERIALS:
        return _serials(cells, SERIALS[time_format], decimal)
    if time_format in PERIODS:
        return read_periods(cells, time_format, start), as_numpy(pc.is_null(blank_as_null(as_text(cells))))
    text = blank_as_null(as_text(cells))
    return read_times(text, time_format), as_numpy(pc.is_null(text))


def _filled_in(found: ReadTimes, other: ReadTimes, cells: Mask) -> ReadTimes:
    taken = cells & other.readable
    return ReadTimes(
        np.where(taken, other.microseconds, found.microseconds),
        found.readable | taken,
        np.where(taken, other.zoned, found.zoned),
    )


def _typed(cells: pa.Array) -> tuple[ReadTimes, Mask]:
    zone = cells.type.tz if pa.types.is_timestamp(cells.type) else None
    if pa.types.is_date(cells.type):
        cells = pc.cast(cells, pa.timestamp("s" if pa.types.is_date32(cells.type) else "ms"))
    missing = as_numpy(pc.is_null(cells))
    microseconds, exists = _microseconds(as_numpy(filled(pc.cast(cells, pa.int64()), 0)), cells.type.unit)
    return ReadTimes(microseconds, exists & ~missing, np.full(len(missing), zone is not None)), missing


def _microseconds(ticks: NDArray[np.int64], unit: str) -> tuple[NDArray[np.int64], Mask]:
    """Count in microseconds, and say which ticks the calendar has; Arrow's own cast would wrap the others around."""
    per_second = _PER_SECOND[unit]
    first, last = EARLIEST * per_second // 10**6, (LATEST + 1) * per_second // 10**6 - 1
    exists = np.ones(ticks.shape, np.bool_)
    if ticks.size and (int(ticks.min()) < first or int(ticks.max()) > last):
        exists = (ticks >= max(first, _INT64.min)) & (ticks <= min(last, _INT64.max))
        ticks = np.where(exists, ticks, 0)
    # whole nanoseconds before 1970 belong to the microsecond that has begun, not to the next one
    return ticks // 1_000 if unit == "ns" else ticks * (10**6 // per_second), exists


def _epochs(cells: pa.Array, microseconds: int, decimal: str) -> tuple[ReadTimes, Mask]:
    numbers, missing = read_numbers(cells, decimal)
    with np.errstate(invalid="ignore", over="ignore"):
        scaled = np.rint(numbers * microseconds)
        readable = (scaled >= EARLIEST) & (scaled < LATEST + 1)  # the last microsecond itself is no double
    return ReadTimes(np.where(readable, scaled, 0).astype(np.int64), readable, np.ones(len(numbers), np.bool_)), missing


def _serials(cells: pa.Array, first_day: int, decimal: str) -> tuple[ReadTimes, Mask]:
    """Days of a workbook as local times, to the millisecond that a workbook keeps."""
    numbers, missing = read_numbers(cells, decimal)
    if first_day == SERIALS["excel"]:
        numbers = np.where(numbers < _LEAP_DAY, numbers + 1, np.where(numbers < _LEAP_DAY + 1, np.nan, numbers))
    with np.errstate(invalid="ignore", over="ignore"):
        scaled = np.rint((numbers + first_day) * _DAY / 1_000) * 1_000
        readable = (scaled >= EARLIEST) & (scaled < LATEST + 1)
    microseconds = np.where(readable, scaled, 0).astype(np.int64)
    return ReadTimes(microseconds, readable, np.zeros(len(numbers), np.bool_)), missing
