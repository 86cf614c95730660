"""Opens files that no project describes yet: with the encoding, the header and the format that they show."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Final

from attrs import evolve, frozen

from goalposts.errors import SourceError
from goalposts.model import Catalogue, Source
from goalposts.model.addresses import PLAIN_SECRET, PLAIN_SECRET_HINT, has_plain_secret
from goalposts.profiling.surroundings import Surroundings
from goalposts.streams.batches.raw import Reader
from goalposts.streams.files.encoding_guess import guessed_encoding
from goalposts.streams.files.locations import find_files
from goalposts.streams.files.source_file import SourceFile
from goalposts.streams.tables.format_registry import format_of, open_tables

EVERY_SHEET: Final = "*"
_SAMPLE: Final = 1 << 16


@frozen
class Seen:
    """A file with what has to be known to read it.

    Attributes:
        source: the options that read it, without any mapping.
        format: its format.
    """

    file: SourceFile
    source: Source
    format: str

    def open(self, catalogue: Catalogue) -> Reader:
        """Open it; of several sheets that are alike the first.

        Raises:
            SourceError: it cannot be read.
        """
        return self.tables(catalogue)[0]

    def tables(self, catalogue: Catalogue) -> tuple[Reader, ...]:
        """Open all that is in it: every one of several sheets that are alike.

        Raises:
            SourceError: it cannot be read.
        """
        return tuple(open_tables(evolve(self.file, source=self.source), catalogue.formats))


def look(location: str, around: Surroundings) -> Iterator[Seen]:
    """Find the files of a location and how they are read.

    Args:
        location: a path, a glob or a folder.
        around: what it is relative to, and the formats that know where lists of records may stand in JSON.

    Raises:
        SourceError: there are none, or one cannot be opened; an address with a password in it is not repeated.
    """
    if has_plain_secret(location):
        raise SourceError(PLAIN_SECRET, where=f"{location.partition('://')[0]}://***", hint=PLAIN_SECRET_HINT)
    given = Source(location, "", (location,))
    known = around.catalogue.formats.values()
    records = tuple(dict.fromkeys(path for kind in known for path in kind.records))
    for file in (evolve(file, kept=around.kept) for file in find_files(given, around.folder)):
        found = format_of(file, {})
        source = evolve(given, encoding=_encoding(file, found))
        if found == "json":
            source = evolve(source, records=_records(evolve(file, source=source), records))
        for sheet in _sheets(evolve(file, source=source)) if found == "excel" else ("",):
            one = evolve(source, sheet=sheet)
            name = f"{file.name}:{sheet}" if sheet not in ("", EVERY_SHEET) else file.name
            yield Seen(evolve(file, source=one, name=name), one, found)


def _sheets(file: SourceFile) -> tuple[str, ...]:
    """What has to be said of the sheets of a workbook: nothing of a single one, all when they are alike, else each."""
    from goalposts.streams.workbooks.opening import tables_of

    tables, left_out = tables_of(file)
    if len(tables) < 2:
        return ("",)
    alike = len({frozenset(table.columns) for table in tables}) == 1
    return (EVERY_SHEET,) if alike and not left_out else tuple(table.sheet.title for table in tables)


def _records(file: SourceFile, paths: tuple[str, ...]) -> str:
    from goalposts.streams.documents.json_file import path_of_records

    return path_of_records(file, paths)


def _encoding(file: SourceFile, found: str) -> str:
    if found not in ("csv", "json"):
        return "utf-8"
    try:
        with file.open() as stream:
            return guessed_encoding(_telling(stream))
    except SourceError:
        return "utf-8"  # opening it in earnest says what is wrong


def _telling(stream: IO[bytes]) -> bytes:
    """The first bytes, or where these are plain ASCII, which is so in every encoding, the first that are not."""
    sample = stream.read(_SAMPLE)
    while sample.isascii() and (more := stream.read(_SAMPLE)):
        sample = more
    return sample
