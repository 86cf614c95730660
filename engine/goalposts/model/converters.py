"""Converters of attributes whose types mypy's attrs plugin understands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable


def as_tuple(items: Iterable[Any]) -> tuple[Any, ...]:
    """Freeze a sequence; mypy cannot solve the type variable of a bare `tuple` as a converter."""
    return tuple(items)
