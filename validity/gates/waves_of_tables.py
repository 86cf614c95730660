"""S18: waves over a table by month: false alarms, and ranges that hold the true effect."""

from __future__ import annotations

from collections.abc import Iterator

from validity.gate import Gate, Line, share
from validity.product import LEVEL
from validity.tables import EFFECT, by_few_months, by_months

LOW, HIGH, OF_DIFFERENCES = 0.03, 0.07, 0.085
LEAST_COVERAGE = 0.925
_NOTE = (
    "40 months, the first wave after 24. Parts share a walk, and each has noise of autocorrelation 0.4 and a size of "
    "its own. With eight parts and more every wave is counted from the month before it, and the odds are those of "
    "other orders of the waves; the range is that of leaving out one part at a time. Two waves of one part each are "
    "two differences of series, joined as if one shock moved both."
)


def _lines(runs: int) -> Iterator[Line]:
    for parts in (8, 12):
        alarms = [found.p_value < LEVEL for found in by_months(parts, 0.0, runs)]
        yield Line(f"{parts} parts in three waves: nothing happened", share(alarms), runs, LOW, HIGH)
        held = [found.low <= EFFECT <= found.high for found in by_months(parts, EFFECT, runs)]
        yield Line(f"{parts} parts in three waves: range holds the truth", share(held), runs, LEAST_COVERAGE)
    alarms = [found.p_value < LEVEL for found in by_few_months(0.0, runs)]
    yield Line("two waves of one part each: nothing happened", share(alarms), runs, None, OF_DIFFERENCES)
    held = [found.low <= EFFECT <= found.high for found in by_few_months(EFFECT, runs)]
    yield Line("two waves of one part each: range holds the truth", share(held), runs, 1 - OF_DIFFERENCES)


WAVES_OF_TABLES = Gate("S18", "Waves over a table by month are judged as honestly as by week.", _lines, 1000, _NOTE)
