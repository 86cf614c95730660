"""Tells the format of a file by its first bytes."""

from __future__ import annotations

import re
from typing import Final

from goalposts.streams.files.source_file import SourceFile

_BYTES: Final = 1 << 12
_MAGIC: Final = {
    b"PAR1": "parquet",
    b"ARROW1": "arrow",
    b"PK\x03\x04": "excel",
    b"\xd0\xcf\x11\xe0": "excel",
    b"SQLite format 3\0": "sqlite",
}
_DUCKDB: Final = slice(8, 12)
_MARKS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def sniffed_format(file: SourceFile) -> str:
    """Return the id of the built-in format that a file looks like: `csv` when it is like no other.

    Raises:
        SourceError: it cannot be opened.
    """
    with file.open() as stream:
        start = stream.read(_BYTES)
    for magic, found in _MAGIC.items():
        if start.startswith(magic):
            return found
    if start[_DUCKDB] == b"DUCK":
        return "duckdb"
    return _text_format(start)


def _text_format(start: bytes) -> str:
    for mark in _MARKS:
        start = start.removeprefix(mark)
    plain = start.replace(b"\0", b"").lstrip()
    if plain.startswith(b"<"):
        return "xes" if re.search(rb"<log[\s>]", plain) else "html"
    if plain.startswith((b"{", b"[")):
        return "ocel" if b'"eventTypes"' in plain or b'"objectTypes"' in plain else "json"
    return "csv"
