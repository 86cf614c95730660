"""S2: where the model is wrong, false alarms grow, but not beyond a known bound."""

from __future__ import annotations

from collections.abc import Iterator

from validity.catalogue import LONG_MEMORY, NOISIER_AFTER, RANDOM_WALK, SHORTEST, YEAR_ANNUAL
from validity.gate import Gate, Line, share
from validity.gates.false_alarms import WHOLE_PRODUCT
from validity.product import LEVEL, measured
from validity.scores import of_kinds
from validity.visits import Rollout

AT_MOST = {RANDOM_WALK: 0.10, NOISIER_AFTER: 0.11, SHORTEST: 0.09, YEAR_ANNUAL: 0.10, LONG_MEMORY: None}
"""Of long memory nothing is promised: its figure is shown, and bounds nothing."""

NARROW_QUANTILE = "events to scorecard: quantile of values that lie close together"
NARROW_AT_MOST = 0.08
"""As of every kind of KPI in S1: a bound that this series did not have while effects were rounded."""
NARROW = Rollout(usual_wait=360.0, wait_sd=5.0)
_NOTE = (
    "These series break an assumption: noise that is alike before and after, or that fades, or a trend that is a line. "
    "Of long memory nothing is promised. A quantile whose values lie within some per cent of each other (here waits of "
    "320 s and more, 40 s more on average) is kept in buckets of about 1.5 %; effects are counted from inside the "
    "bucket, for its middle would round them by half of their standard error."
)


def _lines(runs: int) -> Iterator[Line]:
    for process, high in AT_MOST.items():
        yield Line(process.name, share(measured(process, runs).found), runs, None, high)
    fewer = max(round(runs * WHOLE_PRODUCT), 1)
    found = [goal.change.p_value for _, goal in of_kinds(NARROW, fewer)["quantile"]]
    rate = share(p_value is not None and p_value < LEVEL for p_value in found)
    yield Line(NARROW_QUANTILE, rate, fewer, None, NARROW_AT_MOST)


STRESS = Gate("S2", "Where the model is wrong, false alarms stay under a bound.", _lines, 1000, _NOTE)
