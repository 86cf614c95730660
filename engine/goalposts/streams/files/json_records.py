"""The records of a JSON file: an object a line, or the objects of a list somewhere in a document."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from typing import Any, Final

from goalposts.errors import SourceError
from goalposts.locale import Text
from goalposts.model import InputFile, WrongRow
from goalposts.streams.files.json_text import JsonText, not_json
from goalposts.streams.files.text_encoding import actual_encoding, wrong_encoding

PEEKED_BYTES: Final = 1 << 16
"""How much of a file tells what it is."""
_DECODER: Final = json.JSONDecoder()
_BLANK: Final = re.compile(r"\s*")
_BAD_JSON: Final = "bad_json"


def json_records(file: InputFile, path: str) -> Iterator[tuple[int, dict[str, Any]] | WrongRow]:
    """Yield the objects of a file; see `InputFile.records`.

    Raises:
        SourceError: it is not JSON, or there is no list at the path.
    """
    good, wrong = False, None
    for number, found in found_records(file, path):
        if isinstance(found, WrongRow):
            wrong = wrong or found
            yield found
        else:
            good = True
            yield number, found
    if wrong is not None and not good:
        raise not_json(wrong.text[:80], f"{file.name}:{wrong.line}")


def found_records(file: InputFile, path: str) -> Iterator[tuple[int, dict[str, Any] | WrongRow]]:
    """The records, numbered from 1, or by their line where each has one; what is none comes as a wrong row."""
    keys = tuple(key.removesuffix("[]") for key in path.split(".") if key)
    if is_by_lines(file):
        yield from _by_lines(file, keys)
    else:
        yield from _by_document(file, keys)


def is_by_lines(file: InputFile) -> bool:
    """Whether the first line is a whole object."""
    with file.open() as stream:
        start = stream.read(PEEKED_BYTES)
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


def _by_lines(file: InputFile, keys: tuple[str, ...]) -> Iterator[tuple[int, dict[str, Any] | WrongRow]]:
    there = not keys
    for line, text in file.lines():
        if not text.strip():
            continue
        for value in _values(text.strip()):
            if not isinstance(value, dict):
                yield line, WrongRow(line, text, _BAD_JSON)
            elif not keys:
                yield line, value
            else:
                there |= _has(value, keys)
                if not _has(value, keys):
                    yield line, WrongRow(line, text, _BAD_JSON)
                for record in _inside(value, keys, "", None):
                    yield line, record if isinstance(record, dict) else WrongRow(line, str(record), _BAD_JSON)
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


def _by_document(file: InputFile, keys: tuple[str, ...]) -> Iterator[tuple[int, dict[str, Any] | WrongRow]]:
    with file.open() as packed:
        encoding = actual_encoding(file.source.encoding, packed.peek(4)[:4])  # type: ignore[attr-defined]  # buffered
        number = 0
        try:
            document = JsonText(io.TextIOWrapper(packed, encoding), file.name)
            for left, element in document.elements(keys):
                for record in _inside(element, left, ".".join(keys[: len(keys) - len(left)]), {}):
                    number += 1
                    yield number, record if isinstance(record, dict) else WrongRow(number, str(record), _BAD_JSON)
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


def _no_list(file: InputFile, keys: tuple[str, ...]) -> SourceError:
    problem = Text(en="there are no records at '{path}'", ru="по пути «{path}» нет записей").fill(path=".".join(keys))
    hint = Text(en="check `records:`", ru="проверьте `records:`")
    return SourceError(problem, where=file.name, hint=hint)
