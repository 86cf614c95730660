"""Draws simulated deals: their lives, and how they stand on the last day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
from attrs import frozen
from goalposts.simulating import Rows, ids, in_order, numbers, times, words

from goalposts_sales.streams.rates import AMOUNT_SPREAD, RESPONDED_LATER, SELLERS, TO_LOSE, TO_WIN, Rates

if TYPE_CHECKING:
    from goalposts import SimulationPlan
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]
    Integers = NDArray[np.int64]
    Moments = NDArray[np.datetime64]

STATUSES: Final = ("open", "won", "lost")
OPEN, WON, LOST = range(3)
_REASONS: Final = ("price", "competitor", "no budget", "other")
_SOURCES: Final = ("site", "referral", "exhibition", "cold call")


@frozen(eq=False)
class Lives:
    """What becomes of the deals; arrays of one length.

    Attributes:
        rows: day of creation, and branch.
        end: position of the day on which it ends, even if that is after the last one.
        retro: whether it was entered only when it was won.
    """

    rows: Rows
    seller: Integers
    status: Integers
    end: Integers
    retro: Flags
    created: Moments
    closed: Moments


def sellers(plan: SimulationPlan) -> list[str]:
    """Name everybody who sells, branch by branch."""
    return [f"{branch} {number}" for branch in plan.branches for number in range(1, SELLERS.size + 1)]


def draw_lives(random: np.random.Generator, rates: Rates) -> Lives:
    """Draw when deals come, and how and when they end."""
    days = rates.days
    rows = days.draw(random, rates.deals)
    count = rows.day.size
    seller = (SELLERS.size * random.random(count)).astype(np.int64)
    is_won = random.random(count) < rows.of(rates.won) * SELLERS[seller]
    slower = rows.of(rates.slower)
    age = np.where(is_won, TO_WIN.draw(random, slower), TO_LOSE.draw(random, slower))
    open_day = days.next_open()[np.minimum(rows.day + age, days.count)]
    retro = is_won & (random.random(count) < rows.of(rates.retro))
    end = np.where(retro, rows.day, np.where(open_day < days.count, open_day, rows.day + age))
    created = days.moments(random, rows.day, 9, 18)
    hours = 0.5 + 4 * random.random(count)
    closed = np.where(
        retro, created + (3600 * hours).astype("timedelta64[s]"), days.moments(random, np.maximum(end, 0), 9, 18)
    )
    status = np.where(open_day >= days.count, OPEN, np.where(is_won, WON, LOST))
    return Lives(rows, seller, np.where(retro, WON, status), end, retro, created, closed)


def draw_deals(random: np.random.Generator, beside: np.random.Generator, rates: Rates, lives: Lives) -> Any:
    """Draw the deals as they stand on the last day: an Arrow table, in order of creation.

    Args:
        random: of what deals are.
        beside: of when somebody responds, which changes nothing else.
        rates: what is to be expected.
        lives: what becomes of them.
    """
    days, rows, status = rates.days, lives.rows, lives.status
    count = rows.day.size
    end = np.minimum(lives.end, days.count - 1)
    amount, margin = _amounts(random, rates, Rows(np.where(status == WON, end, rows.day), rows.branch), status)
    reasoned = random.random(count) < Rows(end, rows.branch).of(rates.reasoned)
    owner, ownerless = rows.branch * SELLERS.size + lives.seller, random.random(count) < rows.of(rates.ownerless)
    reason, unreasoned = (len(_REASONS) * random.random(count)).astype(np.int64), (status != LOST) | ~reasoned
    columns = {
        "deal_id": ids("d", np.arange(count)),
        "created_at": times(lives.created),
        "status": words(STATUSES, status),
        "branch": words(days.plan.branches, rows.branch),
        "closed_at": times(lives.closed, status == OPEN),
        "amount": numbers(amount),
        "margin": numbers(margin, status != WON),
        "customer": ids("k", (20_000 * random.random(count)).astype(np.int64)),
        "owner": words(sellers(days.plan), owner, ownerless),
        "source": words(_SOURCES, (len(_SOURCES) * random.random(count)).astype(np.int64)),
        "loss_reason": words(_REASONS, reason, unreasoned),
        "first_response_at": _responses(beside, rates, lives),
    }
    return in_order(columns, lives.created)


def _responses(random: np.random.Generator, rates: Rates, lives: Lives) -> Any:
    """Within half an hour, at noon of the next open day, or never."""
    days, rows = rates.days, lives.rows
    count = rows.day.size
    soon, later = random.random(count) < rows.of(rates.responded), random.random(count) < RESPONDED_LATER
    next_day = days.next_open()[np.minimum(rows.day + 1, days.count)]
    at_once = lives.created + (1800 * random.random(count)).astype("timedelta64[s]")
    never = ~soon & (~later | (next_day >= days.count))
    return times(np.where(soon, at_once, days.moments(random, next_day, 12, 13)), never)


def _amounts(random: np.random.Generator, rates: Rates, rows: Rows, status: Integers) -> tuple[Floats, Floats]:
    """Draw amounts and margins; a few won deals have none filled in."""
    count = status.size
    logs = AMOUNT_SPREAD * random.standard_normal(count) - AMOUNT_SPREAD**2 / 2
    amount = np.round(rows.of(rates.amount) * np.exp(logs), 2)
    amount = np.where((status == WON) & (random.random(count) < rows.of(rates.zero)), 0.0, amount)
    part = rows.of(rates.margin) * (2 / 3 + 2 / 3 * random.random(count))
    return amount, np.round(amount * part, 2)
