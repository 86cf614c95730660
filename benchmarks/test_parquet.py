"""Case (d): from a Parquet file to the cube of a project with nine goals for every queue."""

from __future__ import annotations

from functools import partial

from measures import NINE
from parquet_inputs import files, parquet_makers, parquet_parts
from race import Entry


def test_parquet_end_to_end(race, size, threads, folder):
    entry = Entry("d", "nine KPIs, 20 queues, from Parquet (zstd, dictionaries)", NINE, aim=2)
    parts = partial(parquet_parts, threads=threads)
    race.run(entry, files(folder, size, size.rows, threads), parquet_makers(threads), parts)
