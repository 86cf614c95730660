"""Reads SQLite databases by the standard library."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Final

import pyarrow as pa

from goalposts.streams.batches.raw_text import check_names
from goalposts.streams.batches.rows import batch_of
from goalposts.streams.databases.address import database_path
from goalposts.streams.databases.query import quoted, selection, stated_query
from goalposts.streams.databases.reader import DatabaseReader, no_connection, refused_query, went_away
from goalposts.streams.databases.values import columns_of
from goalposts.streams.files.source_file import SourceFile
from goalposts.streams.files.unpacking import cannot_be_read

_ROWS: Final = 1 << 14
_TABLES: Final = (
    "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
)


def open_sqlite(file: SourceFile) -> DatabaseReader:
    """Look up the columns of a table or query.

    A column of SQLite may hold values of several types; it is text then, in each batch by itself.

    Raises:
        SourceError: it is no SQLite database, or does not run the query.
    """
    path = database_path(file)
    with _connected(path, file.name) as connection:
        try:
            tables = [quoted(name) for (name,) in connection.execute(_TABLES)]
        except sqlite3.Error as fault:
            raise no_connection(str(fault), file.name) from None
        query = stated_query(file.source.query, tables, file.name)
        try:
            found = connection.execute(f"{selection(query)} LIMIT 0").description
        except sqlite3.Error as fault:
            raise refused_query(str(fault), file.name) from None
    columns = tuple(column[0] for column in found)
    check_names(columns, file.name)
    return DatabaseReader(file.name, columns, partial(_rows, path, query, file.name))


def _rows(path: Path, query: str, where: str, columns: tuple[str, ...]) -> Iterator[pa.RecordBatch]:
    with _connected(path, where) as connection:
        try:
            cursor = connection.execute(selection(query, map(quoted, columns)))
        except sqlite3.Error as fault:
            raise refused_query(str(fault), where) from None
        while rows := _fetched(cursor, where):
            yield batch_of(columns, columns_of(rows, len(columns)), len(rows))


def _fetched(cursor: sqlite3.Cursor, where: str) -> list[tuple[object, ...]]:
    try:
        return cursor.fetchmany(_ROWS)
    except sqlite3.Error as fault:
        raise went_away(str(fault), where) from None


def _connected(path: Path, where: str) -> closing[sqlite3.Connection]:
    """Connect without the right to change anything."""
    try:
        with path.open("rb"):
            pass
        # one thread at a time reads, but not always the same one
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False)
        connection.execute("PRAGMA query_only = on")
        connection.execute("PRAGMA trusted_schema = off")
    except OSError as fault:
        raise cannot_be_read(where, fault) from None
    except sqlite3.Error as fault:
        raise no_connection(str(fault), where) from None
    return closing(connection)
