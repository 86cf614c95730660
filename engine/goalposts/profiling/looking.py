"""Opens files that no project describes yet: with the encoding, the header and the format that they show."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from attrs import evolve, frozen

from goalposts.errors import SourceError
from goalposts.model import Catalogue, Source
from goalposts.streams.encoding_guess import guessed_encoding
from goalposts.streams.format_registry import format_of, open_file
from goalposts.streams.locations import find_files
from goalposts.streams.raw import Reader
from goalposts.streams.source_file import SourceFile

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
        """Open it.

        Raises:
            SourceError: it cannot be read.
        """
        return open_file(evolve(self.file, source=self.source), catalogue.formats)


def look(location: str, folder: Path) -> Iterator[Seen]:
    """Find the files of a location and how they are read.

    Raises:
        SourceError: there are none, or one cannot be opened.
    """
    given = Source(location, "", (location,))
    for file in find_files(given, folder):
        found = format_of(file, {})
        source = evolve(given, encoding=_encoding(file, found))
        yield Seen(evolve(file, source=source), source, found)


def _encoding(file: SourceFile, found: str) -> str:
    if found not in ("csv", "json"):
        return "utf-8"
    try:
        with file.open() as stream:
            return guessed_encoding(stream.read(_SAMPLE))
    except SourceError:
        return "utf-8"  # opening it in earnest says what is wrong
