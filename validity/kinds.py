"""The kinds of KPI whose likely ranges are held against the truth, each by events that the product reads itself.

A new kind is one entry of `KINDS`: its formula, what its rollout does, and how the truth follows. Its events come from
`validity.visits`, which every kind shares, so that one scorecard judges them all.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final

from attrs import frozen
from goalposts.model.scorecard import GoalScore

from validity.visits import Rollout


@frozen
class KpiKind:
    """One kind of KPI.

    Attributes:
        name: also the id of its goal.
        formula: its value, as a project file writes it.
        target: a promise in its unit, which no gate here looks at.
        truth: what the rollout truly did to it, given the rollout and the goal as scored.
    """

    name: str
    formula: str
    target: str
    truth: Callable[[Rollout, GoalScore], float]


def _of_total(rollout: Rollout, scored: GoalScore) -> float:
    """A factor on the volume: what came minus what would have come without it."""
    value = scored.evaluation.value
    if value is None:
        raise ValueError(f"goal {scored.id}: a value is needed, found none")
    return value * -math.expm1(-rollout.volume)


KINDS: Final = (
    KpiKind("share", "share(of=done)", "+5pp", lambda rollout, _: rollout.done),
    KpiKind("mean", "mean(of=wait)", "+20 s", lambda rollout, _: rollout.wait),
    KpiKind("ratio", "ratio(of=paid, by=items)", "+1", lambda rollout, _: rollout.price),
    KpiKind("quantile", "quantile(of=wait, q=0.8)", "+20 s", lambda rollout, _: rollout.wait),
    KpiKind("total", "total()", "+10%", _of_total),
)
"""Share, mean, ratio, quantile and total; kinds that follow entries over time (survival, cohorts) are still to come."""
