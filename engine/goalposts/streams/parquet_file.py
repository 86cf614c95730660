"""Reads Parquet files, only the columns that are needed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet
from attrs import frozen

from goalposts.errors import SourceError
from goalposts.locale import Text
from goalposts.streams.raw import RawBatch
from goalposts.streams.raw_text import check_names


@frozen
class ParquetFile:
    """A Parquet file."""

    name: str
    path: Path
    columns: tuple[str, ...]
    batch_rows: int

    def batches(self, columns: frozenset[str]) -> Iterator[RawBatch]:
        """Read some columns row group by row group.

        Raises:
            SourceError: a damaged file.
        """
        used = [column for column in self.columns if column in columns]
        start = 1
        try:
            with pyarrow.parquet.ParquetFile(self.path) as file:
                for cells in file.iter_batches(self.batch_rows, columns=used, use_threads=False):
                    yield RawBatch(cells, np.arange(start, start + cells.num_rows))
                    start += cells.num_rows
        except (pa.ArrowException, OSError) as fault:
            raise _damaged(self.name) from fault


def open_parquet_file(path: Path, name: str, batch_rows: int) -> ParquetFile:
    """Read the schema of a Parquet file.

    Raises:
        SourceError: it is not a Parquet file, or a column name stands twice.
    """
    if path.stat().st_size == 0:
        problem = Text(en="the file is empty", ru="файл пуст")
        raise SourceError(problem, where=name, hint=Text(en="export it again", ru="выгрузите его заново"))
    try:
        schema = pyarrow.parquet.read_schema(path)
    except (pa.ArrowException, OSError) as fault:
        raise _damaged(name) from fault
    check_names(schema.names, name)
    return ParquetFile(name, path, tuple(schema.names), batch_rows)


def _damaged(name: str) -> SourceError:
    problem = Text(en="this is not a Parquet file, or it is damaged", ru="это не файл Parquet, или он повреждён")
    hint = Text(en="export it again, or give its `format:`", ru="выгрузите его заново или укажите `format:`")
    return SourceError(problem, where=name, hint=hint)
