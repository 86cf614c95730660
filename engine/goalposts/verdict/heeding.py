"""Goals one by one, with a look before each whether the caller still wants the answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from goalposts.model import ResolvedGoal

Heed = Callable[[], None]
"""Raises when the work is to stop."""


def go_on() -> None:
    """Heed nothing."""


def heeding(goals: Iterable[ResolvedGoal], heed: Heed) -> Iterator[ResolvedGoal]:
    """Call `heed` before every goal."""
    for goal in goals:
        heed()
        yield goal
