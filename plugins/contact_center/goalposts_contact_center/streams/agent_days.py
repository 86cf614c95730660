"""The days of agents in a simulated contact centre, drawn and reckoned: who is there, busy and where the plan says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
from attrs import frozen
from goalposts.simulating import Rows, in_order, numbers, ratio, times, words

from goalposts_contact_center.streams.rates import AGENT_DAYS, AGENTS, BRANCH_SHARES, LUCK

if TYPE_CHECKING:
    from goalposts.simulating import SimulatedDays
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Integers = NDArray[np.int64]
    Values = dict[tuple[str, str], Any]

PAID, SCHEDULED = 28_800.0, 27_000.0
"""Seconds a day."""
ON_LEAVE, AWAY, OCCUPANCY, ADHERENCE, CONFORMANCE = 0.1, 0.2, 0.8, 0.88, 0.96
"""Share of the paid days on leave; on the others, of the time: away from the queue, busy when there, and so on."""
_EVENNESS: Final = 60.0
"""The larger, the more alike are the days of one agent."""


@frozen(eq=False)
class AgentRates:
    """By day and branch, shape (days, branches).

    Attributes:
        present: chance that the day of an agent is paid.
        away, occupied, adherent: mean shares of paid, available and scheduled time.
        elsewhere: time logged in at other hours than the schedule asks for, by the scheduled time.
    """

    present: Floats
    away: Floats
    occupied: Floats
    adherent: Floats
    elsewhere: Floats


def agent_rates(days: SimulatedDays, random: np.random.Generator | None = None) -> AgentRates:
    """Say what is to be expected of agents, on ordinary days or with the luck of each."""

    def luck(name: str) -> Floats | float:
        return 1.0 if random is None else days.factor(random, LUCK[name])

    def share(kpi: str, usual: float) -> Floats:
        return np.clip(days.changed(f"contact_center.{kpi}", usual), 0.02, 0.98)

    usual = ON_LEAVE + (1 - ON_LEAVE) * AWAY
    away = np.maximum(share("shrinkage", usual) - ON_LEAVE, 0.0) / (1 - ON_LEAVE)
    adherent = share("adherence", ADHERENCE)
    return AgentRates(
        present=np.minimum(days.volume(AGENT_DAYS, BRANCH_SHARES) / AGENTS.size, 1.0),
        away=np.clip(away * luck("away"), 0.0, 0.98),
        occupied=np.clip(share("occupancy", OCCUPANCY) * luck("occupied"), 0.02, 0.98),
        adherent=adherent,
        elsewhere=np.maximum(CONFORMANCE - adherent, 0.0),
    )


def draw_agent_days(random: np.random.Generator, days: SimulatedDays) -> Any:
    """Draw the days of agents as an Arrow table, in order of time; a day of leave has only paid time."""
    rates, names = agent_rates(days, random), days.plan.branches
    shape = (days.count, len(names), AGENTS.size)
    day, branch, agent = np.nonzero(random.random(shape) < rates.present[..., None])
    rows = Rows(day, branch)
    there = random.random(day.size) >= ON_LEAVE

    def part(mean: Floats) -> Floats:
        wanted = np.clip(rows.of(mean), 1e-4, 1 - 1e-4)
        drawn: Floats = random.beta(_EVENNESS * wanted, _EVENNESS * (1 - wanted))
        return drawn

    available = PAID * (1 - part(rates.away)) * there
    handling = available * part(rates.occupied)
    on_plan = SCHEDULED * part(rates.adherent) * there
    elsewhere = SCHEDULED * 2 * random.random(day.size) * rows.of(rates.elsewhere) * there
    lengths = {
        "handling": handling,
        "idle": available - handling,
        "paid": np.full(day.size, PAID),
        "scheduled": SCHEDULED * there,
        "as_scheduled": on_plan,
        "worked": on_plan + elsewhere,
    }
    agents = [f"{name} {number}" for name in names for number in range(1, AGENTS.size + 1)]
    columns = {
        "agent": words(agents, branch * AGENTS.size + agent),
        "at": times(days.midnight(day)),
        "branch": words(names, branch),
        **{name: numbers(np.rint(seconds)) for name, seconds in lengths.items()},
    }
    return in_order(columns, days.midnight(day))


def expect_agent_days(days: SimulatedDays) -> Values:
    """Say what the KPIs of agents' time come to."""
    rates = agent_rates(days)
    available = rates.present * (1 - ON_LEAVE) * (1 - rates.away)
    there = rates.present * (1 - ON_LEAVE)
    return {
        ("occupancy", ""): ratio(available * rates.occupied, available),
        ("utilisation", ""): ratio(available * rates.occupied, rates.present),
        ("shrinkage", ""): ratio(rates.present - available, rates.present),
        ("adherence", ""): ratio(there * rates.adherent, there),
        ("conformance", ""): ratio(there * (rates.adherent + rates.elsewhere), there),
    }
