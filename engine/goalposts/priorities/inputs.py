"""What is known of a goal that may rank it: what its owner wrote, and what its baseline shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from goalposts.model import Estimate
from goalposts.model.heuristic import MOSCOW

if TYPE_CHECKING:
    from collections.abc import Mapping

    from goalposts.model import BaselineFacts, Goal, Heuristic, Window

_DAYS_OF_WEEK: Final = 7


def inputs_of(
    goal: Goal,
    facts: BaselineFacts | None = None,
    window: Window | None = None,
    of_tree: Mapping[str, Estimate] | None = None,
) -> dict[str, Estimate]:
    """Return every input of a goal by name; what is written goes before what follows from other keys or the data."""
    known: dict[str, Estimate] = {}
    if goal.must:
        known["moscow"] = Estimate.exact(MOSCOW["must"])
    written = {name: Estimate.of(value) for name, value in goal.priority.items()}
    return {**known, **_from(facts, window), **(of_tree or {}), **written}


def _from(facts: BaselineFacts | None, window: Window | None) -> dict[str, Estimate]:
    if facts is None or facts.value is None:
        return {}
    known = {"baseline": Estimate.exact(facts.value)}
    if facts.line is not None:
        known["line"] = Estimate.exact(facts.line)
    if window is not None and facts.n:
        known["events_a_week"] = Estimate.exact(facts.n / (window.end - window.start).days * _DAYS_OF_WEEK)
    return known


def unused_names(goal: Goal, heuristics: Mapping[str, Heuristic], others: frozenset[str] = frozenset()) -> list[str]:
    """Return the keys of a goal's `priority` that no heuristic takes, nor anything else."""
    taken = {name for heuristic in heuristics.values() for name in heuristic.inputs} | others
    return [name for name in goal.priority if name not in taken]
