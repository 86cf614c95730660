"""Makes the SELECT that a source asks for, and refuses what is more than one SELECT."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from goalposts.errors import SourceError, listed
from goalposts.locale import Text

_NAME: Final = r'("(?:[^"]|"")+"|`[^`]+`|\[[^\]]+\]|[\w$]+)'
_TABLE: Final = re.compile(rf"{_NAME}(\.{_NAME}){{0,2}}")
_NOT_CODE: Final = re.compile(
    r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|`[^`]*`|--[^\n]*|/\*.*?\*/|\$(\w*)\$.*?\$\1\$", re.DOTALL
)
_READING: Final = ("select", "with", "values", "table", "from")


def is_table(query: str) -> bool:
    """Whether a query is nothing but the name of a table.

    >>> is_table('desk."Visits 2026"'), is_table("select 1")
    (True, False)
    """
    return _TABLE.fullmatch(query.strip()) is not None


def checked_query(query: str, where: str) -> str:
    """Return a query without the semicolon at its end.

    Raises:
        SourceError: it is no single query that reads.
    """
    written = query.strip()
    while written.endswith(";"):
        written = written[:-1].rstrip()
    code = _NOT_CODE.sub(" ", written)
    first = re.match(r"[\s(]*(\w*)", code)
    hint = Text(en="write one SELECT, or the name of a table", ru="напишите один SELECT или имя таблицы")
    if not is_table(written) and (first is None or first[1].lower() not in _READING):
        problem = Text(en="`query:` is no SELECT", ru="в `query:` не SELECT")
        raise SourceError(problem, where=where, hint=hint)
    if ";" in code:
        problem = Text(en="`query:` holds more than one statement", ru="в `query:` больше одного запроса")
        raise SourceError(problem, where=where, hint=hint)
    if not _closes(code):
        problem = Text(en="the brackets of `query:` do not match", ru="скобки в `query:` не сходятся")
        raise SourceError(problem, where=where, hint=hint)
    return written


def selection(query: str, columns: Iterable[str] = ("*",)) -> str:
    """Select some columns, written as SQL, from a checked query or table."""
    rows = query if is_table(query) else f"({query}\n) AS asked_rows"
    return f"SELECT {', '.join(columns)} FROM {rows}"  # noqa: S608  # that the project states its query is the point


def quoted(name: str) -> str:
    """A column's name as SQL writes it."""
    doubled = name.replace('"', '""')
    return f'"{doubled}"'


def stated_query(query: str, tables: Iterable[str], where: str) -> str:
    """Return the checked query of a source, or the only one of the tables, which are written as SQL.

    Raises:
        SourceError: it is no single query that reads, or is not stated and there are several tables.
    """
    if query:
        return checked_query(query, where)
    found = tuple(tables)
    if len(found) == 1:
        return found[0]
    problem = Text(en="no table is named; found: {found}", ru="не названа таблица; есть: {found}")
    hint = Text(en="name one under `query:`, or write a SELECT", ru="назовите её в `query:` или напишите SELECT")
    raise SourceError(problem.fill(found=listed(found)), where=where, hint=hint)


def _closes(code: str) -> bool:
    depth = 0
    for sign in code:
        depth += (sign == "(") - (sign == ")")
        if depth < 0:
            return False
    return depth == 0
