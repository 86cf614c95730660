"""S6: an effect of the planned size is found about as often as by someone who knows the true covariance of the days."""

from __future__ import annotations

from collections.abc import Iterator

from validity.catalogue import HALF_YEAR_60, MAIN
from validity.gate import Gate, Line, share
from validity.processes import Process, draw
from validity.product import measured
from validity.rivals import oracle, product_without_trend

PLANNED = ((HALF_YEAR_60, 1.12), (MAIN, 0.88))
LEAST_POWER, LEAST_WIDENED, LOST_AT_MOST = 0.75, 0.65, 0.13
_NOTE = (
    "Over 182 days go-lives can be pretended, and the range is widened by what they show, which costs power where "
    "nothing drifts. It is the price of fewer false alarms where something does."
)


def rates(process: Process, effect: float, runs: int) -> dict[str, float]:
    """Give how often an effect is found: by the product, its regression without a trend, and the two oracles."""
    draws = draw(process, runs, effect)
    return {
        "product": share(measured(process, runs, effect).found),
        "without trend": share(product_without_trend(draws)),
        "oracle": share(oracle(draws, trended=True)),
        "oracle without trend": share(oracle(draws, trended=False)),
    }


def _lines(runs: int) -> Iterator[Line]:
    (long, large), (short, small) = PLANNED
    found = rates(long, large, runs)
    before = share(measured(long, runs, large).found_before_widening)
    yield Line(f"{long.name}, effect of {large} sd, range not yet widened", before, runs, LEAST_POWER)
    yield Line(f"{long.name}: the product as it is", found["product"], runs, LEAST_WIDENED)
    yield Line(f"{long.name}: an oracle that does not know the trend either", found["oracle"], runs)
    found = rates(short, small, runs)
    least = found["oracle without trend"] - LOST_AT_MOST
    yield Line(f"{short.name}, effect of {small} sd, no trend in the regression", found["without trend"], runs, least)
    yield Line(f"{short.name}: an oracle that knows there is no trend", found["oracle without trend"], runs)
    yield Line(f"{short.name}: the product as it is, trend always in", found["product"], runs)
    yield Line(f"{short.name}: an oracle that does not know the trend either", found["oracle"], runs)


POWER = Gate(
    "S6", "An effect of the planned size is found, nearly as often as is possible at all.", _lines, 1000, _NOTE
)
