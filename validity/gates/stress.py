"""S2: where the model is wrong, false alarms grow, but not beyond a known bound."""

from __future__ import annotations

from collections.abc import Iterator

from validity.catalogue import LONG_MEMORY, NOISIER_AFTER, RANDOM_WALK, SHORTEST, YEAR_ANNUAL
from validity.gate import Gate, Line, share
from validity.product import measured

AT_MOST = {RANDOM_WALK: 0.10, NOISIER_AFTER: 0.11, SHORTEST: 0.09, YEAR_ANNUAL: 0.10, LONG_MEMORY: None}
"""Of long memory nothing is promised: its figure is shown, and bounds nothing."""

_NOTE = (
    "These series break an assumption: noise that is alike before and after, or that fades, or a trend that is a line. "
    "Of long memory nothing is promised."
)


def _lines(runs: int) -> Iterator[Line]:
    for process, high in AT_MOST.items():
        yield Line(process.name, share(measured(process, runs).found), runs, None, high)


STRESS = Gate("S2", "Where the model is wrong, false alarms stay under a bound.", _lines, 1000, _NOTE)
