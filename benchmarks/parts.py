"""Where the time of one case goes: parts of it that are timed one by one, and limits that no part of it undercuts."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from attrs import frozen

SCAN: Final = "the scan"
HARVEST: Final = "the harvest: states of the filled cells"


@frozen
class Part:
    """Some seconds of a case, the least of all rounds.

    Attributes:
        what: that is done in them.
        inside: what the part belongs to: nothing for one of those that add up to all, the name of another part, or
            `LIMIT`.
        note: what a reader must know to judge it.
    """

    what: str
    seconds: float
    inside: str = ""
    note: str = ""


@frozen
class Turns:
    """How the rounds of a case go.

    Attributes:
        peers: gives the other engines their turn, as before every round of the case.
    """

    rounds: int
    peers: Callable[[], None]


LIMIT: Final = "limit"
"""Of seconds that are not ours: what the machine or another library needs at least."""

Timed = Callable[[], Mapping[str, float]]


def least(actions: Iterable[Timed], rounds: int) -> dict[str, float]:
    """Let actions that time themselves take turns; the least seconds of all that they name."""
    found: dict[str, float] = {}
    actions = tuple(actions)
    for _ in range(rounds):
        for action in actions:
            for name, seconds in action().items():
                found[name] = min(found.get(name, seconds), seconds)
    return found


def timed(name: str, action: Callable[[], object]) -> Timed:
    """An action that times itself."""

    def run() -> dict[str, float]:
        start = time.perf_counter()
        action()
        return {name: time.perf_counter() - start}

    return run
