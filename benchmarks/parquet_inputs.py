"""Parquet files as inputs, and the ways to ask every engine about one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Final

import duckdb_forms
import ours
import polars as pl
import polars_forms
import pyarrow.parquet as pq
from answers import Form
from attrs import field, frozen
from calls import QUEUES, Calls, read_parquet, write_parquet
from entries import Size
from measures import NINE, columns_of, statistics
from our_parts import reading
from parts import LIMIT, Part, Turns, least, timed
from race import Inputs, Makers


@frozen
class Decoding:
    """How pyarrow is asked.

    Attributes:
        options: of the file.
        batch_rows: how many at a time; a row group when not given.
    """

    options: Mapping[str, bool] = field(factory=dict)
    batch_rows: int | None = None

    def read(self, file: pq.ParquetFile, group: int, columns: list[str]) -> None:
        """Decode a row group and forget it."""
        if self.batch_rows is None:
            file.read_row_group(group, columns, use_threads=False)
            return
        for _ in file.iter_batches(self.batch_rows, row_groups=[group], columns=columns, use_threads=False):
            pass


_DECODED: Final = "decoding by pyarrow"
_BY_POLARS: Final = "limit: decoding by Polars"
_OTHERWISE: Final[Mapping[str, Decoding]] = {
    "batches of 65,536 rows": Decoding(batch_rows=1 << 16),
    "from a memory map": Decoding(options={"memory_map": True}),
    "from a memory map, fetched ahead": Decoding(options={"memory_map": True, "pre_buffer": True}),
}
_AS_THE_PRODUCT: Final = Decoding()
_ALSO: Final = "limit: decoding by pyarrow, {}"


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


def decode(
    path: Path, threads: int, columns: Sequence[str] = columns_of(NINE), way: Decoding = _AS_THE_PRODUCT
) -> None:
    """Decode some columns by pyarrow and forget them, row groups side by side: what no reader of it undercuts."""
    groups = iter(range(pq.read_metadata(path).num_row_groups))

    def some(_: int) -> None:
        with pq.ParquetFile(path, read_dictionary=["queue", "outcome"], **way.options) as file:
            for group in groups:
                way.read(file, group, list(columns))

    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(some, range(threads)))


def parquet_parts(path: Path, turns: Turns, threads: int) -> tuple[Part, ...]:
    """Decoding by pyarrow, reading by Goalposts, and all that it does: what each does more is a part."""
    read, tally = partial(reading, path, threads), ours.tally_form(NINE, QUEUES, location=path).run
    ways = [timed("decoded", partial(decode, path, threads)), timed("read", read), timed("all", tally)]
    columns = columns_of(NINE)
    ways += [timed(column, partial(decode, path, threads, (column,))) for column in columns]
    ways += [timed(_ALSO.format(name), partial(decode, path, threads, way=way)) for name, way in _OTHERWISE.items()]
    took = least([*ways, timed(_BY_POLARS, partial(pl.read_parquet, path, columns=list(columns)))], turns.rounds)
    return (
        Part(_DECODED, took["decoded"]),
        *(Part(f"{column}, alone", took[column], _DECODED) for column in columns),
        Part("checks of every row, numbers of words", took["read"] - took["decoded"]),
        Part("scan, harvest, the cube", took["all"] - took["read"]),
        *(Part(_ALSO.format(name), took[_ALSO.format(name)], LIMIT) for name in _OTHERWISE),
        Part(_BY_POLARS, took[_BY_POLARS], LIMIT, "the same columns into memory, words as text"),
    )
