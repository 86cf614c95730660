"""Reads JSON: one object a line, or a list of objects somewhere in a document."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from typing import Any, Final

from goalposts.errors import SourceError
from goalposts.locale import Text
from goalposts.model import Row
from goalposts.streams.row_batches import RowsReader
from goalposts.streams.source_file import SourceFile

_LOOKED_AT: Final = 1000


def open_json_file(file: SourceFile) -> RowsReader:
    """Read the first records for the names of their columns; those of objects in objects are joined by dots.

    Raises:
        SourceError: it is not JSON.
    """
    columns: dict[str, None] = {}
    for number, record in json_records(file, file.source.records):
        columns.update(dict.fromkeys(flattened(record)))
        if number >= _LOOKED_AT:
            break
    return RowsReader(file.name, tuple(columns), partial(_rows, file))


def _rows(file: SourceFile) -> Iterator[Row]:
    return (Row(number, flattened(record)) for number, record in json_records(file, file.source.records))


def flattened(record: dict[str, Any], prefix: str = "") -> dict[str, Any]:
    """Return an object without objects in it: their keys are joined by dots, lists stay."""
    flat: dict[str, Any] = {}
    for key, value in record.items():
        if isinstance(value, dict):
            flat.update(flattened(value, f"{prefix}{key}."))
        else:
            flat[f"{prefix}{key}"] = value
    return flat


def json_records(file: SourceFile, path: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the objects of a file; see `InputFile.records`.

    Raises:
        SourceError: it is not JSON, or there is no list at the path.
    """
    if path:
        problem = Text(en="a list in a document is not read yet", ru="список внутри документа пока не читается")
        raise SourceError(problem, where=file.name)
    for number, line in file.lines():
        try:
            yield number, json.loads(line)
        except ValueError as fault:
            problem = Text(en="this is not JSON: {fault}", ru="это не JSON: {fault}").fill(fault=str(fault))
            raise SourceError(problem, where=f"{file.name}:{number}", hint=None) from None
