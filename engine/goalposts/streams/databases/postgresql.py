"""Reads PostgreSQL by ADBC, in the binary form in which the server copies rows out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import partial
from typing import Any, Final

import pyarrow as pa

from goalposts.errors import SourceError
from goalposts.streams.batches.raw_text import check_names
from goalposts.streams.batches.rows import batch_of
from goalposts.streams.databases.address import Address, filled_address
from goalposts.streams.databases.query import quoted, selection, stated_query
from goalposts.streams.databases.reader import (
    DatabaseReader,
    library,
    no_connection,
    refused_query,
    unreadable_address,
    went_away,
)
from goalposts.streams.databases.values import plain_column
from goalposts.streams.files.source_file import SourceFile

_PATIENCE: Final = "connect_timeout=20&keepalives_idle=60&keepalives_interval=10&keepalives_count=6"
"""A server that does not answer is given up after a minute or two."""
_ANSWERED: Final = re.compile(
    r"(?:ERROR|FATAL|PANIC|ОШИБКА|ВАЖНО|ПАНИКА):\s+(.*?)(?: LINE \d+: | СТРОКА \d+: | Query was:|$)"
)
_NO_SERVER: Final = re.compile(r"Failed to connect: (?:.*failed: |(?=could not translate host name))(.*)")
_GONE: Final = re.compile(r"terminating connection|server closed|connection to server|could not receive|no connection")
_TABLES: Final = (
    "SELECT format('%I.%I', schemaname, tablename) FROM pg_catalog.pg_tables"
    " WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1 LIMIT 20"
)


def open_postgresql(file: SourceFile) -> DatabaseReader:
    """Look up the columns of a table or query.

    Raises:
        SourceError: the driver is not installed, a variable of the address is not set, or the server refuses.
    """
    with _session(file) as session:
        tables = () if file.source.query else session.words(_TABLES)
        query = stated_query(file.source.query, tables, file.name)
        schema = session.schema(selection(query))
    check_names(schema.names, file.name)
    written = {field.name: _written(field) for field in schema}
    return DatabaseReader(file.name, tuple(schema.names), partial(_batches, file, query, written))


def _batches(
    file: SourceFile, query: str, written: dict[str, str], columns: tuple[str, ...]
) -> Iterator[pa.RecordBatch]:
    with _session(file) as session:
        for cells in session.rows(selection(query, (written[column] for column in columns))):
            yield batch_of(columns, [plain_column(column) for column in cells.columns], cells.num_rows)


def _written(field: pa.Field) -> str:
    """A column as the query asks for it: what Arrow has no plain type for comes as text."""
    name = quoted(field.name)
    facts = field.metadata or {}
    own = facts.get(b"POSTGRESQL:type", b"").decode()
    if own == "money":
        return f"{name}::numeric AS {name}"
    foreign = isinstance(field.type, pa.BaseExtensionType) or b"ARROW:extension:name" in facts
    if foreign and own != "numeric":
        return f"{name}::text AS {name}"
    return name


class _Session:
    """A connection that may only read."""

    def __init__(self, connection: Any, manager: Any, address: Address, file: SourceFile) -> None:
        self._connection, self._manager, self._address, self._file = connection, manager, address, file

    def begin(self) -> None:
        with self._statement("START TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY") as statement:
            statement.execute_update()

    def schema(self, query: str) -> pa.Schema:
        with self._statement(query) as statement:
            return pa.schema(statement.execute_schema())

    def rows(self, query: str) -> Iterator[pa.RecordBatch]:
        with self._statement(query) as statement:
            statement.set_options(**{"adbc.postgresql.batch_size_hint_bytes": str(self._file.block_bytes)})
            handle, _ = statement.execute_query()
            with pa.RecordBatchReader.from_stream(handle) as reader:
                yield from reader

    def words(self, query: str) -> list[str]:
        return [word.as_py() for cells in self.rows(query) for word in cells.column(0)]

    @contextmanager
    def _statement(self, query: str) -> Iterator[Any]:
        try:
            with self._manager.AdbcStatement(self._connection) as statement:
                statement.set_sql_query(query)
                yield statement
        except (self._manager.Error, pa.ArrowException, OSError) as fault:
            found = self._fault(fault)
        else:
            return
        raise found  # outside of the handler, so that what the driver said is not kept with it

    def _fault(self, fault: BaseException) -> SourceError:
        said = self._address.scrubbed(fault)
        answered = _ANSWERED.search(said)
        if answered is None or _GONE.search(answered[1]):
            return went_away(answered[1] if answered else said, self._file.name)
        return refused_query(answered[1], self._file.name)


@contextmanager
def _session(file: SourceFile) -> Iterator[_Session]:
    driver = library("adbc_driver_postgresql", "postgres", file.name)
    manager = library("adbc_driver_manager", "postgres", file.name)
    address = filled_address(file)
    found: SourceError | None = None
    with ExitStack() as stack:
        try:
            database: AbstractContextManager[Any] = driver.connect(_patient(address.url))
            connection = stack.enter_context(manager.AdbcConnection(stack.enter_context(database)))
        except manager.Error as fault:
            found = _unreachable(address.scrubbed(fault), file.name)
        if found is None:
            session = _Session(connection, manager, address, file)
            session.begin()
            yield session
    if found is not None:
        raise found


def _patient(url: str) -> str:
    return url if "connect_timeout" in url else f"{url}{'&' if '?' in url else '?'}{_PATIENCE}"


def _unreachable(said: str, where: str) -> SourceError:
    answered = _NO_SERVER.search(said)
    if answered:
        return no_connection(answered[1].removeprefix("FATAL: ").strip(), where)
    return unreadable_address(where)
