"""A year of calls of a contact centre, written in pieces, so that any number of rows takes little memory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet

START: Final = "2026-01-01"
GO_LIVE: Final = "2026-07-01"
END: Final = "2027-01-01"
GROUP_ROWS: Final = 1_000_000

_YEAR_SECONDS: Final = 365 * 86_400
_FIRST: Final = 1_767_225_600  # START in UTC, in seconds
_OUTCOMES: Final = ("answered", "abandoned", "timeout", "blocked")
_QUEUES: Final = tuple(f"queue {number}" for number in range(20))
_RESULTS: Final = ("solved", "called back", "complaint", "")
_LONGEST: Final = {"wait": 30.0, "talk": 240.0, "hold": 20.0, "acw": 45.0}

GOALS: Final = (
    "service_level, variant: offered",
    "asa",
    "wait_p95",
    "abandon_rate, variant: all",
    "lost_rate",
    "aht",
    "att, variant: talk",
    "acw, variant: all",
    "outcome_recorded",
)
"""Nine KPIs of the contact centre."""


def call_tables(rows: int) -> Iterator[pa.Table]:
    """Yield calls in the order of their times, at most `GROUP_ROWS` at once."""
    random = np.random.default_rng(1)
    for start in range(0, rows, GROUP_ROWS):
        yield _calls(random, np.arange(start, min(start + GROUP_ROWS, rows)), rows)


def _calls(random: np.random.Generator, numbers: np.ndarray, rows: int) -> pa.Table:
    seconds = _FIRST + numbers * _YEAR_SECONDS // rows
    size = numbers.size
    waits = {
        name: pa.array(np.rint(random.exponential(mean, size)).astype(np.float32)) for name, mean in _LONGEST.items()
    }
    return pa.table(
        {
            "call_id": pa.array(numbers),
            "offered_at": pa.array(seconds * 1_000_000, pa.timestamp("us", "UTC")),
            "outcome": _words(random.choice(4, size, p=[0.86, 0.1, 0.03, 0.01]), _OUTCOMES),
            "queue": _words(random.integers(0, len(_QUEUES), size), _QUEUES),
            "result": _words(random.integers(0, len(_RESULTS), size), _RESULTS),
            **waits,
        }
    )


def _words(codes: np.ndarray, words: tuple[str, ...]) -> pa.Array:
    return pa.DictionaryArray.from_arrays(pa.array(codes.astype(np.int32)), pa.array(words))


def write_parquet(file: Path, rows: int) -> None:
    """Write calls as zstd with dictionaries, a row group of a million rows at a time."""
    writer = None
    for table in call_tables(rows):
        writer = writer or pa.parquet.ParquetWriter(file, table.schema, compression="zstd", use_dictionary=True)
        writer.write_table(table, row_group_size=GROUP_ROWS)
    if writer is not None:
        writer.close()


def project_text(source: str, goals: tuple[str, ...] = GOALS) -> str:
    """The project file that asks for some KPIs of the calls in a file beside it."""
    lines = "\n".join(
        f"  - {{id: goal-{number}, role: shadow, kpi: contact_center.{goal}}}" for number, goal in enumerate(goals)
    )
    return f"""\
goalposts: 1
project: Benchmark
timezone: Europe/Berlin
go_live: {GO_LIVE}
baseline: {{from: {START}, to: {GO_LIVE}}}
evaluation: {{from: {GO_LIVE}, to: {END}}}
data:
  contact_center.call:
    source: {source}
    timezone: UTC
    fields:
      wait: {{column: wait, unit: s}}
      talk: {{column: talk, unit: s}}
      hold: {{column: hold, unit: s}}
      acw: {{column: acw, unit: s}}
goals:
{lines}
"""
