"""S5: the standard error that the product states is how much its estimates really scatter."""

from __future__ import annotations

from collections.abc import Iterator

from validity.catalogue import CORE
from validity.gate import Gate, Line
from validity.product import measured

LOW, HIGH, LOW_WHEN_WIDENED = 0.95, 1.16, 0.8
_NOTE = (
    "The figure is the spread of the estimates by their mean standard error: below 1 the ranges are too wide, above 1 "
    "too narrow. Where the baseline is long enough to pretend go-lives in it, ranges are widened by what those show; "
    "where nothing drifts that is caution not needed, which the second figure of such a series shows."
)


def _lines(runs: int) -> Iterator[Line]:
    for process in CORE:
        found = measured(process, runs)
        spread, error = float(found.effect.std()), found.standard_error
        yield Line(process.name, spread / float((error / found.kappa).mean()), runs, LOW, HIGH, "ratio")
        if (found.kappa > 1).any():
            widened = spread / float(error.mean())
            yield Line(f"{process.name}, widened", widened, runs, LOW_WHEN_WIDENED, HIGH, "ratio")


STANDARD_ERRORS = Gate("S5", "Estimates scatter as much as their standard errors say.", _lines, 1000, _NOTE)
