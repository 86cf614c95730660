"""The project: what is rolled out, when, measured where, promised what."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final

from attrs import field, frozen

from goalposts.expressions import BusinessHours, Expression
from goalposts.locale import Text
from goalposts.model.catalogue import Catalogue
from goalposts.model.findings import Edit, Place, Remark
from goalposts.model.goal import Goal, Role
from goalposts.model.influence import Influence
from goalposts.model.kpi import Kpi
from goalposts.model.kpi_tree import KpiTree
from goalposts.model.phase_dates import PhaseDates
from goalposts.model.rollout import Rollout
from goalposts.model.rule_choice import RuleChoice
from goalposts.model.seal import Seal
from goalposts.model.source import Source
from goalposts.model.windows import Baseline, Window

_NO_PHASE: Final = PhaseDates("")


@frozen
class Benefit:
    """What one unit of benefit is worth, and what the rollout costs, both in the project's currency.

    Attributes:
        opportunities: how many chances of a unit there are in the time over which the cost is counted.
        success: the share of them that succeeds today.
        at_risk: how many units are lost for what the rollout mends.
        rescued: the share of those that it is to save.
    """

    unit: str
    amount: float
    cost: float
    opportunities: float | None = None
    success: float | None = None
    at_risk: float | None = None
    rescued: float | None = None

    @property
    def units(self) -> float:
        """How many units pay the cost."""
        return self.cost / self.amount

    @property
    def expected(self) -> float | None:
        """How many units are to be saved; None where nobody says it."""
        return None if self.at_risk is None or self.rescued is None else self.at_risk * self.rescued


@frozen
class Project:
    """A project file, read and typed; KPI ids are not resolved yet.

    Attributes:
        folder: where relative source locations start.
        closed: days without business.
        business_hours: when work is done on the others, without the closed days; None when the file does not say.
        tree: the figures under the money that the rollout is to bring, for the plan.
        influences: what else moves the KPIs.
        segments: dimensions to report by.
        bridge: by event type, the days of a parallel run, in which two instruments saw the same events.
        control: which rows the rollout does not reach; they are compared with, and left out of the values.
        rollout: which part the rollout reached when.
        units: the dimension whose words, such as agents, are compared one by one within the parts.
        capacity: people by role, for the plan.
        blackouts: days on which nobody works on the rollout and nothing goes live, for the plan.
        phases: days of their own, which the goals of a phase go by.
        seal: the lock beside the file, if there is one; its goals are the ones to score.
        written: the project as its file states it now, where a seal takes its place.
        changes: how the file differs from the seal, one sentence each.
        kpis: the KPIs that the file defines; they are in the catalogue too.
        catalogue: what the loaded plugins bring, and the file's own KPIs.
        places: the file place of every top-level key, for findings.
        rules: which lint rules its file wants to hear of; they change no verdict and are not sealed.
    """

    name: str
    timezone: str
    evaluation: Window
    system: str = ""
    language: str = "en"
    currency: str = ""
    go_live: date | None = None
    baseline: Baseline | None = None
    closed: tuple[Window, ...] = ()
    business_hours: BusinessHours | None = None
    benefit: Benefit | None = None
    tree: KpiTree | None = None
    sources: tuple[Source, ...] = ()
    goals: tuple[Goal, ...] = ()
    kpis: tuple[Kpi, ...] = ()
    influences: tuple[Influence, ...] = ()
    segments: tuple[str, ...] = ()
    bridge: Mapping[str, Window] = field(factory=dict)
    control: Expression | None = None
    rollout: Rollout | None = None
    units: str = ""
    capacity: Mapping[str, float] = field(factory=dict)
    blackouts: tuple[Window, ...] = ()
    phases: tuple[PhaseDates, ...] = ()
    file: str = ""
    folder: Path = field(factory=Path)
    catalogue: Catalogue = field(factory=Catalogue, eq=False, repr=False)
    seal: Seal | None = field(default=None, eq=False, repr=False)
    written: Project | None = field(default=None, eq=False, repr=False)
    changes: tuple[Text, ...] = ()
    places: Mapping[str, Place] = field(factory=dict, eq=False, repr=False)
    rules: RuleChoice = field(factory=RuleChoice, eq=False, repr=False)

    @property
    def cuts(self) -> tuple[str, ...]:
        """The dimensions to cut the days by: to report by, and those sealed, lest a mix vanish with its dimension."""
        sealed = () if self.seal is None else self.seal.project.get("segments", ())
        return tuple(dict.fromkeys((*self.segments, *sealed)))

    @property
    def promises(self) -> tuple[Goal, ...]:
        """The goals that must reach a target, in file order; guardrails, controls and shadows promise nothing."""
        return tuple(goal for goal in self.goals if goal.role is Role.GOAL)

    @property
    def guarded(self) -> frozenset[str]:
        """The ids of the KPIs that a guardrail with a margin keeps from getting worse."""
        return frozenset(goal.kpi for goal in self.goals if goal.role is Role.GUARDRAIL and goal.margin is not None)

    def place(self, key: str = "") -> Place:
        """The place of a top-level key."""
        return self.places.get(key) or Place(file=self.file, path=key)

    def place_of(self, source: Source, key: str = "") -> Place:
        """The place of a source, or of the value of one of its keys, as `format` or `fields.amount`.

        Where the file does not state the key, it is the place of the source, which then is no place of the key.
        """
        start = f"data.{source.event_type}"
        number = [known.name for known in self.sources_of(source.event_type)].index(source.name)
        there = f"{start}[{number}]" if f"{start}[{number}]" in self.places else start
        found = self.places.get(f"{there}.{key}") if key else None
        return found or self.place(there)

    def finding(
        self,
        message: Text | Mapping[str, str] | str,
        *,
        hint: Text | Mapping[str, str] | str | None = None,
        at: str = "",
        severity: str = "",
        fix: Edit | None = None,
    ) -> Remark:
        """Remark on the project as a whole, at one of its keys; what a rule yields."""
        return Remark(self.place(at), Text.of(message), None if hint is None else Text.of(hint), severity, fix)

    def window_of(self, goal: Goal) -> Window:
        """The evaluation window of a goal: its own, its phase's, or the project's."""
        return goal.evaluation or self._phase_of(goal).evaluation or self.evaluation

    def baseline_of(self, goal: Goal) -> Baseline | None:
        """The baseline of a goal."""
        return goal.baseline or self._phase_of(goal).baseline or self.baseline

    def go_live_of(self, goal: Goal) -> date | None:
        """The go-live day of a goal."""
        return goal.go_live or self._phase_of(goal).go_live or self.go_live

    def _phase_of(self, goal: Goal) -> PhaseDates:
        return next((phase for phase in self.phases if phase.name == goal.phase), _NO_PHASE)

    def influences_of(self, goal: Goal) -> tuple[Influence, ...]:
        """What else moves a goal's KPI."""
        return self.influences if goal.influences is None else goal.influences

    def comparison_of(self, goal: Goal) -> tuple[Expression | None, Rollout | None]:
        """The control rows, or the waves, that a goal is compared by: its own, or the project's."""
        if goal.control is not None or goal.rollout is not None:
            return goal.control, goal.rollout
        return self.control, self.rollout

    def units_of(self, goal: Goal) -> str:
        """The dimension of the units that a goal is compared by, within the parts; empty where there is none."""
        return goal.units or self.units

    def sources_of(self, event_type: str) -> tuple[Source, ...]:
        """The sources of one event type."""
        return tuple(source for source in self.sources if source.event_type == event_type)
