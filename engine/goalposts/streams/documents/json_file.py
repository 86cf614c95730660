"""Reads JSON: one object a line, or a list of objects somewhere in a document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import islice
from typing import Any

from attrs import evolve

from goalposts.errors import SourceError, listed
from goalposts.locale import Text
from goalposts.model import Row, WrongRow
from goalposts.streams.batches.rows import RowsReader
from goalposts.streams.files.json_records import PEEKED_BYTES, found_records, is_by_lines
from goalposts.streams.files.json_text import not_json
from goalposts.streams.files.source_file import SourceFile


def open_json_file(file: SourceFile) -> RowsReader:
    """Read all records for the names of their columns; those of objects in objects are joined by dots.

    Whether a column is there must not depend on where in the file it first appears.

    Raises:
        SourceError: it is not JSON, or its records are not where they are looked for.
    """
    columns: dict[str, None] = {}
    good = 0
    wrong: WrongRow | None = None
    for _, found in found_records(file, file.source.records):
        if isinstance(found, WrongRow):
            wrong = wrong or found
        else:
            _name_columns(found, "", columns)
            good += 1
    if not good and wrong is not None:
        raise not_json(wrong.text[:80], f"{file.name}:{wrong.line}")
    if good <= 1 and not file.source.records:
        _propose_records(file)
    return RowsReader(file.name, tuple(columns), partial(_rows, file))


def path_of_records(file: SourceFile, paths: tuple[str, ...]) -> str:
    """Return the first of some paths at which there are records; nothing where each line or element is one itself."""
    return next((path for path in paths if _has_records(file, path)), "")


def is_empty_answer(file: SourceFile, paths: tuple[str, ...]) -> bool:
    """Whether a document has an empty list at one of some paths, and so no record; it is short then."""
    if file.path.stat().st_size > PEEKED_BYTES:
        return False
    try:
        first = next((found for _, found in found_records(file, "")), None)
    except SourceError:  # opening it in earnest says what is wrong
        return False
    return any(_at(first, path.split(".")) == [] for path in paths)


def _at(value: Any, keys: list[str]) -> Any:
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _has_records(file: SourceFile, path: str) -> bool:
    if is_by_lines(file):
        first = next((found for _, found in found_records(file, "")), None)
        return isinstance(_at(first, path.split(".")), list)
    try:
        return any(True for _ in found_records(evolve(file, source=evolve(file.source, records=path)), path))
    except SourceError:  # opening it in earnest says what is wrong
        return False


def flattened(record: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """Return an object without objects in it: their keys are joined by dots, lists stay.

    >>> flattened({"id": 1, "fields": {"price": 2, "tags": []}})
    {'id': 1, 'fields.price': 2, 'fields.tags': []}
    """
    if dict not in {*map(type, record.values())}:  # as most are
        return {prefix + key: value for key, value in record.items()} if prefix else dict(record)
    flat: dict[str, Any] = {}
    for key, value in record.items():
        if isinstance(value, dict):
            flat.update(flattened(value, f"{prefix}{key}."))
        else:
            flat[f"{prefix}{key}"] = value
    return flat


def _name_columns(record: Mapping[str, Any], prefix: str, columns: dict[str, None]) -> None:
    """Add the columns that a record has when it is flattened; nothing else is made, since all records are looked at."""
    for key, value in record.items():
        if isinstance(value, dict):
            _name_columns(value, f"{prefix}{key}.", columns)
        elif (name := prefix + key) not in columns:
            columns[name] = None


def _rows(file: SourceFile) -> Iterator[Row | WrongRow]:
    for number, found in found_records(file, file.source.records):
        yield found if isinstance(found, WrongRow) else Row(number, flattened(found))


def _propose_records(file: SourceFile) -> None:
    """Refuse a document whose only object holds lists of objects: these are the records, and somebody must say which.

    Raises:
        SourceError: it is such a document.
    """
    for _, found in islice(found_records(file, ""), 1):
        if isinstance(found, dict) and (lists := tuple(_lists(found))):
            problem = Text(
                en="the records are in a list inside of the document", ru="записи лежат в списке внутри документа"
            )
            hint = Text(en="give `records:`, one of: {lists}", ru="укажите `records:`, одно из: {lists}")
            raise SourceError(problem, where=file.name, hint=hint.fill(lists=listed(lists)))


def _lists(value: Mapping[str, Any], way: str = "") -> Iterator[str]:
    for key, inner in value.items():
        if isinstance(inner, dict):
            yield from _lists(inner, f"{way}{key}.")
        elif isinstance(inner, list) and inner and isinstance(inner[0], dict):
            yield f"{way}{key}"
