"""Makes formats that give rows of an export their meaning, in whatever kind of file they come."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from attrs import define
from goalposts import CURRENCY, LEFT_OUT, InputFile, Row, SourceError, SourceFormat, WrongRow

from goalposts_sales.presets.cells import Cells

Columns = Mapping[str, tuple[str, ...]]
"""By meaning the names that exports give to a column."""

Derived = Mapping[str, Any]


@define
class Table:
    """The rows of a file with their cells by meaning.

    Attributes:
        names: what is looked for.
        needed: meanings without which the file is another one.
    """

    file: InputFile
    names: Columns
    needed: tuple[str, ...]

    def __iter__(self) -> Iterator[tuple[Row, Cells] | WrongRow]:
        columns: Columns | None = None
        source = self.file.source
        for row in self.file.rows():
            if isinstance(row, WrongRow):
                yield row
                continue
            if columns is None:
                columns = self._there(tuple(row.cells))
            yield row, Cells(columns, row.cells, source.decimal, source.thousands)

    def _there(self, given: tuple[str, ...]) -> Columns:
        folded = {_folded(column): column for column in reversed(given)}
        there = {
            meaning: tuple(folded[name] for name in map(_folded, names) if name in folded)
            for meaning, names in self.names.items()
        }
        for meaning in self.needed:
            if not there[meaning]:
                raise _no_column(self.names[meaning], given, self.file.name)
        return {meaning: columns for meaning, columns in there.items() if columns}


NO_EVENTS: Final = {
    "archived": {"en": "archived records", "ru": "архивные записи"},
    "deleted": {"en": "deleted records", "ru": "удалённые записи"},
    "template": {"en": "templates of recurring deals", "ru": "шаблоны регулярных сделок"},
    "note": {"en": "notes", "ru": "заметки"},
    "no activity with a customer": {"en": "no activities with a customer", "ru": "не дела с клиентом"},
    "no call with a customer": {"en": "no calls with a customer", "ru": "не звонки с клиентом"},
    "no change of stage": {"en": "no changes of stage", "ru": "не переходы по этапам"},
    "same stage": {"en": "moves to the same stage", "ru": "переходы на тот же этап"},
}
"""What rows are called that are no events, by the reason that an export's format gives."""


def derived_format(
    format_id: str,
    *,
    names: Columns,
    needed: tuple[str, ...],
    gives: Mapping[str, tuple[str, ...]],
    rows: Callable[[Table], Iterable[tuple[Row, Derived] | WrongRow]],
    records: tuple[str, ...] = (),
) -> SourceFormat:
    """Make a format of a function that derives cells.

    Args:
        format_id: what sources call it.
        names: what the function looks for.
        needed: meanings that every such file has.
        gives: by column that it derives, beside `left_out`, the meanings of which it is made; one that gives the
            currency watches that it is one in all files of a source.
        rows: gives every row with what it derives of it.
        records: in JSON, the paths at which lists of records stand.
    """

    def read(file: InputFile) -> Iterator[Row | WrongRow]:
        for found in rows(Table(file, names, needed)):
            if isinstance(found, WrongRow):
                yield found
            else:
                row, derived = found
                yield Row(row.line, {**row.cells, **dict.fromkeys(gives), **derived})

    everything = tuple(dict.fromkeys(name for aliases in names.values() for name in aliases))
    reads = {
        column: everything
        if set(meanings) & set(needed)
        else tuple(name for meaning in meanings for name in names[meaning])
        for column, meanings in gives.items()
    }
    return SourceFormat(
        format_id,
        (*gives, LEFT_OUT),
        read,
        reads={**reads, LEFT_OUT: everything},
        records=records,
        whole=CURRENCY in gives,
        left_out=NO_EVENTS,
    )


def row_by_row(derive: Callable[[Cells], Derived]) -> Callable[[Table], Iterator[tuple[Row, Derived] | WrongRow]]:
    """Derive each row by itself."""

    def rows(table: Table) -> Iterator[tuple[Row, Derived] | WrongRow]:
        for found in table:
            yield found if isinstance(found, WrongRow) else (found[0], derive(found[1]))

    return rows


def _folded(name: str) -> str:
    return " ".join(name.casefold().replace("ё", "е").split())


def _no_column(names: tuple[str, ...], given: tuple[str, ...], where: str) -> SourceError:
    wanted, found = ", ".join(names), ", ".join(given)
    return SourceError(
        {
            "en": f"none of the columns {wanted}; found: {found}",
            "ru": f"нет ни одного из столбцов {wanted}; найдены: {found}",
        },
        where=where,
        hint={
            "en": "export this column too, or check that the preset is the right one",
            "ru": "добавьте этот столбец в выгрузку или проверьте, тот ли пресет указан",
        },
    )
