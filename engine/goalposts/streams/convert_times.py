"""Converts times to UTC microseconds."""

from __future__ import annotations

from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from goalposts.expressions.columns import Column
from goalposts.streams.arrow_values import as_numpy, filled, text_value
from goalposts.streams.clock import Zone
from goalposts.streams.convert_numbers import read_numbers
from goalposts.streams.converted import Converted, Mask, refused
from goalposts.streams.mapping import MappedField
from goalposts.streams.raw_text import as_text, blank_as_null
from goalposts.streams.read_times import ReadTimes, read_times

NO_ZONE: Final = "no_zone"
EPOCHS: Final = {"epoch_s": 1_000_000, "epoch_ms": 1_000}
_LATEST: Final = 253_402_300_799_999_999


def convert_times(cells: pa.Array, field: MappedField, decimal: str, zone: Zone | None) -> Converted:
    """Read typed or written times; naive ones are local to the zone of the source.

    Refuses `bad_timestamp`, `nonexistent_time`, and `NO_ZONE` for naive times of a source without a zone.
    """
    found, missing = _read(cells, field, decimal)
    bad = ~missing & ~found.readable
    naive = found.readable & ~found.zoned
    valid = found.readable if missing.any() or bad.any() else None
    if not naive.any():
        return Converted(Column(field.type, found.microseconds, valid), refused(("bad_timestamp", bad)))
    if zone is None:
        return Converted(Column(field.type, found.microseconds, valid), refused((NO_ZONE, naive)))
    local = zone.to_utc(np.where(naive, found.microseconds, 0))
    column = Column(field.type, np.where(naive, local.utc, found.microseconds), valid)
    refusals = refused(("bad_timestamp", bad), ("nonexistent_time", naive & local.nonexistent))
    return Converted(column, refusals, naive & local.ambiguous)


def _read(cells: pa.Array, field: MappedField, decimal: str) -> tuple[ReadTimes, Mask]:
    kind = cells.type
    if pa.types.is_timestamp(kind) or pa.types.is_date(kind):
        return _typed(cells)
    if field.rule.format in EPOCHS:
        return _epochs(cells, EPOCHS[field.rule.format], decimal)
    text = blank_as_null(as_text(cells))
    if field.rule.null_as is not None:
        text = pc.fill_null(text, text_value(field.rule.null_as))
    return read_times(text, field.rule.format), as_numpy(pc.is_null(text))


def _typed(cells: pa.Array) -> tuple[ReadTimes, Mask]:
    zone = cells.type.tz if pa.types.is_timestamp(cells.type) else None
    times = pc.cast(cells, pa.timestamp("us", zone), safe=False)
    missing = as_numpy(pc.is_null(times))
    microseconds = as_numpy(filled(pc.cast(times, pa.int64()), 0))
    return ReadTimes(microseconds, ~missing, np.full(len(missing), zone is not None)), missing


def _epochs(cells: pa.Array, microseconds: int, decimal: str) -> tuple[ReadTimes, Mask]:
    numbers, missing = read_numbers(cells, decimal)
    with np.errstate(invalid="ignore", over="ignore"):
        scaled = np.rint(numbers * microseconds)
        readable = np.abs(scaled) <= _LATEST
    return ReadTimes(np.where(readable, scaled, 0).astype(np.int64), readable, np.ones(len(numbers), np.bool_)), missing
