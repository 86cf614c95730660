"""S5: the standard error that the product states is how much its estimates really scatter."""

from __future__ import annotations

from collections.abc import Iterator

from validity.catalogue import CORE
from validity.gate import Gate, Line
from validity.product import measured

LOW, HIGH = 0.95, 1.16


def _lines(runs: int) -> Iterator[Line]:
    for process in CORE:
        found = measured(process, runs)
        yield Line(process.name, float(found.effect.std() / found.standard_error.mean()), runs, LOW, HIGH, "ratio")


STANDARD_ERRORS = Gate("S5", "Estimates scatter as much as their standard errors say.", _lines, 1000)
