"""What is to be expected of simulated marketing, by day and branch: where the model's figures stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from attrs import frozen
from goalposts.simulating import Clock, SimulatedDays, simulated_days

if TYPE_CHECKING:
    from goalposts import SimulationPlan
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

WEEK: Final = (1.0, 1.05, 1.05, 1.0, 0.95, 0.7, 0.7)
BRANCH_SHARES: Final = (3.0, 2.0, 2.0)
CHANNELS: Final = ("search", "social", "mail")
SPEND: Final = 9_000.0
"""A day, all branches and channels together."""
SPEND_SHARES: Final = np.array([0.55, 0.35, 0.1])
CLICK_COSTS: Final = np.array([25.0, 15.0, 8.0])
CLICK_RATE: Final = 0.02
LEAD_COST, LEAD_COSTS = 90.0, np.array([1.0, 1.3, 0.6])
"""In the middle, and by channel as a factor."""
ACTION_COST: Final = 150.0
VALUE, VALUE_SPREAD, MARGIN = 420.0, 1.0, 0.45
VALID, QUALIFIED, BOUGHT, UNATTRIBUTED = 0.8, 0.4, 0.14, 0.08
TRACKED_BEFORE: Final = 0.7
"""The share of the conversions that an old pixel sees."""
WITHOUT_TOUCH: Final = 0.05
PEOPLE: Final = 20_000
"""Who asks; some of them more than once."""
CLAIMED: Final = 1.25
"""Conversions that the platforms claim, by those that there are."""
TO_QUALIFY: Final = Clock(0, 4.0, 1.6, 18)
TO_BUY: Final = Clock(21, 20.0, 1.8, 100)
"""Later than any qualification."""
BUY_AGAIN: Final = 0.25
"""The share of the customers who buy a second time."""
TO_BUY_AGAIN: Final = Clock(7, 30.0, 1.8, 110)
BACK_AFTER, BACK_BY = 30, 60
"""Days after the first purchase between which somebody counts as coming back."""
LUCK: Final = {"spend": 0.08, "leads": 0.10, "conversions": 0.10, "value": 0.05}
"""Standard deviation of a day's luck, relative."""


@frozen(eq=False)
class Rates:
    """By day and branch, shape (days, branches); what is of channels has them on a further axis.

    Attributes:
        spend: by channel; `clicks` and `impressions` are what it buys, `leads` what comes.
        conversions: as far as the instrument sees them, `first` those of new customers; `value` is the mean of one.
        again: share of the new customers who buy again.
        valid, qualified, bought, unattributed: shares of the leads.
    """

    days: SimulatedDays
    spend: Floats
    clicks: Floats
    impressions: Floats
    leads: Floats
    conversions: Floats
    first: Floats
    again: Floats
    value: Floats
    valid: Floats
    qualified: Floats
    bought: Floats
    unattributed: Floats


def rates_of(plan: SimulationPlan, random: np.random.Generator | None = None) -> Rates:
    """Say what is to be expected, on ordinary days or with the luck of each."""
    days = simulated_days(plan, WEEK)

    def luck(name: str) -> Floats | float:
        return 1.0 if random is None else days.factor(random, LUCK[name])

    def factor(kpi: str, usual: float) -> Floats:
        return np.maximum(days.changed(f"marketing.{kpi}", usual) / usual, 0.02)

    def share(kpi: str, usual: float) -> Floats:
        return np.clip(days.changed(f"marketing.{kpi}", usual), 0.0, 0.98)

    spend = days.changed("marketing.spend", days.volume(SPEND, BRANCH_SHARES))
    planned = spend[..., None] * SPEND_SHARES
    usual_click = 1 / (SPEND_SHARES / CLICK_COSTS).sum()
    clicks = planned / CLICK_COSTS / factor("cpc", float(usual_click))[..., None]
    leads = planned / (LEAD_COST * LEAD_COSTS) / factor("cpl", LEAD_COST)[..., None]
    seen = np.where(days.renewed[:, None], 1.0, TRACKED_BEFORE) if plan.new_instrument else 1.0
    qualified = share("qualification", QUALIFIED)
    conversions = seen * spend / ACTION_COST / factor("cpa", ACTION_COST) * luck("conversions")
    coming_back = BUY_AGAIN * float(come_back(TO_BUY_AGAIN.shares(np.ones(1)))[0])
    again = np.minimum(BUY_AGAIN * factor("retention", coming_back), 0.95)
    return Rates(
        days=days,
        spend=planned * np.asarray(luck("spend"))[..., None],
        clicks=clicks,
        impressions=clicks / np.maximum(share("ctr", CLICK_RATE), 1e-4)[..., None],
        leads=leads * np.asarray(luck("leads"))[..., None],
        conversions=conversions,
        first=_first_ones(days, conversions, again),
        again=again,
        value=VALUE * factor("roas", VALUE / ACTION_COST) * luck("value"),
        valid=share("lead_validity", VALID),
        qualified=qualified,
        bought=np.minimum(share("lead_to_sale", BOUGHT), qualified),
        unattributed=share("unattributed", UNATTRIBUTED),
    )


def come_back(ages: Floats) -> Floats:
    """Sum up who buys again in the span; on its first and last day the hour decides.

    Args:
        ages: how many buy again at each whole age, on the last axis.
    """
    age = np.arange(ages.shape[-1])
    inside = ((age > BACK_AFTER) & (age < BACK_BY)) + 0.5 * ((age == BACK_AFTER) | (age == BACK_BY))
    found: Floats = ages @ inside
    return found


def _first_ones(days: SimulatedDays, conversions: Floats, again: Floats) -> Floats:
    """Take from all conversions those of customers who come a second time."""
    shares, following = TO_BUY_AGAIN.shares(np.ones(1))[0], days.next_open()
    first, repeated = np.zeros_like(conversions), np.zeros((days.count + 1, conversions.shape[1]))
    for day in range(days.count):
        first[day] = np.maximum(conversions[day] - repeated[day], 0.0)
        ends = following[np.minimum(day + np.arange(shares.size), days.count)]
        np.add.at(repeated, ends, shares[:, None] * (first[day] * again[day]))
    return first
