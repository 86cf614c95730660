"""Finds every text for people in a record, with the way to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from attrs import fields, has

from goalposts.locale import Text

if TYPE_CHECKING:
    from collections.abc import Iterator


def texts_of(record: Any, path: str = "") -> Iterator[tuple[str, Text]]:
    """Yield the texts within a record of records, each with its way, such as `domain.kpis[sample.visits].summary`."""
    if isinstance(record, Text):
        yield path, record
    elif isinstance(record, Mapping):
        for key, value in record.items():
            yield from texts_of(value, f"{path}[{key}]")
    elif isinstance(record, (tuple, list)):
        for index, value in enumerate(record):
            yield from texts_of(value, f"{path}[{_label(value, index)}]")
    elif has(type(record)):
        for attribute in fields(type(record)):
            yield from texts_of(getattr(record, attribute.name), f"{path}.{attribute.name}".lstrip("."))


def _label(record: Any, index: int) -> str | int:
    names = {attribute.name for attribute in fields(type(record))} if has(type(record)) else set()
    return str(record.id) if "id" in names else index
