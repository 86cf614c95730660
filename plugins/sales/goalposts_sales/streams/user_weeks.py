"""What the holders of licences do in a simulated system week by week, drawn and reckoned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
from attrs import frozen
from goalposts.simulating import Rows, in_order, numbers, ratio, times, words

from goalposts_sales.streams.deals import sellers
from goalposts_sales.streams.rates import LUCK, SELLERS

if TYPE_CHECKING:
    from goalposts.simulating import SimulatedDays
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Integers = NDArray[np.int64]
    Moments = NDArray[np.datetime64]
    Values = dict[tuple[str, str], Any]

WORKING: Final = 0.55
"""Share of the weeks in which somebody works in the system on three to five days; in the others on none to two."""
HABITS: Final = np.linspace(0.8, 1.2, SELLERS.size)
"""By user, the factor on that share; of mean one."""
LITTLE, LOOKED_IN = 0.3, 0.5
"""Share of the weeks of three and four days with hardly an action a day; of idle weeks, those with a login."""
SPENT, SPENT_SPREAD = 4_200.0, 0.5
"""Seconds a day, and their spread; of days on which something is done."""
_FRIDAY: Final = 4
_DAYS: Final = 3
"""Of how many numbers of days one is drawn: three to five, or none to two."""


@frozen(eq=False)
class UserRates:
    """By day and branch, shape (days, branches): the share of weeks of work, and seconds a day."""

    working: Floats
    spent: Floats


def user_rates(days: SimulatedDays, random: np.random.Generator | None = None) -> UserRates:
    """Say what is to be expected of users, on ordinary weeks or with the luck of each."""

    def luck(name: str) -> Floats | float:
        return 1.0 if random is None else days.factor(random, LUCK[name])

    working = np.clip(days.changed("sales.active_users", WORKING), 0.02, 0.98 / HABITS.max())
    spent = np.maximum(days.changed("sales.time_in_system", SPENT), 60.0)
    return UserRates(np.clip(working * luck("working"), 0.0, 1 / HABITS.max()), spent * luck("spent"))


def fridays(days: SimulatedDays) -> Integers:
    """The positions of the Fridays with business, on which a week's figures are exported."""
    return np.flatnonzero((days.weekday == _FRIDAY) & days.is_open)


def draw_user_weeks(random: np.random.Generator, days: SimulatedDays) -> Any:
    """Draw what every holder of a licence did in every week, also who did nothing: an Arrow table, in order of time."""
    rates, weeks, branches = user_rates(days, random), fridays(days), len(days.plan.branches)
    week, branch, user = (
        part.ravel() for part in np.indices((weeks.size, branches, SELLERS.size)).reshape(3, -1).astype(np.int64)
    )
    rows = Rows(weeks[week], branch)
    works = random.random(week.size) < rows.of(rates.working) * HABITS[user]
    active = random.integers(0, _DAYS, week.size) + _DAYS * works
    little = works & (active < 2 * _DAYS - 1) & (random.random(week.size) < LITTLE)
    more = random.poisson(2.0 * active)
    looked_in = (active == 0) & (random.random(week.size) < LOOKED_IN)
    logs = SPENT_SPREAD * random.standard_normal(week.size) - SPENT_SPREAD**2 / 2
    at = days.midnight(rows.day) + np.timedelta64(18 * 3600, "s")
    columns = {
        "user": words(sellers(days.plan), branch * SELLERS.size + user),
        "week_ends_at": times(at),
        "branch": words(days.plan.branches, branch),
        "logins": numbers(np.where(active == 0, looked_in.astype(np.int64), active + more // 4)),
        "active_days": numbers(active),
        "actions": numbers(np.where(works & ~little, active + 2 + more, active)),
        "time_spent": numbers(np.rint(active * rows.of(rates.spent) * np.exp(logs))),
    }
    return in_order(columns, at)


def expect_user_weeks(days: SimulatedDays) -> Values:
    """Say what the KPIs of use come to."""
    rates, there = user_rates(days), np.zeros(days.ramp.shape)
    there[fridays(days)] = 1.0
    working = rates.working
    busy = working * (1 - LITTLE * (_DAYS - 1) / _DAYS)
    looked = working + (1 - working) * (1 - (1 - LOOKED_IN) / _DAYS)
    active = there * (working * (_DAYS + 1) + (1 - working))
    return {
        ("active_users", "three_days"): ratio(there * working, there),
        ("active_users", "three_days_and_actions"): ratio(there * busy, there),
        ("active_users", "logged_in"): ratio(there * looked, there),
        ("time_in_system", ""): ratio(active * rates.spent, active),
    }
