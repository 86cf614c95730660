"""Converts a column that only tells which row is newest: times, or numbers such as the version of a record."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from goalposts.expressions import ValueType
from goalposts.expressions.columns import Column
from goalposts.streams.batches.raw_text import decoded
from goalposts.streams.conversion.clock import Zone
from goalposts.streams.conversion.converted import Converted, Refusal
from goalposts.streams.conversion.numbers import LARGEST, read_numbers
from goalposts.streams.conversion.times import convert_times
from goalposts.streams.mapping.mapped_fields import MappedField


def convert_ranks(
    cells: pa.Array, field: MappedField, decimal: str, zone: Zone | None, days: pa.Array | None = None
) -> Converted:
    """Read every cell by itself, as a number or else as a time, so that no other cell of a batch changes its rank.

    Times count as microseconds since 1970, which a float64 holds exactly until the year 2255. Refuses
    `bad_timestamp`, and what `convert_times` refuses, for what is neither.
    """
    numbers, missing = read_numbers(decoded(cells), decimal, field.thousands)
    plain = np.abs(numbers) <= LARGEST
    if (plain | missing).all():
        return Converted(Column(ValueType.NUMBER, numbers, ~missing if missing.any() else None))
    times = convert_times(cells, field, decimal, zone, days)
    refusals = tuple(Refusal(refusal.reason, refusal.rows & ~plain) for refusal in times.refusals)
    values = np.where(plain, numbers, times.column.values.astype(np.float64))
    known = plain | (np.ones(len(plain), np.bool_) if times.column.valid is None else times.column.valid)
    found = tuple(refusal for refusal in refusals if refusal.rows.any())
    return Converted(Column(ValueType.NUMBER, values, None if known.all() else known), found)
