"""Reads DuckDB files."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

import pyarrow as pa

from goalposts.streams.batches.raw_text import check_names
from goalposts.streams.batches.rows import batch_of
from goalposts.streams.databases.address import database_path
from goalposts.streams.databases.query import quoted, selection, stated_query
from goalposts.streams.databases.reader import DatabaseReader, library, no_connection, refused_query, went_away
from goalposts.streams.databases.values import plain_column
from goalposts.streams.files.source_file import SourceFile

_CLOSED_IN: Final = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "enable_external_access": "false",
    "python_enable_replacements": "false",
}
"""A source is what its file holds: queries load nothing, and read no other file, address or variable of Python."""
_OWN_FOLDER: Final = f"goalposts-{uuid4().hex}"  # made with the module, so that all threads name the same
_AS_TEXT: Final = ("BIT", "BIGNUM", "VARINT", "UUID", "HUGEINT", "UHUGEINT")
_TABLES: Final = "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'main' AND NOT internal"


def open_duckdb(file: SourceFile) -> DatabaseReader:
    """Look up the columns of a table or query.

    Raises:
        SourceError: DuckDB is not installed, it is no file of it, or does not run the query.
    """
    duckdb = library("duckdb", "duckdb", file.name)
    path = database_path(file)
    with _connected(duckdb, path, file.name) as connection:
        tables = [quoted(name) for (name,) in connection.execute(_TABLES).fetchall()]
        query = stated_query(file.source.query, tables, file.name)
        try:
            found = connection.sql(selection(query))
            types = {name: str(kind) for name, kind in zip(found.columns, found.types, strict=True)}
        except duckdb.Error as fault:
            raise refused_query(_said(fault), file.name) from None
        check_names(found.columns, file.name)
    return DatabaseReader(file.name, tuple(types), partial(_batches, file, path, query, types))


def _batches(
    file: SourceFile, path: Path, query: str, types: dict[str, str], columns: tuple[str, ...]
) -> Iterator[pa.RecordBatch]:
    duckdb = library("duckdb", "duckdb", file.name)
    written = [_written(column, types[column]) for column in columns]
    with _connected(duckdb, path, file.name) as connection:
        try:
            found = connection.sql(selection(query, written))
            # the name of this method before DuckDB 1.4
            opened = getattr(found, "to_arrow_reader", None) or found.fetch_arrow_reader
            reader = opened(file.batch_rows)
        except duckdb.Error as fault:
            raise refused_query(_said(fault), file.name) from None
        try:
            for cells in reader:
                yield batch_of(columns, [plain_column(column) for column in cells.columns], cells.num_rows)
        except (duckdb.Error, pa.ArrowException, OSError) as fault:
            raise went_away(_said(fault), file.name) from None


def _written(column: str, kind: str) -> str:
    name = quoted(column)
    return f"CAST({name} AS VARCHAR) AS {name}" if kind in _AS_TEXT else name


def _connected(duckdb: Any, path: Path, where: str) -> closing[Any]:
    try:
        return closing(duckdb.connect(str(path), read_only=True, config=_settings()))
    except duckdb.Error as fault:
        raise no_connection(_said(fault), where) from None


def _settings() -> dict[str, str]:
    """The same for all connections of a process, which DuckDB wants of those to one file.

    What it sorts beyond its memory goes to a folder of its own, which it makes then and removes; queries may read it.
    """
    return {**_CLOSED_IN, "temp_directory": str(Path(tempfile.gettempdir(), _OWN_FOLDER))}


def _said(fault: BaseException) -> str:
    return str(fault).strip().splitlines()[0].rstrip(".")
