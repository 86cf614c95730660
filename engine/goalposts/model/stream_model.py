"""Models of a domain's event streams, by which a rollout is simulated whose truth is known."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any, Final

from attrs import field, frozen

from goalposts.locale import Text, text_of
from goalposts.model.converters import as_tuple
from goalposts.model.demo_part import DemoPart
from goalposts.model.target import Target
from goalposts.model.windows import Window

BRANCH: Final = "branch"
"""The dimension by which simulated streams are cut."""

ValueIn = Callable[[Any], "float | None"]
"""Gives the value of a KPI over flags of days and branches, shape (days, branches); None where there is none."""


@frozen
class BuiltInChange:
    """What the simulated rollout does to a KPI; without a branch to all of them."""

    kpi: str
    change: Target
    branch: str = ""


@frozen
class SimulationPlan:
    """What a simulated rollout is to be like; the same plan gives the same streams.

    Attributes:
        seed: of the random numbers.
        start: the first day.
        baseline_days, ramp_up_days, evaluation_days: calendar days before go-live, until it has its full effect, and
            that count after it.
        follow_up_days: calendar days after those, in which what has begun is still followed.
        warm_up_days: calendar days before the first one, of which the streams tell too, so that what takes long is
            under way; whole weeks.
        size: factor on the number of events.
        growth: how much larger the number of events is after a year, as a fraction.
        season: half the difference between the best and the worst time of the year, as a fraction.
        memory: how much of a day's luck is left on the next one (first-order autocorrelation).
        luck: factor on the scatter of the days; 0 for days that all follow the plan.
        branches: into which the streams are divided.
        stagger_days: how much later than the branch before each one goes live.
        changes: what the rollout does.
        new_instrument: whether go-live also brings another instrument, which sees more than the one before.
    """

    seed: int = 1
    start: date = date(2025, 5, 5)
    baseline_days: int = field(default=378, kw_only=True)
    ramp_up_days: int = field(default=28, kw_only=True)
    evaluation_days: int = field(default=182, kw_only=True)
    follow_up_days: int = field(default=0, kw_only=True)
    warm_up_days: int = field(default=0, kw_only=True)
    size: float = field(default=1.0, kw_only=True)
    growth: float = field(default=0.1, kw_only=True)
    season: float = field(default=0.1, kw_only=True)
    memory: float = field(default=0.5, kw_only=True)
    luck: float = field(default=1.0, kw_only=True)
    branches: tuple[str, ...] = field(default=("north", "south", "west"), converter=as_tuple, kw_only=True)
    stagger_days: int = field(default=0, kw_only=True)
    changes: tuple[BuiltInChange, ...] = field(default=(), converter=as_tuple, kw_only=True)
    new_instrument: bool = field(default=False, kw_only=True)

    @property
    def earliest(self) -> date:
        """The first day of which the streams tell."""
        return self.start - timedelta(days=self.warm_up_days)

    @property
    def go_live(self) -> date:
        """The day on which the first branch goes live."""
        return self.start + timedelta(days=self.baseline_days)

    def go_live_of(self, branch: int) -> date:
        """The day on which a branch, by its number, goes live."""
        return self.go_live + timedelta(days=branch * self.stagger_days)

    @property
    def baseline(self) -> Window:
        """The days before the first go-live."""
        return Window(self.start, self.go_live)

    @property
    def evaluation(self) -> Window:
        """The days that count, from the end of the last branch's ramp-up."""
        first = self.go_live_of(len(self.branches) - 1) + timedelta(days=self.ramp_up_days)
        return Window(first, first + timedelta(days=self.evaluation_days))

    @property
    def until(self) -> date:
        """The day after the last one that is simulated, on which to score."""
        return self.evaluation.end + timedelta(days=self.follow_up_days)


@frozen
class StreamShape:
    """Writes a simulated stream as some system exports it, for a preset to read.

    Attributes:
        preset: the id of the preset.
        event_type: which stream.
        file: what the file is called.
        write: makes its bytes of the stream, an Arrow table.
        source: further keys of the source in a project file.
    """

    preset: str
    event_type: str
    file: str
    write: Callable[[Any], bytes]
    source: Mapping[str, Any] = field(factory=dict)


@frozen
class StreamModel:
    """How the event streams of a domain come about, and what its KPIs are by that.

    Attributes:
        id: what `goalposts simulate` calls it: the domain's name, or one that begins with it.
        summary: what is simulated.
        draw: makes the streams of a plan: Arrow tables by event type, each with the column `branch`, in order of time.
        expect: says what the plan makes of every KPI that the streams feed: by KPI and variant a function of flags of
            days and branches. A KPI or variant that is missing is not promised.
        changeable: KPIs to which a change can be made.
        goals: targets by KPI, which the project promises where the plan makes no change.
        follow_up_days: of a plan that does not say otherwise.
        warm_up_days: of every plan, at least.
        renewable: event types that a new instrument sees otherwise than the one before.
        shapes: in which streams can be written beside plain tables.
        demo: what the domain contributes to `goalposts demo`.
        rehearsal: the rollout that `goalposts init --demo-data` writes: all branches on 2 February 2026, evaluated from
            2 March to 31 August. Without one, a project that promises `goals`.
    """

    id: str
    summary: Text = field(converter=text_of)
    draw: Callable[[SimulationPlan], Mapping[str, Any]]
    expect: Callable[[SimulationPlan], Mapping[tuple[str, str], ValueIn]]
    changeable: tuple[str, ...] = field(default=(), converter=as_tuple, kw_only=True)
    goals: Mapping[str, str] = field(factory=dict, kw_only=True)
    follow_up_days: int = field(default=0, kw_only=True)
    warm_up_days: int = field(default=0, kw_only=True)
    renewable: tuple[str, ...] = field(default=(), converter=as_tuple, kw_only=True)
    shapes: tuple[StreamShape, ...] = field(default=(), converter=as_tuple, kw_only=True)
    demo: DemoPart | None = field(default=None, kw_only=True)
    rehearsal: DemoPart | None = field(default=None, kw_only=True, metadata={"since": 2})


@frozen
class TrueValue:
    """What a KPI truly is in a simulated rollout: what its streams come to but for chance, in KPI units.

    Attributes:
        branch: of which branch; empty for all.
        before: over the baseline.
        after: over the evaluation.
        without: over the evaluation, if the rollout had changed nothing; `after` less it is the rollout's own effect.
    """

    kpi: str
    variant: str
    branch: str
    before: float | None
    after: float | None
    without: float | None


@frozen(eq=False)
class SimulatedStreams:
    """The streams of a plan with the truth behind them.

    Attributes:
        tables: Arrow tables by event type.
    """

    model: StreamModel
    plan: SimulationPlan
    tables: Mapping[str, Any]
    truth: tuple[TrueValue, ...]

    def find(self, kpi: str, variant: str = "", branch: str = "") -> TrueValue:
        """Return the true value of a KPI.

        Raises:
            KeyError: the model promises none.
        """
        for known in self.truth:
            if (known.kpi, known.variant, known.branch) == (kpi, variant, branch):
                return known
        raise KeyError((kpi, variant, branch))
