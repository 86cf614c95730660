"""Puts the business hours of a project into what is written without them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar

from attrs import evolve, fields, has

from goalposts.expressions.functions import FUNCTIONS
from goalposts.expressions.nodes import Call, Words

T = TypeVar("T")


def asks_for_business_hours(part: object) -> bool:
    """Whether an expression, formula or reducer counts by business hours and does not say by which."""
    return _asks(part) or any(map(asks_for_business_hours, _parts(part)))


def with_business_hours(part: T, hours: str) -> T:
    """Put business hours into an expression, formula or reducer, wherever it asks for them.

    >>> from goalposts.expressions import parse, render
    >>> render(with_business_hours(parse("hour(at) > 9 and in_business_hours(at)"), "mon 09:00-18:00"))
    'hour(at) > 9 and in_business_hours(at, "mon 09:00-18:00")'
    """
    return _bound(part, hours)  # type: ignore[no-any-return]  # of the same type


def _bound(part: Any, hours: str) -> Any:
    if not asks_for_business_hours(part):
        return part
    if isinstance(part, tuple):
        return tuple(_bound(item, hours) for item in part)
    found = {attribute.name: _bound(getattr(part, attribute.name), hours) for attribute in fields(type(part))}
    bound = evolve(part, **found)
    return evolve(bound, more=(*bound.more, Words(hours))) if _asks(part) else bound


def _asks(part: object) -> bool:
    if not isinstance(part, Call):
        return False
    known = FUNCTIONS[part.function]
    return known.by_business_hours and 1 + len(part.more) == known.arguments


def _parts(part: Any) -> Iterator[object]:
    if isinstance(part, tuple):
        yield from part
    elif has(type(part)):
        yield from (getattr(part, attribute.name) for attribute in fields(type(part)))
