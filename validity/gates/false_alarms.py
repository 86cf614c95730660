"""S1: where nothing happened, an effect is called real about 5 times in 100."""

from __future__ import annotations

from collections.abc import Iterator

from validity.catalogue import CORE
from validity.gate import Gate, Line, share
from validity.kinds import KINDS
from validity.product import LEVEL, measured
from validity.scores import of_kinds
from validity.visits import Rollout

LOW, HIGH, MEAN_AT_MOST = 0.02, 0.08, 0.065
NOTHING = Rollout()
WHOLE_PRODUCT = 0.4
"""Share of the runs that go through the whole product, from events to the scorecard: they take longer."""


def _lines(runs: int) -> Iterator[Line]:
    rates = []
    for process in CORE:
        rates.append(share(measured(process, runs).found))
        yield Line(process.name, rates[-1], runs, LOW, HIGH)
    yield Line("mean of the eleven", sum(rates) / len(rates), runs * len(rates), None, MEAN_AT_MOST)
    fewer = max(round(runs * WHOLE_PRODUCT), 1)
    for kind in KINDS:
        found = [goal.change.p_value for _, goal in of_kinds(NOTHING, fewer)[kind.name]]
        rate = share(p_value is not None and p_value < LEVEL for p_value in found)
        yield Line(f"events to scorecard: {kind.name}", rate, fewer, LOW, HIGH)


FALSE_ALARMS = Gate("S1", "Where nothing happened, a change is found in about 5 of 100 rollouts.", _lines, 1000)
