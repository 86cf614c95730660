"""What is to be expected of a simulated call, by day and branch: the one place where the model's figures stand."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

import numpy as np
from attrs import frozen
from goalposts.simulating import SimulatedDays, simulated_days

if TYPE_CHECKING:
    from goalposts import SimulationPlan
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

WEEK: Final = (1.2, 1.1, 1.0, 1.0, 0.95, 0.6, 0.0)
CALLS_A_DAY: Final = 450.0
BRANCH_SHARES: Final = (3.0, 2.0, 1.5)
SERVICE_LEVEL: Final = 0.62
SERVICE_BY_WEEKDAY: Final = (-0.05, -0.01, 0.01, 0.02, 0.02, 0.02, 0.0)
SERVICE_BY_BRANCH: Final = (0.02, -0.02, 0.0)
ABANDONED, TIMED_OUT, CALLED_BACK, BLOCKED = 0.10, 0.02, 0.02, 0.03
TALK, HOLD, WORK = 190.0, 40.0, 32.0
"""Mean seconds of a whole conversation, of the holds that there are, and of the work after any call."""
HELD, NO_WORK, CUT_SHORT = 0.3, 0.1, 0.02
HUNG_UP_BY_AGENT, TRANSFERRED, MARKED, SETTLED = 0.08, 0.1, 0.8, 0.7
RATED, GOOD = 0.3, 0.65
ASKED, PROMOTERS, DETRACTORS, EASY = 0.4, 0.5, 0.2, 0.6
"""Share of the callers who answer a question afterwards; of those who do, who would recommend and who found it easy."""
CALL_AGAIN, RECORDED = 0.12, 0.6
AGENT_DAYS: Final = 8.0
"""Paid days of agents a day, all branches together: enough for the calls."""
LUCK: Final = {"load": 0.08, "service": 0.025, "talk": 0.03, "work": 0.04, "away": 0.1, "occupied": 0.02}
"""Standard deviation of a day's luck; absolute for the service level, relative for the others."""
AGENTS: Final = np.exp(np.linspace(-0.25, 0.25, 12))
PACE: Final = AGENTS / AGENTS.mean()
"""By agent, how long a talk takes; of mean one."""
LATEST_AGAIN: Final = 6
"""Days after which nobody calls again about the same thing."""
GAPS: Final = range(1, 6)
"""Days between a call and its repetition, one as likely as the other; a closed day puts it off."""


@frozen(eq=False)
class Rates:
    """By day and branch, shape (days, branches); shares of offered calls, but for `blocked` (of inbound ones).

    Attributes:
        calls: first calls, without repetitions; `blocked` is what the instrument sees of the blocked ones.
        talk: mean length of a conversation that is not cut short; `held`, `cut_short`, `hung_up`, `transferred`,
            `settled`, `rated`, `good`, `again`, `recorded` are shares of answered, marked or rated calls.
    """

    days: SimulatedDays
    calls: Floats
    service: Floats
    abandoned: Floats
    called_back: Floats
    blocked: Floats
    talk: Floats
    hold: Floats
    work: Floats
    held: Floats
    cut_short: Floats
    hung_up: Floats
    transferred: Floats
    settled: Floats
    rated: Floats
    good: Floats
    again: Floats
    recorded: Floats

    @property
    def answered(self) -> Floats:
        """The share of offered calls that an agent answers, in time or late."""
        return 1 - self.abandoned - self.called_back - TIMED_OUT


def rates_of(plan: SimulationPlan, random: np.random.Generator | None = None) -> Rates:
    """Say what is to be expected, on ordinary days or with the luck of each."""
    days = simulated_days(plan, WEEK)
    luck = _Luck(days, random)
    usual_service = SERVICE_LEVEL + np.array(SERVICE_BY_WEEKDAY)[days.weekday][:, None]
    usual_service = usual_service + np.resize(SERVICE_BY_BRANCH, len(plan.branches))
    usual_service = usual_service + days.wave(0.01, date(plan.start.year, 7, 1))
    service = days.changed("contact_center.service_level", usual_service) + luck.added("service")
    # With those who time out they leave room for calls that are answered.
    abandoned = _share(days, "abandon_rate", ABANDONED, most=0.6)
    called_back = _share(days, "callback_share", CALLED_BACK, most=0.3)
    blocked = _share(days, "blocked_rate", BLOCKED)
    cut_short = _share(days, "short_calls", CUT_SHORT)
    held = _share(days, "held_calls", HELD)
    whole = TALK + HELD * HOLD + WORK
    slower = days.changed("contact_center.aht", whole) / whole
    talk = slower * days.changed("contact_center.att", TALK) * luck.factor("talk")
    return Rates(
        days=days,
        calls=days.volume(CALLS_A_DAY, BRANCH_SHARES) * luck.factor("load"),
        service=np.clip(service, 0.0, 1 - abandoned - called_back - TIMED_OUT),
        abandoned=abandoned,
        called_back=called_back,
        blocked=blocked,
        talk=np.maximum((talk - 4.5 * cut_short) / (1 - cut_short), 1.0),
        hold=slower * HOLD,
        work=slower * days.changed("contact_center.acw", WORK) * luck.factor("work"),
        held=held,
        cut_short=cut_short,
        hung_up=_share(days, "agent_hangups", HUNG_UP_BY_AGENT),
        transferred=_share(days, "transfer_rate", TRANSFERRED),
        settled=_share(days, "fcr", SETTLED),
        rated=_share(days, "csat_response", RATED),
        good=_share(days, "csat", GOOD),
        again=_share(days, "repeat_rate", CALL_AGAIN),
        recorded=_share(days, "outcome_recorded", RECORDED),
    )


def _share(days: SimulatedDays, kpi: str, usual: float, most: float = 0.95) -> Floats:
    share: Floats = np.clip(days.changed(f"contact_center.{kpi}", usual), 0.0, most)
    return share


@frozen
class _Luck:
    """The luck of every day, or none."""

    days: SimulatedDays
    random: np.random.Generator | None

    def factor(self, name: str) -> Floats | float:
        return 1.0 if self.random is None else self.days.factor(self.random, LUCK[name])

    def added(self, name: str) -> Floats | float:
        return 0.0 if self.random is None else self.days.luck(self.random, LUCK[name])
