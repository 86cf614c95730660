"""Events of Google Analytics 4 as BigQuery exports them: NDJSON or Parquet."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from attrs import frozen
from goalposts import InputFile, Row, WrongRow

PARAMS: Final = "event_params"
_VALUES: Final = ("string_value", "int_value", "double_value", "float_value")
_NO_WORDS: Final = (None, "", "(not set)")


@frozen
class Event:
    """One event, whose inner objects JSON has as `a.b` and Parquet as objects; its parameters by their keys."""

    cells: Mapping[str, Any]
    params: Mapping[str, Any]

    def get(self, path: str) -> Any:
        """What stands at a path; None where nothing does."""
        found = self.cells.get(path)
        if found is None:
            found = self.cells.get(path.partition(".")[0])
            for key in path.split(".")[1:]:
                found = found.get(key) if isinstance(found, Mapping) else None
        return None if found in _NO_WORDS else found

    def text(self, path: str) -> str | None:
        """The same as text."""
        found = self.get(path)
        return None if found is None else str(found)

    def param(self, key: str) -> Any:
        """The value of a parameter, of whatever type; None where there is none."""
        found = self.params.get(key)
        return None if found in _NO_WORDS else found

    @property
    def time(self) -> int | None:
        """Microseconds since 1970."""
        found = str(self.cells.get("event_timestamp") or "")
        return int(found) if found.isdecimal() else None


def events(file: InputFile) -> Iterator[tuple[Row, Event] | WrongRow]:
    """Read the events of a file; one whose parameters cannot be read is a wrong row."""
    for row in file.rows():
        if isinstance(row, WrongRow):
            yield row
            continue
        found = row.cells.get(PARAMS)
        try:
            yield row, Event(row.cells, _by_key(found))
        except (ValueError, RecursionError, TypeError, AttributeError, KeyError):
            yield WrongRow(row.line, str(found)[:200], "bad_event_params")


def _by_key(found: Any) -> dict[str, Any]:
    if isinstance(found, str) and found.strip():
        found = json.loads(found)
    if isinstance(found, Mapping):  # how some writers of Parquet keep lists
        found = [item.get("element", item) for item in found["list"]]
    return {param["key"]: _value(param.get("value") or {}) for param in found or ()}


def _value(value: Mapping[str, Any]) -> Any:
    return next((value[name] for name in _VALUES if value.get(name) is not None), None)
