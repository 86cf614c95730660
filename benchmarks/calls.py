"""A year of calls: the columns that every engine reads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import numpy as np
from attrs import evolve, frozen
from numpy.typing import NDArray

Columns = dict[str, NDArray[Any]]

FIRST_DAY: Final = date(2025, 1, 1)
DAYS: Final = 365
DAY_MICROSECONDS: Final = 86_400_000_000
FIRST_INSTANT: Final = (FIRST_DAY - date(1970, 1, 1)).days * DAY_MICROSECONDS
OUTCOMES: Final = ("answered", "abandoned", "timeout")
QUEUES: Final = 20
CUSTOMERS: Final = 100_000
_GROUP_ROWS: Final = 1_000_000


@frozen(eq=False)
class Calls:
    """Calls in memory.

    Attributes:
        columns: `offered_at` in microseconds since 1970; `queue`, `outcome` and `customer` as numbers of their words;
            durations in seconds.
        queues: how many.
    """

    columns: Columns
    queues: int

    @property
    def rows(self) -> int:
        """How many calls."""
        return int(self.columns["queue"].size)

    def only(self, names: tuple[str, ...]) -> Calls:
        """The same calls with fewer columns."""
        return evolve(self, columns={name: self.columns[name] for name in names})

    def first(self, rows: int) -> Calls:
        """The first so many calls."""
        return evolve(self, columns={name: values[:rows] for name, values in self.columns.items()})

    def thinned(self, most: int) -> Calls:
        """Every n-th call, in the same order, so that at most so many are left."""
        step = -(-self.rows // most)
        return evolve(self, columns={name: values[::step].copy() for name, values in self.columns.items()})

    def bytes(self) -> int:
        """The size of all columns."""
        return sum(values.nbytes for values in self.columns.values())


def words(column: str, queues: int) -> tuple[str, ...]:
    """The words that the numbers of a column stand for."""
    if column == "outcome":
        return OUTCOMES
    count, letter = (queues, "q") if column == "queue" else (CUSTOMERS, "c")
    return tuple(f"{letter}{number}" for number in range(count))


@lru_cache(maxsize=1)
def calls(rows: int, queues: int, *, ordered: bool) -> Calls:
    """Calls in the order of time, or in no order."""
    return Calls(_drawn(np.random.default_rng(0), rows, queues, ordered=ordered), queues)


def _drawn(random: np.random.Generator, rows: int, queues: int, *, ordered: bool, part: float = 1.0) -> Columns:
    """Draw calls of the first part of the year."""
    seconds = random.integers(0, round(DAYS * 86_400 * part), rows)
    outcome = random.choice(np.arange(len(OUTCOMES), dtype=np.int32), rows, p=[0.9, 0.08, 0.02])
    answered = outcome == 0
    return {
        "offered_at": (np.sort(seconds) if ordered else seconds) * 1_000_000 + FIRST_INSTANT,
        "queue": random.integers(0, queues, rows).astype(np.int32),
        "outcome": outcome,
        "customer": random.integers(0, CUSTOMERS, rows).astype(np.int32),
        "wait": random.exponential(25, rows).round(1),
        "talk": np.where(answered, random.lognormal(5, 0.6, rows).round(), 0.0),
        "hold": np.where(answered, random.exponential(10, rows).round(), 0.0),
        "acw": np.where(answered, random.exponential(30, rows).round(), 0.0),
    }


def write_parquet(path: Path, rows: int, queues: int) -> None:
    """Write ordered calls, zstd and dictionaries, a million rows a group; they need not fit into memory."""
    import pyarrow.parquet as pq

    writer = None
    for table in _groups(rows, queues):
        writer = writer or pq.ParquetWriter(path, table.schema, compression="zstd", use_dictionary=True)
        writer.write_table(table)
    assert writer is not None
    writer.close()


def _groups(rows: int, queues: int) -> Iterator[Any]:
    import pyarrow as pa

    groups, random = max(1, rows // _GROUP_ROWS), np.random.default_rng(0)
    bounds = [rows * group // groups for group in range(groups + 1)]
    year = DAYS * DAY_MICROSECONDS
    for group, (start, end) in enumerate(pairwise(bounds)):
        columns = _drawn(random, end - start, queues, ordered=True, part=1 / groups)
        del columns["customer"]
        at = columns.pop("offered_at") + year // groups // 1_000_000 * 1_000_000 * group
        text = {
            name: pa.DictionaryArray.from_arrays(columns.pop(name), words(name, queues)).cast(pa.string())
            for name in ("queue", "outcome")
        }
        yield pa.table({"offered_at": pa.array(at, pa.timestamp("us", "UTC")), **text, **columns})


def read_parquet(path: Path, queues: int) -> Calls:
    """All calls of a small file, words as numbers."""
    import pyarrow.parquet as pq

    table = pq.read_table(path)
    columns = {}
    for name in table.column_names:
        column = table[name].to_numpy()
        if name in {"queue", "outcome"}:
            numbers = {word: number for number, word in enumerate(words(name, queues))}
            column = np.array([numbers[word] for word in column], np.int32)
        columns[name] = column.astype(np.int64) if name == "offered_at" else column
    return Calls(columns, queues)
