"""What simulated customers pay regularly, month by month, drawn and reckoned; who leaves makes room for a new one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from attrs import frozen
from goalposts.simulating import ids, in_order, numbers, ratio, times, words

from goalposts_sales.streams.rates import BRANCH_SHARES, LUCK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.simulating import SimulatedDays
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Integers = NDArray[np.int64]
    Values = dict[tuple[str, str], Any]

CONTRACTS: Final = 900.0
"""Of all branches together."""
LEFT, SHRANK, GREW = 0.04, 0.05, 0.08
"""Shares of a month; who shrinks or grows does it by as much, give or take a half of it:"""
CHANGED_BY: Final = 0.3
PAYMENT, PAYMENT_SPREAD = 8_000.0, 0.6
_DAYS_OF_MONTH: Final = 28
"""Periods of the contracts end on the first of them, on the second, and so on in turn."""


@frozen(eq=False)
class _Fates:
    """Chances of a month by the day on which it ends, shape (days, branches)."""

    left: Floats
    shrank: Floats
    grew: Floats

    @property
    def kept(self) -> Floats:
        """What is left of a payment, with growth."""
        kept: Floats = 1 - self.left + CHANGED_BY * (self.grew - self.shrank)
        return kept


def _fates(days: SimulatedDays, random: np.random.Generator | None = None) -> _Fates:
    luck = 1.0 if random is None else days.factor(random, LUCK["left"])
    left = np.clip(days.changed("sales.churn", LEFT), 0.0, 0.5)
    shrank = np.full(days.ramp.shape, SHRANK)
    usual = 1 - left + CHANGED_BY * (GREW - shrank)
    kept = days.changed("sales.net_retention", usual)
    grew = np.clip((kept - 1 + left) / CHANGED_BY + shrank, 0.0, 0.4)
    return _Fates(left * luck, shrank, grew)


def _places(days: SimulatedDays) -> tuple[Integers, Integers]:
    """The branch of every contract, and on which day of the month its periods end, from 0."""
    weights = np.resize(np.array(BRANCH_SHARES), len(days.plan.branches))
    count = np.maximum(np.rint(CONTRACTS * days.plan.size * weights / weights.sum()), 1).astype(np.int64)
    branch = np.repeat(np.arange(count.size), count)
    return branch, np.concatenate([np.arange(number) % _DAYS_OF_MONTH for number in count])


def _ends(days: SimulatedDays) -> Iterator[Integers]:
    """Of every month, the positions of the days on which periods may end; -1 where there is none."""
    month = days.plan.earliest.replace(day=1)
    while month < days.plan.until:
        first = (month - days.plan.earliest).days
        position = first + np.arange(_DAYS_OF_MONTH)
        yield np.where((position >= 0) & (position < days.count), position, -1)
        following = month + timedelta(days=31)
        month = date(following.year, following.month, 1)


def draw_recurring(random: np.random.Generator, days: SimulatedDays) -> Any:
    """Draw every period of every contract as an Arrow table, in order of time."""
    fates, (branch, ends_on) = _fates(days, random), _places(days)
    contract = np.arange(branch.size)
    customer = contract.copy()
    payment = _payments(random, branch.size)
    found: list[tuple[Any, ...]] = []
    for ends in _ends(days):
        here = contract[ends[ends_on] >= 0]
        day, place, before = ends[ends_on[here]], branch[here], payment[here]
        bounds = np.cumsum([table[day, place] for table in (fates.left, fates.shrank, fates.grew)], axis=0)
        fate = (random.random(here.size) >= bounds).sum(axis=0)
        by: Floats = 2 * CHANGED_BY * random.random(here.size)
        by_fate = np.array([np.zeros(here.size), 1 - by, 1 + by, np.ones(here.size)])
        after = np.round(before * by_fate[fate, np.arange(here.size)], 2)
        is_new = before == 0
        customer[here] += branch.size * is_new
        payment[here] = np.where(is_new, _payments(random, here.size), after)
        found.append((customer[here], day, place, before, payment[here]))
    who, day, place, before, after = (np.concatenate(part) for part in zip(*found, strict=True))
    at = days.midnight(day)
    columns = {
        "customer": ids("s", who),
        "at": times(at),
        "branch": words(days.plan.branches, place),
        "before": numbers(before),
        "after": numbers(after),
    }
    return in_order(columns, at)


def _payments(random: np.random.Generator, count: int) -> Floats:
    logs = PAYMENT_SPREAD * random.standard_normal(count) - PAYMENT_SPREAD**2 / 2
    drawn: Floats = np.round(PAYMENT * np.exp(logs), 2)
    return drawn


def expect_recurring(days: SimulatedDays) -> Values:
    """Say what becomes of customers and payments: where nobody pays at the end, a new customer pays a month later."""
    fates, (branch, ends_on) = _fates(days), _places(days)
    contracts = np.zeros((_DAYS_OF_MONTH, len(days.plan.branches)))
    np.add.at(contracts, (ends_on, branch), 1.0)
    paying, payment = contracts.copy(), PAYMENT * contracts
    had, gone, start, lost, end = (np.zeros(days.ramp.shape) for _ in range(5))
    for ends in _ends(days):
        seen = ends >= 0
        day = ends[seen]
        left, kept = fates.left[day], fates.kept[day]
        had[day], start[day], gone[day] = paying[seen], payment[seen], paying[seen] * left
        lost[day] = payment[seen] * (left + CHANGED_BY * fates.shrank[day])
        end[day] = payment[seen] * kept
        new = contracts[seen] - paying[seen]
        payment[seen] = payment[seen] * kept + PAYMENT * new
        paying[seen] = paying[seen] * (1 - left) + new
    return {
        ("churn", ""): ratio(gone, had),
        ("gross_retention", ""): ratio(start - lost, start),
        ("net_retention", ""): ratio(end, start),
    }
