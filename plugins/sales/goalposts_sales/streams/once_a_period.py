"""What is expected of KPIs that count a customer or a salesperson once a day or month."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from goalposts_sales.streams.rates import CUSTOMERS, SELLERS

if TYPE_CHECKING:
    from goalposts.simulating import SimulatedDays
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


def first_of_owner(talks: Floats) -> Floats:
    """How many salespeople are expected to talk to anybody, by day and branch; each is as likely to be the one."""
    found: Floats = SELLERS.size * -np.expm1(-talks / SELLERS.size)
    return found


def first_with_customer(days: SimulatedDays, talks: Floats) -> Floats:
    """How many talks are expected to be the first of their month with their customer, by day and branch.

    A talk is the first where none of those before it in the month, in whatever branch, was with the same customer.
    """
    whole = talks.sum(axis=1)
    found = np.zeros_like(talks)
    for month in np.unique(months := months_of(days)):
        there = months == month
        before = np.cumsum(whole[there]) - whole[there]
        # of the talks of the day itself, on average half are before
        share = np.exp(-(before + whole[there] / 2) / CUSTOMERS)
        found[there] = talks[there] * share[:, None]
    return found


def of_earlier_months(days: SimulatedDays, ages: Floats) -> Floats:
    """Keep of what ends at an age that which ends in another month than it begins; shape (days, branches, ages)."""
    months, position = months_of(days), np.arange(days.count)
    end = np.minimum(position[:, None] + np.arange(ages.shape[2]), days.count - 1)
    kept: Floats = ages * (months[end] != months[:, None])[:, None, :]
    return kept


def months_of(days: SimulatedDays) -> NDArray[np.int64]:
    """Number the month of every day."""
    dates = [days.plan.earliest + timedelta(days=offset) for offset in range(days.count)]
    return np.array([12 * day.year + day.month for day in dates])
