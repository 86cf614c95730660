"""Draws the streams of simulated marketing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
from goalposts.simulating import Rows, ids, in_order, numbers, times, words

from goalposts_marketing.event_types import CONVERSION, COST, LEAD, TOUCH
from goalposts_marketing.streams.rates import (
    CHANNELS,
    CLAIMED,
    MARGIN,
    PEOPLE,
    SPEND_SHARES,
    TO_BUY,
    TO_BUY_AGAIN,
    TO_QUALIFY,
    VALUE_SPREAD,
    WITHOUT_TOUCH,
    Rates,
    rates_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from goalposts import SimulationPlan
    from numpy.typing import NDArray

    Integers = NDArray[np.int64]
    Flags = NDArray[np.bool_]
    Moments = NDArray[np.datetime64]

_COST_SPREAD: Final = 0.1
_TOUCHED: Final = (*CHANNELS, "direct")
_MOST_TOUCHES: Final = 3
_LONGEST_WAY: Final = 20.0
"""Days from a touch to the conversion, at most."""


def draw(plan: SimulationPlan) -> Mapping[str, Any]:
    """Draw every stream as an Arrow table, in order of time."""
    random = np.random.default_rng(plan.seed)
    rates = rates_of(plan, random)
    beside = np.random.default_rng([plan.seed, 1])
    conversions, touches = _paths(random, rates)
    return {
        COST.id: _costs(random, beside, rates),
        LEAD.id: _leads(random, beside, rates),
        TOUCH.id: touches,
        CONVERSION.id: conversions,
    }


def _costs(random: np.random.Generator, beside: np.random.Generator, rates: Rates) -> Any:
    """One row for every open day, branch and channel."""
    days, shape = rates.days, rates.spend.shape
    is_open = np.flatnonzero(np.broadcast_to(days.is_open[:, None, None], shape))
    day, branch, channel = np.unravel_index(is_open, shape)
    scatter = np.exp(_COST_SPREAD * random.standard_normal(day.size) - _COST_SPREAD**2 / 2)
    clicks = random.poisson(rates.clicks[day, branch, channel])
    impressions = np.maximum(random.poisson(rates.impressions[day, branch, channel]), clicks)
    at = days.midnight(day)
    columns = {
        "at": times(at),
        "channel": words(CHANNELS, channel),
        "branch": words(days.plan.branches, branch),
        "amount": numbers(np.round(rates.spend[day, branch, channel] * scatter, 2)),
        "campaign": words([f"{name} always on" for name in CHANNELS], channel),
        "impressions": numbers(impressions),
        "clicks": numbers(clicks),
        "conversions": numbers(beside.poisson(CLAIMED * rates.conversions[day, branch] * SPEND_SHARES[channel])),
    }
    return in_order(columns, at)


def _leads(random: np.random.Generator, beside: np.random.Generator, rates: Rates) -> Any:
    days = rates.days
    parts = [days.draw(random, rates.leads[..., channel]) for channel in range(len(CHANNELS))]
    rows = Rows(np.concatenate([part.day for part in parts]), np.concatenate([part.branch for part in parts]))
    channel = np.repeat(np.arange(len(CHANNELS)), [part.day.size for part in parts])
    count = rows.day.size
    at = days.moments(random, rows.day, 8, 22)
    fate = random.random(count)
    qualified, not_qualified = _later(random, rates, rows, at, TO_QUALIFY.draw(random, np.ones(count)))
    bought, not_bought = _later(random, rates, rows, at, TO_BUY.draw(random, np.ones(count)))
    columns = {
        "lead_id": ids("l", np.arange(count)),
        "at": times(at),
        "channel": words(CHANNELS, channel, random.random(count) < rows.of(rates.unattributed)),
        "branch": words(days.plan.branches, rows.branch),
        "qualified_at": times(qualified, not_qualified | (fate >= rows.of(rates.qualified))),
        "won_at": times(bought, not_bought | (fate >= rows.of(rates.bought))),
        "valid": numbers(random.random(count) < rows.of(rates.valid)),
        "customer": ids("p", beside.integers(0, PEOPLE, count)),
    }
    return in_order(columns, at)


def _later(random: np.random.Generator, rates: Rates, rows: Rows, at: Moments, age: Integers) -> tuple[Moments, Flags]:
    """When something comes after so many days, on an open one; and whether that is after the last day."""
    days = rates.days
    day = days.next_open()[np.minimum(rows.day + age, days.count)]
    moment = days.moments(random, day, 22, 23)
    return np.where(day == rows.day, at + np.timedelta64(1800, "s"), moment), day >= days.count


def _purchases(random: np.random.Generator, rates: Rates) -> tuple[Rows, Integers]:
    """Draw the first conversions of people and the second ones of some: when and where, and whose they are."""
    days = rates.days
    first = days.draw(random, rates.first)
    wants_more = random.random(first.day.size) < first.of(rates.again)
    age = TO_BUY_AGAIN.draw(random, np.ones(first.day.size))
    later = days.next_open()[np.minimum(first.day + age, days.count)]
    again = np.flatnonzero(wants_more & (later < days.count))
    rows = Rows(np.concatenate([first.day, later[again]]), np.concatenate([first.branch, first.branch[again]]))
    return rows, np.concatenate([np.arange(first.day.size), again])


def _paths(random: np.random.Generator, rates: Rates) -> tuple[Any, Any]:
    """Draw conversions, the touches on the way to them, and those of people who do not convert."""
    days = rates.days
    rows, buyer = _purchases(random, rates)
    count, people = rows.day.size, int(buyer.max(initial=-1)) + 1
    at = days.moments(random, rows.day, 8, 22)
    logs = VALUE_SPREAD * random.standard_normal(count) - VALUE_SPREAD**2 / 2
    value = np.round(rows.of(rates.value) * np.exp(logs), 2)
    conversions = {
        "person": ids("v", buyer),
        "at": times(at),
        "action": words(("order",), np.zeros(count, np.int64)),
        "branch": words(days.plan.branches, rows.branch),
        "value": numbers(value),
        "margin": numbers(np.round(MARGIN * value, 2)),
        "order_id": ids("o", np.arange(count)),
    }
    touched = np.where(random.random(count) < WITHOUT_TOUCH, 0, random.integers(1, _MOST_TOUCHES + 1, count))
    person, before = np.repeat(buyer, touched), np.repeat(at, touched)
    way = (86_400 * _LONGEST_WAY * random.random(person.size)).astype("timedelta64[s]")
    others = rows.where(random.random(count) < 0.5)
    person = np.concatenate([person, people + np.arange(others.day.size)])
    moment = np.concatenate([before - way - np.timedelta64(1, "s"), days.moments(random, others.day, 8, 22)])
    branch = np.concatenate([np.repeat(rows.branch, touched), others.branch])
    weights = np.append(0.8 * SPEND_SHARES, 0.2)
    touches = {
        "person": ids("v", person),
        "at": times(moment),
        "channel": words(_TOUCHED, random.choice(len(_TOUCHED), person.size, p=weights)),
        "branch": words(days.plan.branches, branch),
        "kind": words(("click", "visit"), (random.random(person.size) < 0.5).astype(np.int64)),
    }
    return in_order(conversions, at), in_order(touches, moment)
