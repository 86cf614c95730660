"""Draws uncertain inputs, so that an order can be tried: does it stand whatever they turn out to be?

A range is drawn from a triangle with its top at the likely value. Every input has numbers of its own that depend on
the names of goal and input only, so that another goal changes nobody's draws.
"""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from goalposts.model import Estimate

DRAWS: Final = 2000
_TAIL: Final = 0.05
_SEED: Final = "goalposts"


def draws(
    goal: str, inputs: Mapping[str, Estimate], together: Mapping[str, Sequence[float]] | None = None
) -> list[dict[str, float]]:
    """Draw the inputs of one goal; exact ones are the same in every draw.

    Args:
        goal: its id.
        inputs: by name.
        together: inputs that were drawn for all goals at once, as they hang on the same doubts.

    Returns:
        One mapping a draw; a single one where all inputs are exact, for every draw would be the same.
    """
    shared = {name: column for name, column in (together or {}).items() if name in inputs}
    if not shared and all(estimate.is_exact for estimate in inputs.values()):
        return [{name: estimate.likely for name, estimate in inputs.items()}]
    columns = {name: shared.get(name) or column(goal, name, estimate) for name, estimate in inputs.items()}
    return [{name: drawn[index] for name, drawn in columns.items()} for index in range(DRAWS)]


def column(owner: str, name: str, estimate: Estimate) -> list[float]:
    """Draw one number, that of a goal or of the tree."""
    if estimate.is_exact:
        return [estimate.likely] * DRAWS
    random = Random(f"{_SEED}/{owner}/{name}")  # noqa: S311 - to be the same every time is the point
    return [random.triangular(estimate.low, estimate.high, estimate.likely) for _ in range(DRAWS)]


def span_of(drawn: Sequence[float]) -> tuple[float, float]:
    """Between which values nine of ten draws lie."""
    found = sorted(drawn)
    tail = int(_TAIL * len(found))
    return found[tail], found[-1 - tail]
