"""Builders of event fields, one for each type: `field.duration("wait")`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from attrs import frozen

from goalposts.expressions import ValueType
from goalposts.locale import Text


@frozen
class Field:
    """A typed column of an event type.

    Attributes:
        required: whether every source of the event type must give it.
        values: for a category, the only words that it may hold; empty when open.
        summary: what it holds, for people.
    """

    id: str
    type: ValueType
    required: bool = False
    values: tuple[str, ...] = ()
    summary: Text | None = None


def _builder(kind: ValueType) -> Callable[..., Field]:
    def build(
        id: str,
        *,
        required: bool = False,
        values: Iterable[str] = (),
        summary: Mapping[str, str] | str | None = None,
    ) -> Field:
        return Field(id, kind, required, tuple(values), None if summary is None else Text.of(summary))

    build.__doc__ = f"Build a field of type {kind.value}."
    return build


id = _builder(ValueType.ID)
category = _builder(ValueType.CATEGORY)
time = _builder(ValueType.TIMESTAMP)
duration = _builder(ValueType.DURATION)
money = _builder(ValueType.MONEY)
number = _builder(ValueType.NUMBER)
flag = _builder(ValueType.FLAG)
text = _builder(ValueType.TEXT)
