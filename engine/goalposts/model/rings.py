"""Finds what waits for itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def ring(after: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """Return names that wait for each other in a ring, the first one again at the end; empty where none do.

    >>> ring({"a": ["b"], "b": ["c"], "c": ["b"]})
    ('b', 'c', 'b')
    """
    done: set[str] = set()

    def search(name: str, way: tuple[str, ...]) -> tuple[str, ...]:
        if name in way:
            return (*way[way.index(name) :], name)
        if name in done:
            return ()
        for other in after.get(name, ()):
            if found := search(other, (*way, name)):
                return found
        done.add(name)
        return ()

    return next((found for name in after if (found := search(name, ()))), ())
