"""S4: the likely range holds the truth in about 95 of 100 rollouts that do what was promised, for each kind of KPI."""

from __future__ import annotations

from collections.abc import Iterator

from validity.gate import Gate, Line, share
from validity.kinds import KINDS
from validity.scores import of_kinds
from validity.visits import Rollout

LOW, HIGH = 0.92, 0.975
PROMISED = Rollout(done=0.05, wait=20.0, price=1.0, volume=0.0953)
"""Every goal's promise kept to the letter: five points, 20 seconds, 1 more an item, 10 % more visits."""


def _lines(runs: int) -> Iterator[Line]:
    scores = of_kinds(PROMISED, runs)
    for kind in KINDS:
        held = []
        for rollout, goal in scores[kind.name]:
            low, high = goal.change.low, goal.change.high
            held.append(low is not None and high is not None and low <= kind.truth(rollout, goal) <= high)
        yield Line(kind.name, share(held), runs, LOW, HIGH)


COVERAGE = Gate("S4", "The likely range holds the truth in about 95 of 100 rollouts.", _lines, 1000)
