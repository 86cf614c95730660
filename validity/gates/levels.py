"""S12: the likely range of a level, where there was no baseline, holds the true level."""

from __future__ import annotations

from collections.abc import Iterator

from goalposts.inference import level

from validity.gate import Gate, Line, share
from validity.processes import OVERALL_MEAN, WEEK, Process, draw
from validity.product import windows

LEAST = {0.5: 0.925, 0.8: 0.87}
DAYS = (28, 56, 91)
TRUTH = OVERALL_MEAN + float(WEEK.mean())
"""Windows of whole weeks have no season of their own."""


def _lines(runs: int) -> Iterator[Line]:
    for rho, least in LEAST.items():
        for days in DAYS:
            draws = draw(Process(f"level {days} {rho}", "a window without a baseline", days, 7, rho=rho), runs)
            held = []
            for window, _ in windows(draws):
                found = level("ratio", window)
                held.append(found is not None and found.low <= TRUTH <= found.high)
            yield Line(f"{days} days, {rho:.0%} of a shock left the day after", share(held), runs, least)


LEVELS = Gate("S12", "Without a baseline, the likely range of the level holds the true level.", _lines, 1000)
