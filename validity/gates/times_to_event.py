"""S17: a time to event beside a comparison group: false alarms, and ranges that hold the true change."""

from __future__ import annotations

from collections.abc import Iterator

from validity.entries import FORMULAS, changes_beside, held, truth
from validity.gate import Gate, Line, share

EFFECT = 0.08
HIGHEST_ALARM, LOW, HIGH = 0.085, 0.925, 0.985
_NOTE = (
    "30 weeks of entry before and 16 after, some 120 entries a week with the rollout and as many without. Both share "
    "the shocks of the weeks, and each has some of its own. The reading of a week is its jackknife influence value; "
    "the difference of both is read by the engine of one series."
)


def _lines(runs: int) -> Iterator[Line]:
    for give in FORMULAS:
        alarms = [not holds for holds in held(changes_beside(give, 0.0, runs), 0.0)]
        yield Line(f"{give}: nothing happened", share(alarms), runs, None, HIGHEST_ALARM)
        known = held(changes_beside(give, EFFECT, runs), truth(give, EFFECT))
        yield Line(f"{give}: range holds the truth", share(known), runs, LOW, HIGH)


TIMES_TO_EVENT = Gate(
    "S17", "Times to event beside a comparison group are judged as honestly as alone.", _lines, 1000, _NOTE
)
