"""S7: a change that is called real hardly ever points the wrong way."""

from __future__ import annotations

from collections.abc import Iterator

from validity.catalogue import HALF_YEAR_60
from validity.gate import Gate, Line, share
from validity.product import measured

IN_STANDARD_ERRORS = 2.8
"""An effect of this size is found in 80 of 100 rollouts."""


def _lines(runs: int) -> Iterator[Line]:
    size = round(IN_STANDARD_ERRORS * float(measured(HALF_YEAR_60, 200).standard_error.mean()), 2)
    found = measured(HALF_YEAR_60, runs, size)
    yield Line(f"worse, though it is {size} sd better", share(found.found & (found.effect < 0)), runs, None, 0.005)


WRONG_SIGN = Gate("S7", "What is called a change never points the wrong way.", _lines, 2000)
