"""Takes values out of JSON objects of which nobody promises that they are whole."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any, Final

from goalposts import InputFile, Row, WrongRow

NOT_OF_THIS_EXPORT: Final = "not_of_this_export"
NO_CALLS: Final = {
    "monitor": {"en": "listening in by supervisors", "ru": "прослушивание супервизором"},
    "not_queued": {"en": "contacts that met neither a queue nor an agent", "ru": "обращения без очереди и оператора"},
}
"""What records are called that are no calls, by the reason that their format gives."""


def record_by_record(
    row_of: Callable[[int, Mapping[str, Any]], Row | WrongRow],
) -> Callable[[InputFile], Iterator[Row | WrongRow]]:
    """Make a reader that gives a row for every record, which it gets with its number."""

    def read(file: InputFile) -> Iterator[Row | WrongRow]:
        for found in file.records(file.source.records):
            yield found if isinstance(found, WrongRow) else row_of(*found)

    return read


def mapping_at(record: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """The object under a key; an empty one where there is none."""
    found = record.get(key)
    return found if isinstance(found, dict) else {}


def mappings_at(record: Mapping[str, Any], key: str) -> tuple[Mapping[str, Any], ...]:
    """The objects of the list under a key; none where there is no list."""
    found = record.get(key)
    return tuple(item for item in found if isinstance(item, dict)) if isinstance(found, list) else ()


def text_at(record: Mapping[str, Any], key: str) -> str | None:
    """The word under a key; None where it is missing or blank."""
    found = record.get(key)
    return None if found is None or isinstance(found, dict | list) else str(found).strip() or None


def moment_at(record: Mapping[str, Any], key: str) -> datetime | None:
    """The ISO 8601 moment under a key; None where it is missing, unreadable or without an offset."""
    try:
        found = datetime.fromisoformat(text_at(record, key) or "")
    except ValueError:
        return None
    return found if found.tzinfo is not None else None


def written(record: Mapping[str, Any]) -> str:
    """The object as text again, for whoever looks at what was refused."""
    return json.dumps(record, ensure_ascii=False)
