"""Draws simulated deals as they stand on the last day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
from goalposts.simulating import Rows, ids, in_order, numbers, times, words

from goalposts_sales.streams.rates import AMOUNT_SPREAD, SELLERS, TO_LOSE, TO_WIN, Rates

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]
    Integers = NDArray[np.int64]

STATUSES: Final = ("open", "won", "lost")
OPEN, WON, LOST = range(3)
_REASONS: Final = ("price", "competitor", "no budget", "other")
_SOURCES: Final = ("site", "referral", "exhibition", "cold call")


def draw_deals(random: np.random.Generator, rates: Rates) -> Any:
    """Draw the deals as an Arrow table, in order of creation."""
    days = rates.days
    rows = days.draw(random, rates.deals)
    count = rows.day.size
    seller = (SELLERS.size * random.random(count)).astype(np.int64)
    status, end, retro = _ends(random, rates, rows, seller)
    created = days.moments(random, rows.day, 9, 18)
    hours = np.where(retro, 0.5 + 4 * random.random(count), 0.0)
    closed = days.moments(random, np.minimum(end, days.count), 9, 18)
    closed = np.where(retro, created + (3600 * hours).astype("timedelta64[s]"), closed)
    is_open = status == OPEN
    at_end = Rows(np.where(status == WON, np.minimum(end, days.count - 1), rows.day), rows.branch)
    amount, margin = _amounts(random, rates, at_end, status)
    reasoned = random.random(count) < Rows(np.minimum(end, days.count - 1), rows.branch).of(rates.reasoned)
    owners = [f"{branch} {number}" for branch in days.plan.branches for number in range(1, SELLERS.size + 1)]
    columns = {
        "deal_id": ids("d", np.arange(count)),
        "created_at": times(created),
        "status": words(STATUSES, status),
        "branch": words(days.plan.branches, rows.branch),
        "closed_at": times(closed, is_open),
        "amount": numbers(amount),
        "margin": numbers(margin, status != WON),
        "customer": ids("k", (20_000 * random.random(count)).astype(np.int64)),
        "owner": words(owners, rows.branch * SELLERS.size + seller, random.random(count) < rows.of(rates.ownerless)),
        "source": words(_SOURCES, (len(_SOURCES) * random.random(count)).astype(np.int64)),
        "loss_reason": words(
            _REASONS, (len(_REASONS) * random.random(count)).astype(np.int64), (status != LOST) | ~reasoned
        ),
    }
    return in_order(columns, created)


def _ends(random: np.random.Generator, rates: Rates, rows: Rows, seller: Integers) -> tuple[Integers, Integers, Flags]:
    """Draw how deals end, the position of the day on which they do, and whether they were entered only then."""
    days = rates.days
    is_won = random.random(rows.day.size) < rows.of(rates.won) * SELLERS[seller]
    slower = rows.of(rates.slower)
    age = np.where(is_won, TO_WIN.draw(random, slower), TO_LOSE.draw(random, slower))
    end = days.next_open()[np.minimum(rows.day + age, days.count)]
    retro = is_won & (random.random(rows.day.size) < rows.of(rates.retro))
    end = np.where(retro, rows.day, end)
    status = np.where(end >= days.count, OPEN, np.where(is_won, WON, LOST))
    return status, end, retro


def _amounts(random: np.random.Generator, rates: Rates, rows: Rows, status: Integers) -> tuple[Floats, Floats]:
    """Draw amounts and margins; a few won deals have none filled in."""
    count = status.size
    logs = AMOUNT_SPREAD * random.standard_normal(count) - AMOUNT_SPREAD**2 / 2
    amount = np.round(rows.of(rates.amount) * np.exp(logs), 2)
    amount = np.where((status == WON) & (random.random(count) < rows.of(rates.zero)), 0.0, amount)
    part = rows.of(rates.margin) * (2 / 3 + 2 / 3 * random.random(count))
    return amount, np.round(amount * part, 2)
