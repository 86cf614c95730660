"""A query of a database as a reader: asked once, and read again from disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

import numpy as np
import pyarrow as pa
from attrs import define, field

from goalposts.errors import SourceError
from goalposts.locale import Text
from goalposts.streams.batches.raw import Piece, RawBatch
from goalposts.streams.batches.rows import batch_of
from goalposts.streams.databases.spool import Spool


@define(eq=False)
class DatabaseReader:
    """The rows of a query.

    A database may give other rows, or the same in another order, when it is asked a second time. What is read to its
    end is therefore kept, and later readings of the same columns, or fewer, are the same rows.

    Attributes:
        select: asks the database for some columns, at least one; it connects, reads with bounded memory and closes.
    """

    name: str
    columns: tuple[str, ...]
    select: Callable[[tuple[str, ...]], Iterator[pa.RecordBatch]]
    _kept: dict[tuple[str, ...], Spool] = field(factory=dict, init=False)

    def batches(self, columns: frozenset[str]) -> Iterator[RawBatch]:
        """Read some columns; rows are numbered in the order in which the database gave them.

        Raises:
            SourceError: the database refuses the query or goes away, or its rows have changed in number.
        """
        used = tuple(column for column in self.columns if column in columns)
        kept = next((spool for known, spool in self._kept.items() if set(used) <= set(known)), None)
        start = 1
        for cells in self._asked(used or self.columns[:1]) if kept is None else kept.batches():
            yield RawBatch(
                batch_of(used, [cells.column(column) for column in used], cells.num_rows), _lines(start, cells)
            )
            start += cells.num_rows

    def pieces(self) -> tuple[Piece, ...] | None:
        """None: the rows come one after the other."""
        return None

    def _asked(self, columns: tuple[str, ...]) -> Iterator[pa.RecordBatch]:
        spool = Spool(self.name)
        for cells in self.select(columns):
            spool.add(cells)
            yield cells
        spool.finish()
        if any(other.rows != spool.rows for other in self._kept.values()):
            problem = Text(en="the rows changed while they were read", ru="строки изменились во время чтения")
            hint = Text(en="start again when nobody writes", ru="повторите, когда никто не пишет")
            raise SourceError(problem, where=self.name, hint=hint)
        self._kept[columns] = spool


def library(module: str, extra: str, where: str) -> Any:
    """Import the library of a database, which an extra brings.

    Raises:
        SourceError: it is not installed.
    """
    try:
        return import_module(module)
    except ModuleNotFoundError:
        problem = Text(en="the library {module} is not installed", ru="не установлена библиотека {module}")
        hint = Text.of(f'pip install "goalposts[{extra}]"')
        raise SourceError(problem.fill(module=module), where=where, hint=hint) from None


def no_connection(said: str, where: str) -> SourceError:
    """Say that a database cannot be reached or opened."""
    problem = Text(en="cannot connect to the database: {said}", ru="нет связи с базой данных: {said}")
    hint = Text(
        en="check the address under `source:`, the user and the password",
        ru="проверьте адрес в `source:`, имя и пароль",
    )
    return SourceError(problem.fill(said=said), where=where, hint=hint)


def unreadable_address(where: str) -> SourceError:
    """Say that an address is none, without repeating any of it."""
    problem = Text(en="the address of the database cannot be read", ru="адрес базы данных не разобрать")
    hint = Text(
        en="write it as postgresql://user:${NAME}@host/db", ru="запишите его как postgresql://user:${NAME}@host/db"
    )
    return SourceError(problem, where=where, hint=hint)


def refused_query(said: str, where: str) -> SourceError:
    """Say that a database does not run a query."""
    problem = Text(en="the database refuses the query: {said}", ru="база данных не выполняет запрос: {said}")
    hint = Text(en="check `query:` and the rights of the user", ru="проверьте `query:` и права пользователя")
    return SourceError(problem.fill(said=said), where=where, hint=hint)


def went_away(said: str, where: str) -> SourceError:
    """Say that a database stopped in the middle of the rows."""
    problem = Text(
        en="the database went away while it was read: {said}", ru="связь с базой данных прервалась при чтении: {said}"
    )
    hint = Text(en="start again when it is back", ru="повторите, когда она снова доступна")
    return SourceError(problem.fill(said=said), where=where, hint=hint)


def _lines(start: int, cells: pa.RecordBatch) -> np.ndarray[Any, np.dtype[np.int64]]:
    return np.arange(start, start + cells.num_rows)
