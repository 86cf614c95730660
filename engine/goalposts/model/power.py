"""What a plan can show before it starts, and how it does on the past: records of `power` and `selftest`."""

from __future__ import annotations

from attrs import frozen

from goalposts.locale import Text
from goalposts.model.scorecard import Reason

ANSWERS = ("enough", "longer", "over_a_year", "untried", "never", "no_promise", "unknown")


@frozen
class WeeksRange:
    """Whole weeks of watching after go-live and ramp-up.

    None where not even a year will do; of a comparison of parts, where no evaluation does that the baseline can try.

    Attributes:
        low: by the noise that the baseline shows.
        high: by the upper 80 % bound of that noise: what to plan with.
    """

    low: int | None
    high: int | None


@frozen
class GoalPower:
    """What the planned windows of one goal can show; changes are sizes in KPI units.

    Attributes:
        promised: how far the promise lies from the baseline value; of a guardrail, its margin.
        baseline: the KPI over the baseline so far.
        smallest: the smallest change shown with 80 % power, by the upper 80 % bound of the noise.
        smallest_likely: the same by the noise as the baseline shows it.
        relative: `smallest` as a fraction of the baseline value.
        floor: what no length of watching would show; None of a comparison of parts.
        weeks_planned: whole weeks of the evaluation window.
        weeks_needed: for the promise; None where there is none to show.
        goals_counted: the primary goals that share the 5 % of false alarms; 1 for a guardrail, which shares with none.
        answer: `enough`; `longer`, `over_a_year`, `untried` or `never` for the promise; `no_promise`; `unknown`.
        method: how the readings will be compared; empty when nothing can be planned.
        text: the answer in a sentence.
        helps: what would make smaller changes visible.
    """

    id: str
    role: str
    kpi: str
    name: Text
    unit: str
    answer: str
    text: Text
    promised: float | None = None
    baseline: float | None = None
    smallest: float | None = None
    smallest_likely: float | None = None
    relative: float | None = None
    floor: float | None = None
    weeks_planned: int = 0
    weeks_needed: WeeksRange | None = None
    goals_counted: int = 1
    method: str = ""
    helps: tuple[Reason, ...] = ()


@frozen
class Rate:
    """A share of trials with the 95 % interval of the true share."""

    found: float
    low: float
    high: float
    trials: int


MOST_FALSE_ALARMS = 0.08
LEAST_POWER = 0.8


@frozen
class Rates:
    """What came of trying a plan; see `GoalSelftest`."""

    false_alarms: Rate | None
    chance_alarms: Rate | None
    power: Rate | None

    @property
    def cries_wolf(self) -> bool:
        """Whether it shows too many changes that are not there, and chance does not explain that."""
        return any(
            rate is not None and rate.low > MOST_FALSE_ALARMS for rate in (self.false_alarms, self.chance_alarms)
        )

    @property
    def is_weak(self) -> bool:
        """Whether it shows its promise too seldom, and chance does not explain that."""
        return self.power is not None and self.power.high < LEAST_POWER

    @property
    def answer(self) -> str:
        """`passed`, `failed`, or `too_short`."""
        if self.false_alarms is None and self.chance_alarms is None:
            return "too_short"
        return "failed" if self.cries_wolf or self.is_weak else "passed"


@frozen
class GoalSelftest:
    """How the plan of one goal does on its own baseline.

    Attributes:
        false_alarms: of placebo windows, in which there was no go-live, the share that shows a change. Windows
            overlap, so the interval is that of as many trials as fit side by side. None of a short baseline.
        placebo_windows: how many there were, a week or, of a table, a period of it apart.
        placebo_days: the days of their evaluation; fewer than planned where the baseline is short.
        chance_alarms: of resampled baselines, in blocks, the share that shows a change; of parts, with the
            rollout that never was given to others.
        power: of resampled baselines with the promise put in, the share in which it is shown; None without promise.
        answer: `passed`, `failed`, or `too_short`.
        text: the answer in a sentence.
    """

    id: str
    role: str
    kpi: str
    name: Text
    answer: str
    text: Text
    false_alarms: Rate | None = None
    placebo_windows: int = 0
    placebo_days: int = 0
    chance_alarms: Rate | None = None
    power: Rate | None = None
