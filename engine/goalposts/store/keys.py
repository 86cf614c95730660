"""By what entries are found: every value that a result depends on, written so that equal values give equal texts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from enum import Enum
from pathlib import PurePath
from typing import Any

from attrs import fields, has


class NotKeptError(TypeError):
    """A value that has no canonical text, so that nothing that depends on it can be kept."""


def key_of(kind: str, *values: object) -> str:
    """Return the key of some values.

    >>> key_of("unit", {"b": 1, "a": {2, 3}}) == key_of("unit", {"a": {3, 2}, "b": 1})
    True

    Raises:
        NotKeptError: one of them has no canonical text.
    """
    text = json.dumps([_plain(value) for value in values], ensure_ascii=False, separators=(",", ":"))
    return f"{kind}:{hashlib.sha256(text.encode(errors='surrogatepass')).hexdigest()}"


def _plain(value: Any) -> Any:
    """Write a value with its type, so that no two that differ look alike."""
    if value is None or isinstance(value, bool | str) or type(value) is int:
        return value
    if isinstance(value, Enum):
        return ["enum", type(value).__name__, value.name]
    if isinstance(value, float):
        return ["float", value.hex()]
    if isinstance(value, date | PurePath):
        return [type(value).__name__, str(value)]
    if isinstance(value, tuple | list):
        return ["list", *map(_plain, value)]
    if isinstance(value, AbstractSet):
        return ["set", *sorted(map(_plain, value), key=_order)]
    if isinstance(value, Mapping):
        return ["map", *sorted(([_plain(key), _plain(found)] for key, found in value.items()), key=_order)]
    if has(type(value)):
        return [type(value).__qualname__, *(_plain(getattr(value, name)) for name in _compared(type(value)))]
    raise NotKeptError(type(value).__qualname__)


def _order(plain: Any) -> str:
    return json.dumps(plain, ensure_ascii=False)


def _compared(kind: type) -> tuple[str, ...]:
    """The attributes that take part in equality; the others change nothing."""
    return tuple(attribute.name for attribute in fields(kind) if attribute.eq)
