"""Call logs as text tables, and the ways to read one into typed columns."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any, Final

import duckdb
import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.csv
from goalposts.model import Source
from goalposts.streams.opening import open_source
from goalposts.streams.side_by_side import SideBySide
from goalposts_contact_center.call import CALL

OUTCOMES: Final = ("answered", "abandoned", "timeout", "blocked")
SECONDS: Final = ("wait", "talk", "acw")
ASKED: Final = ("offered_at", "outcome", "queue", "agent", *SECONDS)
"""The columns that are read; Goalposts looks at the id as well, since it takes no row without one."""

_FIRST: Final = 1_767_225_600
_TYPES: Final = {
    "call_id": "VARCHAR",
    "offered_at": "TIMESTAMP",
    "outcome": "VARCHAR",
    "queue": "VARCHAR",
    "agent": "VARCHAR",
    "wait": "DOUBLE",
    "talk": "DOUBLE",
    "acw": "DOUBLE",
}
Facts = Mapping[str, float]
Read = Callable[[Path], Any]


def write_calls(path: Path, rows: int) -> Facts:
    """Write calls, words in quotation marks as most exports have them, and return what is known of them."""
    random = np.random.default_rng(1)
    outcomes = random.choice(4, rows, p=[0.86, 0.1, 0.03, 0.01])
    seconds = {
        "wait": np.rint(random.exponential(30, rows)),
        "talk": np.rint(random.exponential(2400, rows)) / 10,
        "acw": np.rint(random.exponential(45, rows)),
    }
    at = _FIRST + np.arange(rows) * 31_536_000 // rows
    table = pa.table(
        {
            "call_id": np.arange(rows),
            "offered_at": pa.array(at, pa.timestamp("s")),
            "outcome": pa.array(np.array(OUTCOMES)[outcomes]),
            "queue": pa.array(np.array([f"queue {number}" for number in range(20)])[random.integers(0, 20, rows)]),
            "agent": pa.array(np.array([f"agent-{number:04}" for number in range(800)])[random.integers(0, 800, rows)]),
            **seconds,
        }
    )
    pa.csv.write_csv(table, path)
    counted = {word: int((outcomes == code).sum()) for code, word in enumerate(OUTCOMES)}
    return {
        "rows": rows,
        "times": float((at - _FIRST).sum()),
        **counted,
        **{name: float(values.sum()) for name, values in seconds.items()},
    }


def readers(threads: int) -> dict[str, tuple[Read, Callable[[Any], Facts]]]:
    """By engine how it reads a file, and how its answer is checked, which is not timed."""
    connection = duckdb.connect()
    connection.execute(f"set threads={threads}")

    def by_duckdb(path: Path) -> pa.Table:
        return connection.sql(
            f"select {', '.join(ASKED)} from read_csv('{path}', header=true, columns={_TYPES})"
        ).to_arrow_table()

    def by_polars(path: Path) -> pa.Table:
        numbers = dict.fromkeys(SECONDS, pl.Float64)
        kinds = {"offered_at": pl.Datetime("us"), **numbers}
        return pl.read_csv(path, columns=list(ASKED), schema_overrides=kinds).to_arrow()

    def by_goalposts(path: Path) -> list[Any]:
        source = Source("calls", CALL.id, (path.name,), timezone="UTC")
        options = {"timezone": "UTC", "as_of": date(2027, 1, 2), "wanted": frozenset(ASKED)}
        stream = open_source(source, CALL, folder=path.parent, **options)
        with SideBySide(stream) as found, ThreadPoolExecutor(threads) as pool:
            parts = list(pool.map(lambda part: list(part.read()), found.parts))
        return [batch for part in parts for batch in part]

    return {
        "goalposts": (by_goalposts, _of_batches),
        "duckdb": (by_duckdb, _of_table),
        "polars": (by_polars, _of_table),
    }


def _of_table(table: pa.Table) -> Facts:
    at = table["offered_at"].cast(pa.timestamp("us")).cast(pa.int64()).to_numpy()
    words = table["outcome"].cast(pa.string()).to_pylist()
    sums = {name: float(table[name].to_numpy().sum()) for name in SECONDS}
    counted = {word: words.count(word) for word in OUTCOMES}
    return {"rows": table.num_rows, "times": float((at / 1e6 - _FIRST).sum()), **counted, **sums}


def _of_batches(batches: list[Any]) -> Facts:
    counted = dict.fromkeys(OUTCOMES, 0)
    for batch in batches:
        column = batch.columns["outcome"]
        for word, rows in zip(column.words, np.bincount(column.values, minlength=len(column.words)), strict=True):
            counted[word] += int(rows)
    sums = {name: float(sum(batch.columns[name].values.sum() for batch in batches)) for name in SECONDS}
    times = float(sum((batch.columns["offered_at"].values / 1e6 - _FIRST).sum() for batch in batches))
    return {"rows": sum(batch.rows for batch in batches), "times": times, **counted, **sums}


def timed(read: Read, path: Path) -> float:
    """The seconds that reading takes."""
    start = time.perf_counter()
    read(path)
    return time.perf_counter() - start
