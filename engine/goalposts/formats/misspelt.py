"""Which known word a mistyped one is, where there can be no doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

SHORTEST: Final = 4
"""Shorter words lie too near to each other."""


def certain(word: str, known: Iterable[str], taken: Iterable[str] = ()) -> str:
    """Return the one known word that is a single slip away; empty where there is none, or another one is as near.

    A slip is a letter too many, too few, wrong, or changed places with its neighbour (optimal string alignment).

    Args:
        word: as it is written.
        known: what it may be.
        taken: what stands beside it; where one of these may be the same known word, nothing is certain.
    """
    from rapidfuzz.distance import OSA

    if len(word) < SHORTEST:
        return ""
    near = [name for name in known if len(name) >= SHORTEST and OSA.distance(word.lower(), name) <= 1]
    if len(near) != 1 or any(other != word and OSA.distance(other.lower(), near[0]) <= 1 for other in taken):
        return ""
    return near[0]
