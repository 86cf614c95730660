"""Parquet files as inputs, and the ways to ask every engine about one."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import duckdb_forms
import ours
import polars_forms
import pyarrow.parquet as pq
from answers import Form
from calls import QUEUES, Calls, read_parquet, write_parquet
from entries import Size
from measures import NINE, columns_of, statistics
from race import Inputs, Makers


def parquet_makers(threads: int) -> Makers:
    """Goalposts scores a project of nine goals with `segments`."""
    wanted = statistics(NINE)

    def by_goalposts(path: Path) -> dict[str, Form]:
        return {"tally": ours.tally_form(NINE, QUEUES, location=path)}

    return {
        "goalposts": by_goalposts,
        "polars": partial(polars_forms.parquet_forms, wanted=wanted, queues=QUEUES),
        "duckdb": partial(duckdb_forms.parquet_forms, wanted=wanted, queues=QUEUES, threads=threads),
    }


def files(folder: Path, size: Size, rows: int, threads: int) -> Inputs:
    """Files of the three sizes; the oracle reads the smallest by pyarrow."""
    paths = {name: folder / f"{name}.parquet" for name in ("few", "sample", "full")}
    for path, count in zip(paths.values(), (size.known, size.sample, rows), strict=True):
        write_parquet(path, count, QUEUES)
    known: Calls = read_parquet(paths["few"], QUEUES)
    return Inputs(known, *paths.values(), rows, partial(decode, paths["full"], threads), 0)


def decode(path: Path, threads: int) -> None:
    """Decode the needed columns by pyarrow and forget them, row groups side by side: what no reader of it undercuts."""
    columns = list(columns_of(NINE))
    groups = iter(range(pq.read_metadata(path).num_row_groups))

    def some(_: int) -> None:
        with pq.ParquetFile(path, read_dictionary=["queue", "outcome"]) as file:
            for group in groups:
                file.read_row_group(group, columns, use_threads=False)

    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(some, range(threads)))
