"""Reads JSON: one object a line, or a list of objects somewhere in a document."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import islice
from typing import Any, Final

from attrs import evolve

from goalposts.errors import SourceError, listed
from goalposts.locale import Text
from goalposts.model import Row, WrongRow
from goalposts.streams.json_text import JsonText, not_json
from goalposts.streams.row_batches import RowsReader
from goalposts.streams.source_file import SourceFile
from goalposts.streams.text_encoding import actual_encoding, wrong_encoding

_PEEKED: Final = 1 << 16
_DECODER: Final = json.JSONDecoder()
_BLANK: Final = re.compile(r"\s*")
BAD_JSON: Final = "bad_json"


def open_json_file(file: SourceFile) -> RowsReader:
    """Read all records for the names of their columns; those of objects in objects are joined by dots.

    Whether a column is there must not depend on where in the file it first appears.

    Raises:
        SourceError: it is not JSON, or its records are not where they are looked for.
    """
    columns: dict[str, None] = {}
    good = 0
    wrong: WrongRow | None = None
    for _, found in _found(file, file.source.records):
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


def json_records(file: SourceFile, path: str) -> Iterator[tuple[int, dict[str, Any]] | WrongRow]:
    """Yield the objects of a file; see `InputFile.records`.

    Raises:
        SourceError: it is not JSON, or there is no list at the path.
    """
    good, wrong = False, None
    for number, found in _found(file, path):
        if isinstance(found, WrongRow):
            wrong = wrong or found
            yield found
        else:
            good = True
            yield number, found
    if wrong is not None and not good:
        raise not_json(wrong.text[:80], f"{file.name}:{wrong.line}")


def path_of_records(file: SourceFile, paths: tuple[str, ...]) -> str:
    """Return the first of some paths at which there are records; nothing where each line or element is one itself."""
    return next((path for path in paths if _has_records(file, path)), "")


def is_empty_answer(file: SourceFile, paths: tuple[str, ...]) -> bool:
    """Whether a document has an empty list at one of some paths, and so no record; it is short then."""
    if file.path.stat().st_size > _PEEKED:
        return False
    try:
        first = next((found for _, found in _found(file, "")), None)
    except SourceError:  # opening it in earnest says what is wrong
        return False
    return any(_at(first, path.split(".")) == [] for path in paths)


def _at(value: Any, keys: list[str]) -> Any:
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _has_records(file: SourceFile, path: str) -> bool:
    if _is_by_lines(file):
        first = next((found for _, found in _found(file, "")), None)
        return isinstance(_at(first, path.split(".")), list)
    try:
        return any(True for _ in _found(evolve(file, source=evolve(file.source, records=path)), path))
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
    for number, found in _found(file, file.source.records):
        yield found if isinstance(found, WrongRow) else Row(number, flattened(found))


def _found(file: SourceFile, path: str) -> Iterator[tuple[int, dict[str, Any] | WrongRow]]:
    """The records, numbered from 1, or by their line where each has one; what is none comes as a wrong row."""
    keys = tuple(key.removesuffix("[]") for key in path.split(".") if key)
    if _is_by_lines(file):
        yield from _by_lines(file, keys)
    else:
        yield from _by_document(file, keys)


def _is_by_lines(file: SourceFile) -> bool:
    """Whether the first line is a whole object."""
    with file.open() as stream:
        start = stream.read(_PEEKED)
    encoding = actual_encoding(file.source.encoding, start)
    lines = start.decode(encoding, "ignore").lstrip("\ufeff").lstrip().splitlines(keepends=True)
    try:
        return bool(lines) and isinstance(json.loads(lines[0]), dict)
    except json.JSONDecodeError as fault:
        if fault.msg == "Extra data":  # several on one line, which may be all that there is
            return len(lines) > 1
        return len(lines) == 1 and not lines[0].startswith("[") and not file.source.records
    except (ValueError, RecursionError):
        return len(lines) == 1 and not lines[0].startswith("[") and not file.source.records


def _by_lines(file: SourceFile, keys: tuple[str, ...]) -> Iterator[tuple[int, dict[str, Any] | WrongRow]]:
    there = not keys
    for line, text in file.lines():
        if not text.strip():
            continue
        for value in _values(text.strip()):
            if not isinstance(value, dict):
                yield line, WrongRow(line, text, BAD_JSON)
            elif not keys:
                yield line, value
            else:
                there |= _has(value, keys)
                if not _has(value, keys):
                    yield line, WrongRow(line, text, BAD_JSON)
                for record in _inside(value, keys, "", None):
                    yield line, record if isinstance(record, dict) else WrongRow(line, str(record), BAD_JSON)
    if not there:
        raise _no_list(file, keys)


def _values(text: str) -> list[Any]:
    """The value that a line holds, or several without a break between them; None for a line that holds none."""
    values, place = [], 0
    try:
        while place < len(text):
            value, end = _DECODER.raw_decode(text, place)
            values.append(value)
            place = _BLANK.match(text, end).end()  # type: ignore[union-attr]  # blanks, be they none, always match
    except (ValueError, RecursionError):
        return [None]
    return values


def _by_document(file: SourceFile, keys: tuple[str, ...]) -> Iterator[tuple[int, dict[str, Any] | WrongRow]]:
    with file.open() as packed:
        encoding = actual_encoding(file.source.encoding, packed.peek(4)[:4])  # type: ignore[attr-defined]  # buffered
        number = 0
        try:
            document = JsonText(io.TextIOWrapper(packed, encoding), file.name)
            for left, element in document.elements(keys):
                for record in _inside(element, left, ".".join(keys[: len(keys) - len(left)]), {}):
                    number += 1
                    yield number, record if isinstance(record, dict) else WrongRow(number, str(record), BAD_JSON)
        except UnicodeDecodeError as fault:
            raise wrong_encoding(encoding, file.name, fault.object[fault.start :]) from None
    if not number and keys:
        raise _no_list(file, keys)


def _inside(value: Any, keys: tuple[str, ...], way: str, above: dict[str, Any] | None) -> Iterator[Any]:
    """The records in a value.

    Args:
        value: what was found.
        keys: those that are left to go.
        way: those that were gone, joined by dots.
        above: plain values of the objects on the way, under the names of their way; None outside of any list, where
            they may as well come after it.
    """
    if isinstance(value, list):
        for element in value:
            yield from _inside(element, keys, way, above or {})
    elif not keys:
        yield {**(above or {}), **value} if isinstance(value, dict) else value
    elif isinstance(value, dict) and keys[0] in value:
        start = f"{way}." if way else ""
        if above is not None:
            above = {**above, **{start + key: cell for key, cell in value.items() if not isinstance(cell, list | dict)}}
        yield from _inside(value[keys[0]], keys[1:], start + keys[0], above)


def _has(value: Any, keys: tuple[str, ...]) -> bool:
    """Whether something is at the end of a way, be it an empty list."""
    for key in keys:
        if isinstance(value, list):
            return True
        if not isinstance(value, dict) or key not in value:
            return False
        value = value[key]
    return True


def _no_list(file: SourceFile, keys: tuple[str, ...]) -> SourceError:
    problem = Text(en="there are no records at '{path}'", ru="по пути «{path}» нет записей").fill(path=".".join(keys))
    hint = Text(en="check `records:`", ru="проверьте `records:`")
    return SourceError(problem, where=file.name, hint=hint)


def _propose_records(file: SourceFile) -> None:
    """Refuse a document whose only object holds lists of objects: these are the records, and somebody must say which.

    Raises:
        SourceError: it is such a document.
    """
    for _, found in islice(_found(file, ""), 1):
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
