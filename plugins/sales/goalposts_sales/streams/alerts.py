"""Alerts on open deals and what became of the deals in a simulated sales department, drawn and reckoned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
from goalposts.simulating import ids, in_order, numbers, per_day, ratio, times, words

from goalposts_sales.kpis.rescues import WITHHELD
from goalposts_sales.streams.deals import sellers
from goalposts_sales.streams.rates import LUCK, SELLERS

if TYPE_CHECKING:
    from goalposts.simulating import SimulatedDays
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Values = dict[tuple[str, str], Any]

ALERTS: Final = 36.0
"""Alerts a day."""
BY_ITSELF: Final = 0.25
WARNED: Final = 0.4
"""Share of deals that are won where the alert is withheld, and where it is shown."""
ACTED: Final = 0.75
AGREED: Final = 0.6
"""Of shown alerts those that somebody acts on, of those and won ones those that a second person agrees to."""
_REASONS: Final = ("no_activity", "missed_call", "forgotten_step")
_OUTCOMES: Final = ("won", "lost")


def draw_alerts(random: np.random.Generator, days: SimulatedDays) -> Any:
    """Draw every alert of which the deal was decided by the evening: an Arrow table, in order of time."""
    rows = days.draw(random, days.volume(ALERTS) * days.factor(random, LUCK["alerts"]))
    count = rows.day.size
    raised = days.moments(random, rows.day, 9, 14)
    closed = raised + np.timedelta64(3 * 3600, "s")
    withheld = random.random(count) < WITHHELD
    won = random.random(count) < np.where(withheld, BY_ITSELF, WARNED)
    acted = ~withheld & (random.random(count) < ACTED)
    agreed = won & acted & (random.random(count) < AGREED)
    columns = {
        "alert_id": ids("w", np.arange(count)),
        "deal_id": ids("d", np.arange(count)),
        "raised_at": times(raised),
        "branch": words(days.plan.branches, rows.branch),
        "reason": words(_REASONS, random.integers(0, len(_REASONS), count)),
        "withheld": numbers(withheld),
        "acted_at": times(raised + np.timedelta64(3600, "s"), ~acted),
        "owner": words(sellers(days.plan), rows.branch * SELLERS.size + random.integers(0, SELLERS.size, count)),
        "outcome": words(_OUTCOMES, (~won).astype(np.int64)),
        "closed_at": times(closed),
        "agreed": numbers(agreed),
    }
    return in_order(columns, raised)


def expect_alerts(days: SimulatedDays) -> Values:
    """Say what the KPIs of the rescue log come to."""
    alerts = days.volume(ALERTS)
    rescued = WARNED * ACTED * AGREED
    return {
        ("rescue_share", "beyond_chance"): ratio(alerts * (WARNED - BY_ITSELF), alerts),
        ("rescue_share", "logged"): ratio(alerts * rescued, alerts),
        ("rescued_deals", ""): per_day(days, alerts * (1 - WITHHELD) * rescued),
    }
