"""Several goals at once: Holm's step-down adjustment (Holm 1979)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def holm_adjusted(p_values: Sequence[float | None]) -> tuple[float | None, ...]:
    """Adjust p-values for their number; None passes through and does not count.

    >>> holm_adjusted([0.01, None, 0.04, 0.03])
    (0.03, None, 0.06, 0.06)
    """
    known = sorted((p_value, place) for place, p_value in enumerate(p_values) if p_value is not None)
    adjusted: list[float | None] = [None] * len(p_values)
    largest = 0.0
    for rank, (p_value, place) in enumerate(known):
        largest = max(largest, min(1.0, (len(known) - rank) * p_value))
        adjusted[place] = largest
    return tuple(adjusted)
