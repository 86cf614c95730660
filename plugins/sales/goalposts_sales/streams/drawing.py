"""Draws the streams of a simulated sales department."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
from goalposts.simulating import ids, in_order, numbers, times, words

from goalposts_sales.event_types import ACTIVITY, CUSTOMER, DEAL, INTERACTION, ORDER, STAGE_CHANGE
from goalposts_sales.periodic import OPEN_DEAL, RECURRING_REVENUE, USER_WEEK
from goalposts_sales.rescue_log import ALERT
from goalposts_sales.streams.alerts import draw_alerts
from goalposts_sales.streams.customer_base import draw_customers
from goalposts_sales.streams.deals import draw_deals, draw_lives, sellers
from goalposts_sales.streams.open_deals import draw_open_deals
from goalposts_sales.streams.orders import draw_orders
from goalposts_sales.streams.rates import (
    CALLS,
    CAPTURED_LATER,
    CUSTOMERS,
    DONE,
    LINKED,
    MEETINGS,
    NOTED,
    SELLERS,
    WRITTEN,
    Rates,
    rates_of,
)
from goalposts_sales.streams.recurring import draw_recurring
from goalposts_sales.streams.stages import draw_stages
from goalposts_sales.streams.user_weeks import draw_user_weeks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from goalposts import SimulationPlan
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]
    Moments = NDArray[np.datetime64]

_KINDS: Final = ("call", "meeting", "email", "task")
_CALL, _MEETING = 0, 1
_RESULTS: Final = ("agreed", "call back", "no interest", "offer sent")


def draw(plan: SimulationPlan) -> Mapping[str, Any]:
    """Draw every stream as an Arrow table, in order of time."""
    random = np.random.default_rng(plan.seed)
    rates = rates_of(plan, random)
    beside = np.random.default_rng([plan.seed, 1])
    lives = draw_lives(random, rates)
    return {
        DEAL.id: draw_deals(random, beside, rates, lives),
        STAGE_CHANGE.id: draw_stages(random, rates, lives),
        ACTIVITY.id: _activities(random, beside, rates),
        INTERACTION.id: _interactions(random, beside, rates),
        ORDER.id: draw_orders(random, rates),
        # Each of what follows has chances of its own, so that none changes another.
        OPEN_DEAL.id: draw_open_deals(np.random.default_rng([plan.seed, 2]), rates, lives),
        USER_WEEK.id: draw_user_weeks(np.random.default_rng([plan.seed, 3]), rates.days),
        RECURRING_REVENUE.id: draw_recurring(np.random.default_rng([plan.seed, 4]), rates.days),
        CUSTOMER.id: draw_customers(np.random.default_rng([plan.seed, 5]), rates.days),
        ALERT.id: draw_alerts(np.random.default_rng([plan.seed, 6]), rates.days),
    }


def _late(random: np.random.Generator, at: Moments, on_time: Flags) -> Moments:
    """Within 20 hours, or after more than a day."""
    hours = np.where(on_time, 20 * random.random(at.size), 30 + 60 * random.random(at.size))
    moments: Moments = at + (3600 * hours).astype("timedelta64[s]")
    return moments


def _activities(random: np.random.Generator, beside: np.random.Generator, rates: Rates) -> Any:
    days = rates.days
    rows = days.draw(random, rates.activities)
    kind = np.searchsorted(np.cumsum([CALLS, MEETINGS, WRITTEN]), random.random(rows.day.size), side="right")
    at = days.moments(random, rows.day, 9, 19)
    logged = _late(random, at, random.random(at.size) < rows.of(rates.on_time))
    # What nobody or nothing has entered by the end is in no export.
    seen = (kind != _CALL) | (random.random(at.size) < rows.of(rates.logged))
    seen &= logged < days.midnight(np.array([days.count]))
    rows, kind, at, logged = rows.where(seen), kind[seen], at[seen], logged[seen]
    count = at.size
    talked = random.random(count) < rows.of(rates.talked)
    spoken = np.where(talked, 30 + (180 * random.exponential(1.0, count)), 1 + 28 * random.random(count))
    length = np.where(kind == _CALL, spoken, 1200 + 3600 * random.random(count)).astype(np.int64)
    silent = kind > _MEETING
    no_result = silent | (random.random(count) >= rows.of(rates.result))
    columns = {
        "activity_id": ids("a", np.arange(count)),
        "at": times(at),
        "kind": words(_KINDS, kind),
        "branch": words(days.plan.branches, rows.branch),
        "completed": numbers(random.random(count) < DONE),
        "customer": ids("k", (CUSTOMERS * random.random(count)).astype(np.int64)),
        "duration": numbers(length, silent),
        "logged_at": times(logged),
        "direction": words(("in", "out"), (random.random(count) < 0.7).astype(np.int64), kind == len(_KINDS) - 1),
        "result": words(_RESULTS, (len(_RESULTS) * random.random(count)).astype(np.int64), no_result),
        "owner": words(sellers(days.plan), rows.branch * SELLERS.size + beside.integers(0, SELLERS.size, count)),
    }
    return in_order(columns, at)


def _interactions(random: np.random.Generator, beside: np.random.Generator, rates: Rates) -> Any:
    days = rates.days
    rows = days.draw(random, rates.interactions)
    count = rows.day.size
    at = days.moments(random, rows.day, 9, 19)
    on_time = random.random(count) < rows.of(rates.captured)
    recorded = _late(random, at, on_time)
    missing = ~on_time & (random.random(count) >= CAPTURED_LATER)
    missing |= recorded >= days.midnight(np.array([days.count]))
    customer = (CUSTOMERS * random.random(count)).astype(np.int64)
    columns = {
        "interaction_id": ids("i", np.arange(count)),
        "at": times(at),
        "branch": words(days.plan.branches, rows.branch),
        "recorded_at": times(recorded, missing),
        "customer": ids("k", customer, missing),
        "deal_id": ids("d", customer, missing | (random.random(count) >= LINKED)),
        "kind": words(("call", "mail"), (random.random(count) < 0.3).astype(np.int64)),
        "result": words(_RESULTS, beside.integers(0, len(_RESULTS), count), missing | (beside.random(count) >= NOTED)),
    }
    return in_order(columns, at)
