"""Draws uncertain inputs, so that an order can be tried: does it stand whatever they turn out to be?

A range is drawn from a triangle with its top at the likely value. Every input has numbers of its own that depend on
the names of goal and input only, so that another goal changes nobody's draws.
"""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from goalposts.model import Estimate

DRAWS: Final = 2000
_SEED: Final = "goalposts"


def draws(goal: str, inputs: Mapping[str, Estimate]) -> list[dict[str, float]]:
    """Draw the inputs of one goal; exact ones are the same in every draw.

    Returns:
        One mapping a draw; a single one where all inputs are exact, for every draw would be the same.
    """
    if all(estimate.is_exact for estimate in inputs.values()):
        return [{name: estimate.likely for name, estimate in inputs.items()}]
    columns = {name: _column(goal, name, estimate) for name, estimate in inputs.items()}
    return [{name: column[index] for name, column in columns.items()} for index in range(DRAWS)]


def _column(goal: str, name: str, estimate: Estimate) -> list[float]:
    if estimate.is_exact:
        return [estimate.likely] * DRAWS
    random = Random(f"{_SEED}/{goal}/{name}")  # noqa: S311 - to be the same every time is the point
    return [random.triangular(estimate.low, estimate.high, estimate.likely) for _ in range(DRAWS)]
