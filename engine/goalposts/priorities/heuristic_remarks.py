"""What is to be said of the votes of all goals together, and in which of four fields each goal lies."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Final

from goalposts.errors import listed
from goalposts.locale import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model.heuristic import Inputs

SCALE: Final = (1, 2, 3, 5, 8, 13, 20)
LEAST_CONFIDENCE: Final = 0.5

_OFF_SCALE: Final = Text(
    en="Votes are 1, 2, 3, 5, 8, 13 or 20; others have: {goals}.",
    ru="Голоса — 1, 2, 3, 5, 8, 13 или 20; другие значения у целей: {goals}.",
)
_NO_ONE: Final = Text(
    en="No goal has {votes} = 1; votes are relative, so the least of each kind is 1.",
    ru="Ни у одной цели нет {votes} = 1; голоса относительны, поэтому наименьший в каждом столбце — 1.",
)
_MOONSHOT: Final = Text(
    en="Confidence under 50 % makes a goal a shot at the moon, not a plan: {goals}.",
    ru="Уверенность ниже 50 % — это мечта, а не план: {goals}.",
)
_FIELDS: Final = {
    (True, True): Text(en="do first", ru="сделать сразу"),
    (True, False): Text(en="big project", ru="большой проект"),
    (False, True): Text(en="in passing", ru="попутно"),
    (False, False): Text(en="leave out", ru="не браться"),
}


def of_votes(inputs: Inputs) -> Iterator[Text]:
    """Say which votes are off the scale, and which kind of vote never is 1."""
    off = [goal for goal, values in inputs.items() if any(vote not in SCALE for vote in values.values())]
    if off:
        yield _OFF_SCALE.fill(goals=listed(off))
    names = next(iter(inputs.values()), {})
    without = [name for name in names if inputs and min(values[name] for values in inputs.values()) != 1]
    if without and not off:
        yield _NO_ONE.fill(votes=listed(without))


def of_confidence(inputs: Inputs) -> Iterator[Text]:
    """Name the goals that hardly anybody believes in."""
    doubted = [goal for goal, values in inputs.items() if values["confidence"] < LEAST_CONFIDENCE]
    if doubted:
        yield _MOONSHOT.fill(goals=listed(doubted))


def quadrants(inputs: Inputs) -> dict[str, Text]:
    """Name the field of every goal: at least the median value, at most the median effort."""
    if not inputs:
        return {}
    value = median(values["value"] for values in inputs.values())
    effort = median(values["effort"] for values in inputs.values())
    return {goal: _FIELDS[own["value"] >= value, own["effort"] <= effort] for goal, own in inputs.items()}
