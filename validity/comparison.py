"""The same runs judged by every method: false alarms by series, and what is found where there is something."""

from __future__ import annotations

from attrs import frozen

from validity.catalogue import COMPARED, HALF_YEAR_60, MAIN
from validity.gate import share
from validity.processes import Process, draw
from validity.product import measured
from validity.rivals import METHODS, oracle

RUNS = 1000


@frozen
class FalseAlarms:
    """How often each method calls an effect real on one series in which nothing happened; by the method's heading."""

    process: Process
    rates: dict[str, float]


def false_alarms(runs: int = RUNS) -> tuple[FalseAlarms, ...]:
    """Let every method judge the same runs of every series."""
    found = []
    for process in COMPARED:
        draws = draw(process, runs)
        found.append(FalseAlarms(process, {name: share(method(draws)) for name, method in METHODS.items()}))
    return tuple(found)


@frozen
class Found:
    """How often an effect is found, by method.

    Attributes:
        effect: of the rollout, in sd.
        rates: by the product and by oracles that know the true covariance of the days.
    """

    process: Process
    effect: float
    rates: dict[str, float]


EFFECTS = ((MAIN, 0.88), (MAIN, 2.0), (HALF_YEAR_60, 0.56), (HALF_YEAR_60, 1.12), (HALF_YEAR_60, 1.68))


def effects_found(runs: int = RUNS) -> tuple[Found, ...]:
    """Let the product and the oracles look for effects of known size."""
    found = []
    for process, effect in EFFECTS:
        draws = draw(process, runs, effect)
        rates = {
            "**Goalposts**": share(measured(process, runs, effect).found),
            "oracle, trend not known": share(oracle(draws, trended=True)),
            "oracle, knows there is no trend": share(oracle(draws, trended=False)),
        }
        found.append(Found(process, effect, rates))
    return tuple(found)
