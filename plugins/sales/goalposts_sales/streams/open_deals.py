"""The weekly exports of simulated deals that are open, drawn and reckoned: who works on them, and what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
from attrs import frozen
from goalposts.simulating import Rows, ids, in_order, ratio, times, words

from goalposts_sales.streams.deals import OPEN, sellers
from goalposts_sales.streams.rates import LUCK, SELLERS
from goalposts_sales.streams.user_weeks import fridays

if TYPE_CHECKING:
    from goalposts.simulating import Ages, SimulatedDays
    from numpy.typing import NDArray

    from goalposts_sales.streams.deals import Lives
    from goalposts_sales.streams.rates import Rates

    Floats = NDArray[np.float64]
    Integers = NDArray[np.int64]
    Values = dict[tuple[str, str], Any]

A_DAY, PLANNED, OVERDUE = 0.06, 0.55, 0.5
"""Activities with an open deal; share of the deals with a next step; of the others, those whose step is overdue."""
_IDLE, _WEEK = 30, 7
_EXPORTED: Final = 23 / 24
"""The hour of an export, in days; nothing is created or closed so late."""
_CREATED: Final = (9 + 9 * 1.6 / (1.6 + 1.9)) / 24
"""The mean hour of creation, in days."""
_NEW_PLAN: Final = 0.3
"""Chance that a week brings a deal a next step, or takes it, whatever it was."""


@frozen(eq=False)
class _Work:
    """Chances by day and branch, shape (days, branches): activities a day, and the share with a next step."""

    a_day: Floats
    planned: Floats


def _work(days: SimulatedDays, random: np.random.Generator | None = None) -> _Work:
    def luck(name: str) -> Floats | float:
        return 1.0 if random is None else days.factor(random, LUCK[name])

    planned = np.clip(days.changed("sales.next_step_coverage", PLANNED), 0.0, 0.98)
    a_day = np.full(days.ramp.shape, A_DAY) * luck("worked_on")
    return _Work(a_day, np.clip(planned * luck("planned"), 0.0, 1.0))


def draw_open_deals(random: np.random.Generator, rates: Rates, lives: Lives) -> Any:
    """Draw the open deals as they stood at each export: an Arrow table, in order of time."""
    days, rows = rates.days, lives.rows
    work, start = _work(days, random), days.midnight(np.zeros(1, np.int64))[0]
    created = (lives.created - start) / np.timedelta64(1, "D")
    latest, plan = np.full(created.size, -np.inf), random.random(created.size)
    found: list[tuple[Integers, Integers, Floats, Floats]] = []
    before = -np.inf
    for day in fridays(days):
        open_now = ~lives.retro & (rows.day <= day) & ((lives.status == OPEN) | (lives.end > day))
        deals, now = np.flatnonzero(open_now), float(day + _EXPORTED)
        branch = rows.branch[deals]
        ago = random.exponential(1.0, deals.size) / work.a_day[day, branch]
        is_new = ago < now - np.maximum(created[deals], before)
        latest[deals] = np.where(is_new, now - ago, latest[deals])
        renewed, drawn = random.random((2, deals.size))
        plan[deals] = np.where(renewed < _NEW_PLAN, drawn, plan[deals])
        step = np.where(plan[deals] < work.planned[day, branch], 14 * random.random(deals.size) + 0.5, np.nan)
        overdue = np.isnan(step) & (random.random(deals.size) < OVERDUE)
        step = now + np.where(overdue, -20 * random.random(deals.size) - 0.1, step)
        found.append((deals, np.full(deals.size, day), latest[deals], step))
        before = now
    return _table(days, lives, *(np.concatenate(part) for part in zip(*found, strict=True)))


def _table(days: SimulatedDays, lives: Lives, deal: Integers, day: Integers, latest: Floats, step: Floats) -> Any:
    start, at = days.midnight(np.zeros(1, np.int64))[0], days.midnight(day) + np.timedelta64(23 * 3600, "s")
    rows, created = Rows(day, lives.rows.branch[deal]), lives.created[deal]
    never, no_step = np.isinf(latest), np.isnan(step)

    def moments(position: Floats) -> Any:
        return start + np.rint(86_400 * position).astype("timedelta64[s]")

    columns = {
        "deal_id": ids("d", deal),
        "snapshot_at": times(at),
        "branch": words(days.plan.branches, rows.branch),
        "created_at": times(created),
        "last_activity_at": times(moments(np.where(never, 0.0, latest)), never),
        "next_step_at": times(np.maximum(moments(np.where(no_step, 0.0, step)), created), no_step),
        "owner": words(sellers(days.plan), rows.branch * SELLERS.size + lives.seller[deal]),
    }
    return in_order(columns, at)


def expect_open_deals(days: SimulatedDays, ages: Ages) -> Values:
    """Say what the KPIs of open deals come to, by how long deals are open."""
    work, exports = _work(days), fridays(days)
    still = ages.entered[..., None] - np.cumsum(ages.reached + ages.other, axis=2)
    whole, stale, worked = (np.zeros(days.ramp.shape) for _ in range(3))
    for day in exports:
        first = max(0, day - still.shape[2] + 1)
        age = day - np.arange(first, day + 1)
        count = still[np.arange(first, day + 1), :, age]
        in_time = np.minimum(age + _EXPORTED - _CREATED, _WEEK)
        in_time = np.where(age >= _WEEK, _WEEK, in_time)[:, None]
        whole[day] = count.sum(axis=0)
        stale[day] = count[age >= _IDLE].sum(axis=0) * np.exp(-_activities(work, exports, int(day), _IDLE))
        worked[day] = (count * -np.expm1(-work.a_day[day] * in_time)).sum(axis=0)
    return {
        ("next_step_coverage", ""): ratio(whole * work.planned, whole),
        ("stale_deals", ""): ratio(stale, whole),
        ("worked_deals", ""): ratio(worked, whole),
    }


def _activities(work: _Work, exports: Integers, day: int, back: int) -> Floats:
    """How many activities are expected in so many days before an export; shape (branches,)."""
    ends = exports[exports <= day].astype(np.float64)
    starts = np.append(-np.inf, ends[:-1])
    lengths = np.maximum(ends - np.maximum(starts, day - back), 0.0)
    found: Floats = lengths @ work.a_day[exports[exports <= day]]
    return found
