"""S3: methods that are known to be wrong fail these very simulations, or the simulations would prove nothing."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from attrs import evolve

from validity.arrays import Flags
from validity.catalogue import MAIN, TREND
from validity.gate import Gate, Line, share
from validity.panels import cluster_robust
from validity.processes import Draws, draw
from validity.product import answers, windows
from validity.rivals import product_without_trend, welch_on_events

FIRST_LOOK, LOOKS = 14, 16
WITHOUT_TREND = "no trend in the regression, while there is one"


def weekly_peeking(runs: int) -> Flags:
    """Look every week at the 95 % interval of a running rollout; stop at the first that leaves zero out."""
    process = evolve(MAIN, name="peeking", evaluation_days=FIRST_LOOK + 7 * (LOOKS - 1))
    draws, found = draw(process, runs), np.zeros(runs, dtype=np.bool_)
    for look in range(LOOKS):
        seen = evolve(process, evaluation_days=FIRST_LOOK + 7 * look)
        days = slice(0, seen.length)
        part = Draws(seen, draws.sums[:, days], draws.events[:, days], draws.squares[:, days])
        found |= answers("ratio", windows(part)).found
    return found


def _lines(runs: int) -> Iterator[Line]:
    yield Line("Welch's t on events", share(welch_on_events(draw(MAIN, runs))), runs, 0.50)
    yield Line(WITHOUT_TREND, share(product_without_trend(draw(TREND, runs))), runs, 0.18)
    yield Line("one unit against ten, cluster-robust errors", share(cluster_robust(1, 10, runs)), runs, 0.35)
    yield Line("16 weekly looks, each as if it were the only one", share(weekly_peeking(runs)), runs, 0.12)


WRONG_METHODS = Gate("S3", "Wrong methods fail here: these figures must be bad.", _lines, 400)
