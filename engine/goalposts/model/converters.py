"""Converters of attributes whose types mypy's attrs plugin understands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable


def as_tuple(items: Iterable[Any]) -> tuple[Any, ...]:
    """Freeze a sequence; mypy cannot solve the type variable of a bare `tuple` as a converter.

    Raises:
        TypeError: a text, which would be taken for the list of its letters: parentheses without a comma are no tuple.
    """
    if isinstance(items, str):
        raise TypeError(f"a list is needed, found the text '{items}'; write ['{items}']")
    return tuple(items)
