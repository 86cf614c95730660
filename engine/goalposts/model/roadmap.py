"""The roadmap: which goal goes live in which phase, when it can honestly be judged, and what that hangs on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from attrs import field, frozen

from goalposts.locale import Text
from goalposts.model.heuristic import Ranking
from goalposts.model.kpi_tree import Leverage
from goalposts.model.phase_dates import PhaseDates
from goalposts.model.windows import Window

LATER_MONTHS: Final = (6, 12)
"""So many months after a go-live its KPIs are measured again: what rose at first may sink back."""


@frozen
class Job:
    """One goal as the planner sees it.

    Attributes:
        value: how much it is worth to have it a week sooner, beside the others; above zero.
        owner: whose it is, in one spelling.
        is_outcome: whether its KPI is an outcome, of which a phase has one.
        work: person-weeks by role.
        weeks: how long its work takes at least.
        ready: the first day on which it may go live, for its baseline must be there; None where that is no question.
        after: goals that go live in an earlier phase.
        beside: a goal that goes live in the same phase; empty where none has to.
        days_to_judge: from its go-live to the first day on which it can be judged.
        deadline: what is promised.
    """

    id: str
    value: float
    owner: str = ""
    is_outcome: bool = False
    work: Mapping[str, float] = field(factory=dict)
    weeks: float = 0.0
    ready: date | None = None
    after: tuple[str, ...] = ()
    beside: str = ""
    days_to_judge: int = 0
    deadline: date | None = None


@frozen
class Slot:
    """A time in which a phase may be worked on: from `start` to the day before `go_live`.

    Attributes:
        weeks: working weeks in it, without blackouts.
    """

    start: date
    go_live: date
    weeks: float


@frozen
class Limits:
    """What people can carry in one phase.

    Attributes:
        of_owner: goals of one owner.
        of_phase: goals.
        outcomes: goals whose KPI is an outcome.
        capacity: people by role.
        used: the part of the capacity that is planned; the rest is for what nobody foresaw.
    """

    of_owner: int = 3
    of_phase: int = 7
    outcomes: int = 1
    capacity: Mapping[str, float] = field(factory=dict)
    used: float = 0.8


@frozen
class Phasing:
    """Which slot each goal is in.

    Attributes:
        slots: the number of the slot by goal, from 0.
        gap: by how much of its cost a better plan could be cheaper at most; 0 is proof that there is none.
    """

    slots: Mapping[str, int]
    gap: float = 0.0


@frozen
class PlannedGoal:
    """One goal of a roadmap.

    Attributes:
        phase: name of its phase.
        judged: the days by which it is to be judged.
        honest: the first day on which it can be judged; an earlier deadline is not honest.
        deadline: the one that is promised.
        waits_for: goals that must go live in an earlier phase.
        why: what else holds it where it is, in sentences.
    """

    id: str
    phase: str
    go_live: date
    judged: Window
    honest: date
    deadline: date | None = None
    waits_for: tuple[str, ...] = ()
    why: tuple[Text, ...] = ()

    @property
    def is_late(self) -> bool:
        """Whether its deadline comes before it can be judged."""
        return self.deadline is not None and self.deadline < self.honest


@frozen
class Gate:
    """What must hold before the next phase goes live.

    Attributes:
        earliest: the first day on which it can be passed.
        goals: their KPIs must be at the promised line twice in a row.
        guardrails: they must be inside their margins.
    """

    earliest: date
    goals: tuple[str, ...]
    guardrails: tuple[str, ...] = ()


@frozen
class Phase:
    """Goals that go live together.

    Attributes:
        start: when the work on it begins.
        loads: how much of the people that are there it takes, by role; 1 is all of them.
        gate: None behind the last phase.
        again: the days, six and twelve months after the go-live, on which its goals are measured again.
    """

    name: str
    start: date
    go_live: date
    goals: tuple[str, ...]
    loads: Mapping[str, float] = field(factory=dict)
    gate: Gate | None = None
    again: tuple[date, ...] = ()


@frozen
class Roadmap:
    """The plan of a project.

    Attributes:
        rankings: the goals in the order of every heuristic that has its inputs.
        ranked_by: the heuristic whose order the plan follows; empty where the weights stand in.
        infeasible: why there is no plan; None when there is one.
        gap: see `Phasing`.
        remarks: what is to be said beside the table, in sentences.
        unused: keys of `priority` that no heuristic takes.
        leverage: the project's tree as the baselines fill it; None without a tree.
    """

    project: str
    as_of: date
    phases: tuple[Phase, ...] = ()
    goals: tuple[PlannedGoal, ...] = ()
    rankings: tuple[Ranking, ...] = ()
    ranked_by: str = ""
    infeasible: Text | None = None
    gap: float = 0.0
    remarks: tuple[Text, ...] = ()
    unused: tuple[str, ...] = ()
    leverage: Leverage | None = None

    @property
    def dates(self) -> tuple[PhaseDates, ...]:
        """What its goals go by: the go-live of every phase, and the days by which the last of them is judged."""
        judged = {phase.name: [goal.judged for goal in self.goals if goal.phase == phase.name] for phase in self.phases}
        return tuple(
            PhaseDates(
                phase.name,
                phase.go_live,
                None,
                Window(max(days.start for days in judged[phase.name]), max(days.end for days in judged[phase.name])),
            )
            for phase in self.phases
        )

    @property
    def late(self) -> tuple[PlannedGoal, ...]:
        """The goals whose deadline cannot be kept."""
        return tuple(goal for goal in self.goals if goal.is_late)

    @property
    def ranking(self) -> Ranking | None:
        """The order that the plan follows."""
        return next((ranking for ranking in self.rankings if ranking.heuristic == self.ranked_by), None)
