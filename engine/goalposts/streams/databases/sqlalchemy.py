"""Reads any other database that SQLAlchemy and an installed driver know."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, Final

import pyarrow as pa

from goalposts.errors import SourceError
from goalposts.locale import Text
from goalposts.streams.batches.raw_text import check_names
from goalposts.streams.batches.rows import batch_of
from goalposts.streams.databases.address import Address, filled_address, scheme_of
from goalposts.streams.databases.query import checked_query, is_table, selection
from goalposts.streams.databases.reader import (
    DatabaseReader,
    library,
    no_connection,
    refused_query,
    unreadable_address,
    went_away,
)
from goalposts.streams.databases.values import columns_of
from goalposts.streams.files.source_file import SourceFile

_ROWS: Final = 1 << 14
_READ_ONLY: Final = {
    "sqlite": "PRAGMA query_only = on",
    "mysql": "SET SESSION TRANSACTION READ ONLY",
    "mariadb": "SET SESSION TRANSACTION READ ONLY",
    "postgresql": "SET TRANSACTION READ ONLY",
    "oracle": "SET TRANSACTION READ ONLY",
}
"""By dialect; of the others it is only the query that is no more than one SELECT, and nothing is committed."""


def open_sqlalchemy(file: SourceFile) -> DatabaseReader:
    """Look up the columns of a table or query.

    Raises:
        SourceError: SQLAlchemy or the driver is not installed, or the database refuses.
    """
    if not file.source.query:
        problem = Text(en="no table is named", ru="не названа таблица")
        hint = Text(en="name one under `query:`, or write a SELECT", ru="назовите её в `query:` или напишите SELECT")
        raise SourceError(problem, where=file.name, hint=hint)
    query = checked_query(file.source.query, file.name)
    with _result(file, f"{selection(query)} WHERE 1 = 0" if is_table(query) else query) as result:
        columns = tuple(result.keys())
    check_names(columns, file.name)
    return DatabaseReader(file.name, columns, partial(_batches, file, query, columns))


def _batches(
    file: SourceFile, query: str, known: tuple[str, ...], columns: tuple[str, ...]
) -> Iterator[pa.RecordBatch]:
    given = columns if is_table(query) else known
    with _result(file, query, columns if is_table(query) else ()) as result:
        for rows in result.partitions(_ROWS):
            found = dict(zip(given, columns_of(rows, len(given)), strict=True))
            yield batch_of(columns, [found[column] for column in columns], len(rows))


@contextmanager
def _result(file: SourceFile, query: str, columns: tuple[str, ...] = ()) -> Iterator[Any]:
    """Run a query, or select some columns of a table; nothing is ever committed."""
    sqlalchemy = library("sqlalchemy", "sql", file.name)
    address = filled_address(file)
    say, found = no_connection, None
    try:
        engine = _engine(sqlalchemy, address, file)
        with engine.connect() as connection:
            if engine.dialect.name in _READ_ONLY:
                connection.exec_driver_sql(_READ_ONLY[engine.dialect.name])
            say = refused_query
            streaming = connection.execution_options(stream_results=True, max_row_buffer=_ROWS, no_parameters=True)
            names = map(engine.dialect.identifier_preparer.quote_identifier, columns)
            with streaming.exec_driver_sql(selection(query, names) if columns else query) as result:
                say = went_away
                yield result
    except sqlalchemy.exc.SQLAlchemyError as fault:
        found = say(_said(fault, address), file.name)
    if found is not None:
        raise found  # outside of the handler, so that what the driver said is not kept with it


def _engine(sqlalchemy: Any, address: Address, file: SourceFile) -> Any:
    try:
        url = sqlalchemy.engine.make_url(address.url)
        # one thread at a time reads, but not always the same one
        options = {"check_same_thread": False} if url.get_backend_name() == "sqlite" else {}
        return sqlalchemy.create_engine(url, poolclass=sqlalchemy.pool.NullPool, connect_args=options)
    except (sqlalchemy.exc.NoSuchModuleError, ModuleNotFoundError):
        found = _no_driver(scheme_of(file), file.name)
    except (sqlalchemy.exc.ArgumentError, ValueError, TypeError):
        found = unreadable_address(file.name)
    raise found


def _said(fault: Any, address: Address) -> str:
    return address.scrubbed(str(getattr(fault, "orig", None) or fault).strip().splitlines()[0])


def _no_driver(scheme: str, where: str) -> SourceError:
    problem = Text(en="no driver for {scheme} is installed", ru="не установлен драйвер для {scheme}")
    hint = Text(en="install the one that SQLAlchemy names for it", ru="установите тот, что называет для неё SQLAlchemy")
    return SourceError(problem.fill(scheme=scheme), where=where, hint=hint)
