"""What the KPIs of a simulated sales department are, reckoned from its rates instead of from events."""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING, Any

import numpy as np
from attrs import frozen
from goalposts.simulating import Ages, by_age, by_end, ended, level, per_day, ratio

from goalposts_sales.event_types import POSITIONS
from goalposts_sales.streams.alerts import expect_alerts
from goalposts_sales.streams.customer_base import expect_customers
from goalposts_sales.streams.once_a_period import first_of_owner, first_with_customer, of_earlier_months
from goalposts_sales.streams.open_deals import expect_open_deals
from goalposts_sales.streams.rates import (
    AMOUNT_SPREAD,
    CALLS,
    CAPTURED_LATER,
    DONE,
    LINKED,
    MEETINGS,
    NOTED,
    REPEATED_IS_LARGER,
    RESPONDED_LATER,
    RETURN_AFTER,
    TO_BUY_AGAIN,
    TO_LOSE,
    TO_WIN,
    WRITTEN,
    Rates,
    rates_of,
)
from goalposts_sales.streams.recurring import expect_recurring
from goalposts_sales.streams.stages import expect_passages, expect_stays
from goalposts_sales.streams.user_weeks import expect_user_weeks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from goalposts import SimulationPlan
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Values = dict[tuple[str, str], Any]

_normal = np.vectorize(lambda z: 0.5 * math.erfc(-z / math.sqrt(2.0)))


def expect(plan: SimulationPlan) -> Mapping[tuple[str, str], Any]:
    """Say what the plan makes of every KPI and variant."""
    rates = rates_of(plan)
    deals = _ended(rates)
    found = {
        **_funnel(rates, deals),
        **_amounts(rates, deals),
        **_keeping(rates, deals),
        **_activities(rates),
        **_orders(rates),
        **_stages(rates),
        **_responses(rates),
        **expect_open_deals(rates.days, deals.ages),
        **expect_user_weeks(rates.days),
        **expect_recurring(rates.days),
        **expect_customers(rates.days),
        **expect_alerts(rates.days),
        ("stage_dwell", ""): expect_stays(rates).first_age(0.5),
    }
    return {(f"sales.{kpi}", variant): value for (kpi, variant), value in found.items()}


@frozen(eq=False)
class _Ended:
    """Expected ends of deals.

    Attributes:
        ages: by day of creation.
        won, lost, retro: by day of closing, shape (days, branches).
        lost_amount: amounts of the lost ones by day of closing.
        won_later: by day of creation, those won by the last day; `won_amount` their amounts.
    """

    ages: Ages
    won: Floats
    lost: Floats
    retro: Floats
    lost_amount: Floats
    won_later: Floats
    won_amount: Floats


def _ended(rates: Rates) -> _Ended:
    days, created = rates.days, rates.deals
    retro = created * rates.won * rates.retro
    usually = (created * rates.won * (1 - rates.retro))[..., None] * TO_WIN.shares(rates.slower)
    gone = (created * (1 - rates.won))[..., None] * TO_LOSE.shares(rates.slower)
    won = by_age(days, usually)
    won[..., 0] += retro
    lost = by_age(days, gone)
    paid = rates.amount * (1 - rates.zero)
    whole = np.ones_like(created)
    return _Ended(
        ages=Ages(won, lost, created),
        won=by_end(won, whole),
        lost=by_end(lost, whole),
        retro=retro,
        lost_amount=by_end(lost, rates.amount),
        won_later=ended(won, whole),
        won_amount=ended(won, paid),
    )


def _funnel(rates: Rates, deals: _Ended) -> Values:
    ages, created = deals.ages, rates.deals
    open_amount = (created - deals.won_later) * rates.amount
    paid = deals.won * rates.amount * (1 - rates.zero)
    return {
        ("funnel_conversion", "incidence_T"): ages.share_by(90),
        ("funnel_conversion", "cohort_T"): ages.share_by(90),
        ("funnel_conversion", "period_flow"): ratio(deals.won, created),
        ("funnel_conversion", "win_rate_all"): ratio(deals.won_later, created),
        ("funnel_conversion", "value_weighted"): ratio(deals.won_amount, deals.won_amount + open_amount),
        ("win_rate", "count"): ratio(deals.won, deals.won + deals.lost),
        ("win_rate", "value"): ratio(paid, paid + deals.lost_amount),
        ("time_to_close", "km_median_closed"): ages.first_age(0.5),
        ("time_to_close", "p80"): ages.first_age(0.8),
        ("time_to_close", "won_half_time"): ages.half_rise(180),
        ("time_to_close", "restricted_mean"): ages.mean_to(180),
    }


def _amounts(rates: Rates, deals: _Ended) -> Values:
    filled = deals.won * (1 - rates.zero)
    paid = filled * rates.amount
    sizes, place = np.unique(np.round(rates.amount, 6), return_inverse=True)

    def up_to(amount: float) -> Floats:
        share = _normal((math.log(max(amount, 1e-9)) - np.log(sizes)) / AMOUNT_SPREAD + AMOUNT_SPREAD / 2)
        reached: Floats = rates.zero + (1 - rates.zero) * share[place].reshape(rates.amount.shape)
        return reached

    return {
        ("avg_deal_size", "won"): ratio(paid, deals.won),
        ("avg_deal_size", "exclude_zero"): ratio(paid, filled),
        ("avg_deal_size", "median"): level(deals.won, up_to, 0.5, low=0.0, high=1e9),
        ("avg_deal_size", "margin"): ratio(paid * rates.margin, deals.won),
        ("deals_created", ""): per_day(rates.days, rates.deals),
        ("deals_won", ""): per_day(rates.days, deals.won),
        ("revenue", "amount"): per_day(rates.days, paid),
        ("revenue", "margin"): per_day(rates.days, paid * rates.margin),
        ("margin_share", ""): ratio(paid * rates.margin, paid),
        ("zero_amounts", ""): ratio(deals.won * rates.zero, deals.won),
    }


def _keeping(rates: Rates, deals: _Ended) -> Values:
    captured, later = rates.captured, (1 - rates.captured) * CAPTURED_LATER
    seen = rates.interactions
    return {
        ("shadow_deals", ""): ratio(deals.retro, deals.won),
        ("loss_reason_recorded", ""): ratio(deals.lost * rates.reasoned, deals.lost),
        ("ownerless_deals", ""): ratio(rates.deals * rates.ownerless, rates.deals),
        ("interactions_seen", ""): per_day(rates.days, seen),
        ("capture_completeness", "recorded"): ratio(seen * (captured + later), seen),
        ("capture_completeness", "on_time"): ratio(seen * captured, seen),
        ("capture_completeness", "linked"): ratio(seen * captured * LINKED, seen),
        ("capture_completeness", "substantive"): ratio(seen * captured * LINKED * NOTED, seen),
    }


def _activities(rates: Rates) -> Values:
    calls, meetings = rates.activities * CALLS * rates.logged, rates.activities * MEETINGS
    talks = DONE * (calls + meetings)
    every = rates.activities * (1 - CALLS) + calls
    return {
        ("activities_per_day", "calls_and_meetings"): per_day(rates.days, talks),
        ("activities_per_day", "meetings"): per_day(rates.days, DONE * meetings),
        ("activities_per_day", "calls"): per_day(rates.days, DONE * calls),
        ("activities_per_day", "written"): per_day(rates.days, DONE * rates.activities * WRITTEN),
        ("activities_per_deal", ""): ratio(talks, rates.deals),
        ("effective_calls", ""): ratio(calls * rates.talked, calls),
        ("results_recorded", ""): ratio(talks * rates.result, talks),
        ("activities_per_customer", ""): ratio(talks, first_with_customer(rates.days, talks)),
        ("activities_per_rep_day", ""): ratio(talks, first_of_owner(talks)),
        ("logged_on_time", ""): ratio(every * rates.on_time, every),
        **_delays(rates, every),
    }


def _delays(rates: Rates, activities: Floats) -> Values:
    """Within 20 hours, or after 30 to 90, each as likely as the other hours."""

    def up_to(seconds: float) -> Floats:
        hours = seconds / 3600
        late = min(max((hours - 30) / 60, 0.0), 1.0)
        reached: Floats = rates.on_time * min(hours / 20, 1.0) + (1 - rates.on_time) * late
        return reached

    return {
        ("back_dating", ""): ratio(activities * (1 - up_to(48 * 3600)), activities),
        ("logging_delay", "median"): level(activities, up_to, 0.5, low=0.0, high=1e6),
        ("logging_delay", "p90"): level(activities, up_to, 0.9, low=0.0, high=1e6),
    }


def _responses(rates: Rates) -> Values:
    """At once, or the next day and so beyond the hour, by the clock and by business hours alike; or never."""
    ever = rates.responded + (1 - rates.responded) * RESPONDED_LATER
    return {
        ("response_in_time", "clock_hours"): ratio(rates.deals * rates.responded, rates.deals),
        ("response_in_time", "business_hours"): ratio(rates.deals * rates.responded, rates.deals),
        ("response_in_time", "ever_answered"): ratio(rates.deals * ever, rates.deals),
    }


def _stages(rates: Rates) -> Values:
    """No deal comes farther than to the place of winning."""
    reached = expect_passages(rates, within=90)
    reached += [np.zeros_like(rates.deals)] * (len(POSITIONS) - len(reached))
    return {
        ("stage_conversion", f"from_{place}"): ratio(further, here)
        for place, (here, further) in enumerate(itertools.pairwise(reached), start=1)
    }


def _orders(rates: Rates) -> Values:
    first, days = rates.first_orders, rates.days
    ages = by_age(days, (first * rates.again)[..., None] * TO_BUY_AGAIN.shares(np.ones_like(first)))
    repeated = by_end(ages, np.ones_like(first))
    orders = first + repeated
    sent = orders * rates.returned / (1 - rates.returned)
    back, landed = days.next_open()[np.minimum(np.arange(days.count) + RETURN_AFTER, days.count)], np.zeros_like(first)
    np.add.at(landed, back[back < days.count], sent[back < days.count])
    larger = repeated * REPEATED_IS_LARGER
    from_before = by_end(of_earlier_months(days, ages), np.ones_like(first))
    return {
        ("repeat_share", "repeat_in_period"): ratio(from_before, first + from_before),
        # who has bought twice does not come again
        ("repeat_share", "next_order_W"): Ages(ages, np.zeros_like(ages), orders).share_by(180),
        ("repeat_share", "orders"): ratio(repeated, orders),
        ("repeat_share", "revenue"): ratio(larger, first + larger),
        ("repeat_share", "repurchase_W"): Ages(ages, np.zeros_like(ages), first).share_by(180),
        ("return_rate", ""): ratio(landed, orders + landed),
    }
