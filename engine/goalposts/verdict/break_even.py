"""How many units of benefit pay for the rollout, how likely they are, and whether anybody could prove them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from goalposts.model.scorecard import BreakEven

if TYPE_CHECKING:
    from goalposts.model import Benefit, Project

_SURE: Final = 1.959963984540054 + 0.8416212335729143
"""Quantiles of the normal law: told from chance at 95 %, and found four times in five."""
_WHOLE: Final = 1e-9
"""A quotient so little above a whole number is the number: 0.3 / 0.1 are 3 units."""


def break_even(project: Project) -> BreakEven | None:
    """Reckon what the project says of its benefit; None where it says nothing."""
    benefit = project.benefit
    if benefit is None:
        return None
    needed = math.ceil(benefit.units - _WHOLE * max(benefit.units, 1.0))
    found, smallest = _share_needed(benefit, needed), smallest_share(benefit.opportunities, benefit.success)
    return BreakEven(
        benefit.cost,
        project.currency,
        benefit.unit,
        benefit.amount,
        benefit.units,
        needed=needed,
        expected=benefit.expected,
        probability=None if benefit.expected is None else at_least(needed, benefit.expected),
        share_needed=found,
        share_visible=smallest,
        provable=None if found is None or smallest is None else found >= smallest,
    )


def at_least(count: int, expected: float) -> float:
    """Return the probability of so many events or more, where so many are expected and each comes by itself.

    The Poisson law.

    >>> round(at_least(3, 3.0), 3), round(at_least(3, 5.0), 3)
    (0.577, 0.875)
    """
    if count <= 0:
        return 1.0
    from scipy.special import pdtrc

    return float(pdtrc(count - 1, max(expected, 0.0)))


def smallest_share(opportunities: float | None, success: float | None) -> float | None:
    """Return the smallest rise of a share that as many opportunities before and after can show.

    Two shares of n opportunities each, compared at 95 % with a power of 80 %, by the normal law.

    >>> round(smallest_share(150, 0.2), 3)
    0.129
    """
    if not opportunities or success is None:
        return None
    return _SURE * math.sqrt(2 * success * (1 - success) / opportunities)


def _share_needed(benefit: Benefit, needed: int) -> float | None:
    return needed / benefit.opportunities if benefit.opportunities else None
