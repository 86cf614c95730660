"""Draws simulated orders: first ones, repeated ones, and returns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from goalposts.simulating import Rows, ids, in_order, numbers, times, words

from goalposts_sales.streams.rates import (
    ORDER_AMOUNT,
    ORDER_SPREAD,
    REPEATED_IS_LARGER,
    RETURN_AFTER,
    TO_BUY_AGAIN,
    Rates,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray


def draw_orders(random: np.random.Generator, rates: Rates) -> Any:
    """Draw the orders as an Arrow table, in order of time."""
    days = rates.days
    first = days.draw(random, rates.first_orders)
    buyer = np.arange(first.day.size)
    wants_more = random.random(first.day.size) < first.of(rates.again)
    age = TO_BUY_AGAIN.draw(random, np.ones(first.day.size))
    later = days.next_open()[np.minimum(first.day + age, days.count)]
    again = wants_more & (later < days.count)
    sales = Rows(np.concatenate([first.day, later[again]]), np.concatenate([first.branch, first.branch[again]]))
    buyers = np.concatenate([buyer, buyer[again]])
    size = np.where(np.arange(sales.day.size) < first.day.size, 1.0, REPEATED_IS_LARGER)
    logs = ORDER_SPREAD * random.standard_normal(sales.day.size) - ORDER_SPREAD**2 / 2
    amount = np.round(ORDER_AMOUNT * size * np.exp(logs), 2)
    sent_back = random.random(sales.day.size) < sales.of(rates.returned) / (1 - sales.of(rates.returned))
    back = days.next_open()[np.minimum(sales.day + RETURN_AFTER, days.count)]
    sent_back &= back < days.count
    rows = Rows(np.concatenate([sales.day, back[sent_back]]), np.concatenate([sales.branch, sales.branch[sent_back]]))
    return _table(
        random,
        rates,
        rows,
        np.concatenate([buyers, buyers[sent_back]]),
        np.concatenate([amount, -amount[sent_back]]),
    )


def _table(
    random: np.random.Generator, rates: Rates, rows: Rows, buyers: NDArray[np.int64], amount: NDArray[np.float64]
) -> Any:
    at = rates.days.moments(random, rows.day, 9, 21)
    columns = {
        "order_id": ids("o", np.arange(buyers.size)),
        "customer": ids("b", buyers),
        "at": times(at),
        "branch": words(rates.days.plan.branches, rows.branch),
        "amount": numbers(amount),
        "margin": numbers(np.round(0.3 * amount, 2)),
        "kind": words(("sale", "return"), (amount < 0).astype(np.int64)),
        "channel": words(("shop", "site"), (random.random(buyers.size) < 0.5).astype(np.int64)),
    }
    return in_order(columns, at)
