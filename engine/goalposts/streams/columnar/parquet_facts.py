"""What the footer of a Parquet file tells of one column of one row group, without reading it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pyarrow as pa
import pyarrow.parquet
from attrs import frozen

from goalposts.streams.batches.blank_texts import never_blank

_PER_SECOND: Final = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}


@frozen
class GroupFacts:
    """Facts of a column within a row group.

    Attributes:
        complete: whether it is known to have a value that is not blank in every row.
        times: of UTC times without a missing one, the first and the last microsecond.
    """

    column: str
    complete: bool = False
    times: tuple[int, int] | None = None


def group_facts(chunk: pyarrow.parquet.ColumnChunkMetaData, types: Mapping[str, pa.DataType]) -> GroupFacts:
    """Read the statistics of a column chunk; where they say nothing, nothing is known."""
    column, statistics = chunk.path_in_schema, chunk.statistics
    kind = types.get(column)
    if kind is None or "." in column or statistics is None or not statistics.has_null_count or statistics.null_count:
        return GroupFacts(column)
    kind = kind.value_type if pa.types.is_dictionary(kind) else kind
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        # a value that is cut short still begins with what the whole one does
        return GroupFacts(column, complete=statistics.has_min_max and never_blank(statistics.min, statistics.max))
    # of other types it takes a look at the cells to know which of them are blank, or refused
    return GroupFacts(column, complete=pa.types.is_integer(kind), times=_times(statistics, kind))


def _times(statistics: pyarrow.parquet.Statistics, kind: pa.DataType) -> tuple[int, int] | None:
    if not pa.types.is_timestamp(kind) or kind.tz is None or not statistics.has_min_max:
        return None
    if statistics.physical_type != "INT64":
        return None
    per_second = _PER_SECOND[kind.unit]
    first, last = statistics.min_raw, statistics.max_raw
    return first * 10**6 // per_second, last * 10**6 // per_second
