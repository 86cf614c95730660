"""Reads Parquet files, only the columns that are needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet
from attrs import frozen

from goalposts.errors import SourceError
from goalposts.locale import Text
from goalposts.streams.batches.raw import PEEKED_ROWS, Piece, RawBatch
from goalposts.streams.batches.raw_text import check_names
from goalposts.streams.columnar.parquet_facts import GroupFacts, group_facts
from goalposts.streams.columnar.parquet_footer import look_through
from goalposts.streams.files.source_file import SourceFile
from goalposts.streams.files.unpacking import cannot_be_read

_WHOLE_ROWS: Final = 1 << 20
_WHOLE_BYTES: Final = 256 << 20
"""Of all columns, as they are encoded: what a row group may have and still be read at once."""
_DAMAGE: Final = (pa.ArrowException, OSError, UnicodeDecodeError)
"""What Arrow raises of damaged bytes; of names and statistics that are no text, the last."""


@frozen
class ParquetFile:
    """A Parquet file."""

    name: str
    path: Path
    types: Mapping[str, pa.DataType]
    batch_rows: int

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of its columns."""
        return tuple(self.types)

    def batches(self, columns: frozenset[str]) -> Iterator[RawBatch]:
        """Read some columns row group by row group.

        Raises:
            SourceError: a damaged file.
        """
        metadata = self._metadata()
        return self._groups(columns, metadata, range(metadata.num_row_groups), 1)

    def pieces(self) -> tuple[Piece, ...]:
        """The row groups.

        Raises:
            SourceError: a damaged file.
        """
        metadata, found, start = self._metadata(), [], 1
        self._look_through(metadata)
        for number in range(metadata.num_row_groups):
            group = metadata.row_group(number)
            facts = self._facts(group)
            read = partial(self._groups, metadata=metadata, groups=(number,), start=start)
            found.append(
                Piece(
                    group.num_rows,
                    read,
                    partial(read, most_rows=PEEKED_ROWS),
                    frozenset(fact.column for fact in facts if fact.complete),
                    {fact.column: fact.times for fact in facts if fact.times is not None},
                )
            )
            start += group.num_rows
        return tuple(found)

    def _facts(self, group: pyarrow.parquet.RowGroupMetaData) -> list[GroupFacts]:
        try:
            return [group_facts(group.column(place), self.types) for place in range(group.num_columns)]
        except _DAMAGE as fault:
            raise _damaged(self.name) from fault

    def _look_through(self, metadata: pyarrow.parquet.FileMetaData) -> None:
        try:
            look_through(metadata, self.path.stat().st_size)
        except _DAMAGE as fault:
            raise _damaged(self.name) from fault

    def _metadata(self) -> pyarrow.parquet.FileMetaData:
        try:
            return pyarrow.parquet.read_metadata(self.path)
        except _DAMAGE as fault:
            raise _damaged(self.name) from fault

    def _groups(
        self,
        columns: frozenset[str],
        metadata: pyarrow.parquet.FileMetaData,
        groups: Iterable[int],
        start: int,
        most_rows: int = 0,
    ) -> Iterator[RawBatch]:
        used = [column for column in self.columns if column in columns]
        # words come by dictionary, as they mostly lie in the file
        texts = [column for column in used if pa.types.is_string(self.types[column])]
        options = {"read_dictionary": texts, "metadata": metadata}
        try:
            with pyarrow.parquet.ParquetFile(self.path, **options) as file:
                for group in groups:
                    for cells in self._cells(file, group, used, most_rows):
                        yield RawBatch(cells, np.arange(start, start + cells.num_rows))
                        start += cells.num_rows
        except _DAMAGE as fault:
            raise _damaged(self.name) from fault

    def _cells(
        self, file: pyarrow.parquet.ParquetFile, group: int, used: list[str], most_rows: int
    ) -> Iterator[pa.RecordBatch]:
        """A row group at once, which is quicker, unless it is a large one or few rows are wanted."""
        if most_rows or not used or _is_large(file.metadata.row_group(group)):
            rows = most_rows or self.batch_rows
            yield from file.iter_batches(rows, row_groups=[group], columns=used, use_threads=False)
        else:
            yield from file.read_row_group(group, used, use_threads=False).to_batches()


def _is_large(group: pyarrow.parquet.RowGroupMetaData) -> bool:
    return bool(group.num_rows > _WHOLE_ROWS or group.total_byte_size > _WHOLE_BYTES)


def open_parquet_file(file: SourceFile) -> ParquetFile:
    """Read the schema of a Parquet file.

    Raises:
        SourceError: it is not a Parquet file, or a column name stands twice.
    """
    path, name = file.path, file.name
    if path.stat().st_size == 0:
        problem = Text(en="the file is empty", ru="файл пуст")
        raise SourceError(problem, where=name, hint=Text(en="export it again", ru="выгрузите его заново"))
    try:
        schema = pyarrow.parquet.read_schema(path)
    except PermissionError as fault:
        raise cannot_be_read(name, fault) from fault
    except _DAMAGE as fault:
        raise _damaged(name) from fault
    check_names(schema.names, name)
    return ParquetFile(name, path, dict(zip(schema.names, schema.types, strict=True)), file.batch_rows)


def _damaged(name: str) -> SourceError:
    problem = Text(en="this is not a Parquet file, or it is damaged", ru="это не файл Parquet, или он повреждён")
    hint = Text(en="export it again, or give its `format:`", ru="выгрузите его заново или укажите `format:`")
    return SourceError(problem, where=name, hint=hint)
