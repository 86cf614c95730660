"""What is to be expected of a simulated sales department, by day and branch: where the model's figures stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from attrs import frozen
from goalposts.simulating import Clock, SimulatedDays, simulated_days

if TYPE_CHECKING:
    from goalposts import SimulationPlan
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

WEEK: Final = (1.1, 1.05, 1.0, 1.0, 0.9, 0.0, 0.0)
BRANCH_SHARES: Final = (3.0, 2.0, 2.0)
DEALS, ACTIVITIES, INTERACTIONS, FIRST_ORDERS = 40.0, 160.0, 100.0, 40.0
"""A day, all branches together."""
WON: Final = 0.30
WON_BY_BRANCH: Final = (1.1, 0.9, 1.0)
SELLERS: Final = np.linspace(0.7, 1.3, 10)
"""By seller, the factor on the chance to win; of mean one."""
USUAL_DAYS: Final = 36.0
"""About the median time to close, by which a change of it is a factor."""
AMOUNT, AMOUNT_SPREAD = 200_000.0, 1.2
ORDER_AMOUNT, ORDER_SPREAD, REPEATED_IS_LARGER = 30_000.0, 0.9, 1.2
MARGIN, RETRO_ENTERED, ZERO, REASONED, OWNERLESS = 0.3, 0.06, 0.03, 0.6, 0.02
CALLS, MEETINGS, WRITTEN = 0.6, 0.15, 0.2
"""Shares of the activities; the rest are tasks."""
DONE, TALKED, RESULT, LOGGED = 0.95, 0.65, 0.5, 0.75
LOGGED_BY_HAND: Final = 0.45
"""The share of calls that people enter, where no telephone link does it for them."""
CAPTURED, CAPTURED_LATER, LINKED = 0.5, 0.3, 0.9
BUY_AGAIN, RETURNED, RETURN_AFTER = 0.35, 0.04, 5
RESPONDED_SOON, RESPONDED_LATER, NOTED = 0.5, 0.6, 0.7
"""Shares of the deals that get a response within half an hour, of the others those that get one the next day; of the
recorded contacts those with a result."""
CUSTOMERS: Final = 20_000
LUCK: Final = {
    "deals": 0.10,
    "won": 0.05,
    "amount": 0.06,
    "activities": 0.08,
    "orders": 0.08,
    "working": 0.05,
    "spent": 0.05,
    "worked_on": 0.05,
    "planned": 0.03,
    "left": 0.1,
    "records": 0.02,
    "alerts": 0.1,
}
"""Standard deviation of a day's luck, relative."""

TO_WIN: Final = Clock(2, 32.0, 2.2, 298)
TO_LOSE: Final = Clock(2, 38.0, 1.8, 298)
TO_BUY_AGAIN: Final = Clock(1, 55.0, 1.8, 160)


@frozen(eq=False)
class Rates:
    """By day and branch, shape (days, branches); the day is that of the creation, unless it is said otherwise.

    Attributes:
        won: chance to win; `slower`: factor on the time to close; `retro`: share of the won deals that are entered when
            they are won.
        amount, margin, zero, reasoned: by the day of closing (the amount of a deal that is not won, of creation).
        logged: share of calls that the instrument sees.
        responded: share of the deals that get a response at once.
        again, returned: shares of first orders and of all orders.
    """

    days: SimulatedDays
    deals: Floats
    won: Floats
    slower: Floats
    retro: Floats
    amount: Floats
    margin: Floats
    zero: Floats
    reasoned: Floats
    ownerless: Floats
    responded: Floats
    activities: Floats
    logged: Floats
    talked: Floats
    result: Floats
    on_time: Floats
    interactions: Floats
    captured: Floats
    first_orders: Floats
    again: Floats
    returned: Floats


def rates_of(plan: SimulationPlan, random: np.random.Generator | None = None) -> Rates:
    """Say what is to be expected, on ordinary days or with the luck of each."""
    days = simulated_days(plan, WEEK)

    def luck(name: str) -> Floats | float:
        return 1.0 if random is None else days.factor(random, LUCK[name])

    def share(kpi: str, usual: float) -> Floats:
        return np.clip(days.changed(f"sales.{kpi}", usual), 0.0, 0.98)

    soon = TO_WIN.shares(np.ones(1))[0, :91].sum()
    reached = days.changed("sales.funnel_conversion", WON * soon * np.resize(WON_BY_BRANCH, len(plan.branches)))
    seen = np.where(days.renewed[:, None], 1.0, LOGGED_BY_HAND) if plan.new_instrument else np.ones(1)
    median = USUAL_DAYS * 86_400
    return Rates(
        days=days,
        deals=days.changed("sales.deals_created", days.volume(DEALS, BRANCH_SHARES)) * luck("deals"),
        won=np.clip(reached / soon, 0.0, 0.7) * luck("won"),
        slower=np.maximum(days.changed("sales.time_to_close", median) / median, 0.05),
        retro=share("shadow_deals", RETRO_ENTERED),
        amount=np.maximum(days.changed("sales.avg_deal_size", AMOUNT * (1 - ZERO)) / (1 - ZERO), 1.0) * luck("amount"),
        margin=share("margin_share", MARGIN),
        zero=share("zero_amounts", ZERO),
        reasoned=share("loss_reason_recorded", REASONED),
        ownerless=share("ownerless_deals", OWNERLESS),
        responded=share("response_in_time", RESPONDED_SOON),
        activities=days.changed("sales.activities_per_day", days.volume(ACTIVITIES, BRANCH_SHARES))
        * luck("activities"),
        logged=np.broadcast_to(seen, days.ramp.shape),
        talked=share("effective_calls", TALKED),
        result=share("results_recorded", RESULT),
        on_time=share("logged_on_time", LOGGED),
        interactions=days.changed("sales.interactions_seen", days.volume(INTERACTIONS, BRANCH_SHARES)),
        captured=share("capture_completeness", CAPTURED),
        first_orders=days.volume(FIRST_ORDERS, BRANCH_SHARES) * luck("orders"),
        again=share("repeat_share", BUY_AGAIN),
        returned=share("return_rate", RETURNED),
    )
