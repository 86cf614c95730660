"""Parquet files as inputs, and the ways to ask every engine about one."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import duckdb_forms
import ours
import polars_forms
from answers import Form
from calls import QUEUES, Calls, read_parquet, write_parquet
from entries import Size
from measures import NINE, statistics
from race import Inputs, Makers


def parquet_makers(threads: int) -> Makers:
    """Goalposts scores a project with nine goals for every queue."""
    wanted = statistics(NINE)

    def by_goalposts(path: Path) -> dict[str, Form]:
        return {"tally": ours.tally_form(NINE, QUEUES, location=path)}

    return {
        "goalposts": by_goalposts,
        "polars": partial(polars_forms.parquet_forms, wanted=wanted, queues=QUEUES),
        "duckdb": partial(duckdb_forms.parquet_forms, wanted=wanted, queues=QUEUES, threads=threads),
    }


def files(folder: Path, size: Size, rows: int) -> Inputs:
    """Files of the three sizes; the oracle reads the smallest by pyarrow."""
    paths = {name: folder / f"{name}.parquet" for name in ("few", "sample", "full")}
    for path, count in zip(paths.values(), (size.known, size.sample, rows), strict=True):
        write_parquet(path, count, QUEUES)
    known: Calls = read_parquet(paths["few"], QUEUES)
    return Inputs(known, *paths.values(), rows)
