"""Formats that plugins bring: how a file that no built-in format reads becomes rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, MutableMapping
from pathlib import Path
from typing import IO, Any, Final, Protocol

from attrs import field, frozen

from goalposts.locale import Text, text_of
from goalposts.model.converters import as_tuple
from goalposts.model.source import Source

LEFT_OUT: Final = "left_out"
"""The column in which a format says why a row is no event."""
KEPT: Final = f"{LEFT_OUT} is null"
"""The condition of a preset whose format does."""


@frozen
class Row:
    """A row that a format made, with the line or the number of the record that it came from.

    Attributes:
        cells: by column; a column that is left out is missing. Texts, numbers, flags, dates and times.
    """

    line: int
    cells: Mapping[str, Any]

    def with_cells(self, left_out: str | None = None, /, **cells: Any) -> Row:
        """Return the row with more cells, and with the reason why it is no event, if it is none."""
        return Row(self.line, {**self.cells, **cells, LEFT_OUT: left_out})


@frozen
class WrongRow:
    """What cannot be a row, with its text: it goes to quarantine.

    Attributes:
        reason: a word for it in `snake_case`.
    """

    line: int
    text: str
    reason: str = "wrong_columns"


class InputFile(Protocol):
    """A file as the reader of a format sees it."""

    @property
    def name(self) -> str:
        """What messages call it."""

    @property
    def path(self) -> Path:
        """Where it is."""

    @property
    def source(self) -> Source:
        """What the project says of it: encoding, time zone, ..."""

    @property
    def of_source(self) -> MutableMapping[str, Any]:
        """What a format remembers from file to file, for as long as their source is open."""

    def open(self) -> IO[bytes]:
        """Open its bytes, unpacked.

        Raises:
            SourceError: it cannot be opened or unpacked.
        """

    def lines(self) -> Iterator[tuple[int, str]]:
        """Its lines of text, numbered from 1, without their ends.

        Raises:
            SourceError: it is written in another encoding.
        """

    def records(self, path: str = "") -> Iterator[tuple[int, dict[str, Any]] | WrongRow]:
        """Its JSON objects, numbered from 1: one a line, or those of the list that stands at a path.

        A line that is no object comes as a wrong row, to be passed on; a file of nothing else is refused.

        Raises:
            SourceError: it is not JSON, or there is no list at the path.
        """

    def rows(self) -> Iterator[Row | WrongRow]:
        """The rows of the table that it holds, whatever kind of file that is, with cells as they stand.

        Of the columns there are those that the format `reads` and those that a project asks for.

        Raises:
            SourceError: no built-in format reads it.
        """


Rows = Iterator[Row | WrongRow]

BUILT_IN_FORMATS: Final = (
    "csv",
    "parquet",
    "arrow",
    "json",
    "excel",
    "html",
    "xes",
    "ocel",
    "postgresql",
    "sqlite",
    "duckdb",
    "sql",
)
"""What `format:` may be without a plugin."""


def _texts(given: Mapping[str, Text | Mapping[str, str]]) -> dict[str, Text]:
    return {key: text_of(words) for key, words in given.items()}


@frozen
class SourceFormat:
    """A format by which rows are read.

    Attributes:
        id: what `format:` of a source, or a preset, calls it; not the id of a preset.
        columns: every column that its rows may have.
        read: makes rows of a file; a generator, so that memory stays bounded.
        suffixes: of files that are taken for it when no format is given, such as `.qlog`.
        reads: of a format that derives columns of a table: by column the names, in any case, of those that it is made
            of. A file is then opened by the built-in format that it is in (CSV, JSON, a workbook, ...), and rows have
            its own columns too. A column of which the file has none of these names is absent.
        records: of JSON in which it reads a table: the paths at which the list of records may stand.
        whole: whether rows of one file may depend on those of another: the files of a source that states this format
            are read all or none then, however few of them changed.
        left_out: by reason that its rows state in the column of that name, what to call such rows, in the plural.
    """

    id: str
    columns: tuple[str, ...] = field(converter=as_tuple)
    read: Callable[[InputFile], Rows]
    suffixes: tuple[str, ...] = field(default=(), converter=as_tuple)
    reads: Mapping[str, tuple[str, ...]] = field(factory=dict, kw_only=True)
    records: tuple[str, ...] = field(default=(), converter=as_tuple, kw_only=True)
    whole: bool = field(default=False, kw_only=True)
    left_out: Mapping[str, Text] = field(factory=dict, converter=_texts, kw_only=True)

    @property
    def looked_for(self) -> frozenset[str]:
        """Every column of a table that it looks for."""
        return frozenset(name for names in self.reads.values() for name in names)
