"""Goals as the project file states them; nothing is resolved yet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum

from attrs import field, frozen

from goalposts.expressions import Expression, Quantity
from goalposts.locale import Text
from goalposts.model.estimate import Estimate
from goalposts.model.findings import Edit, Place, Remark
from goalposts.model.influence import Influence
from goalposts.model.promises import Step, Sustain
from goalposts.model.rollout import Rollout
from goalposts.model.target import Target
from goalposts.model.windows import Baseline, Window


class Role(Enum):
    """What the goal is for."""

    GOAL = "goal"
    GUARDRAIL = "guardrail"
    NEGATIVE_CONTROL = "negative_control"
    SHADOW = "shadow"


@frozen
class Goal:
    """One KPI with what is promised of it, by when and by whom.

    Attributes:
        work: person-weeks that it takes, by role.
        priority: what ranks it, by name; a range where nobody is sure.
        params: the KPI parameters that this goal sets (`with` in the file).
        path: what must be reached on the way to the target, and by when.
        sustain: for how long the line must be held at the end.
        margin: how far a guardrail may move the wrong way, or a negative control either way.
        guardrails: ids of KPIs to measure beside it; nothing means the KPI's own.
        influences: what else moves it, in the place of the project's; nothing means the project's.
        control: which rows the rollout does not reach; they are compared with, and left out of the values.
        rollout: which part the rollout reached when; both in place of the project's.
        units: whose values are compared, in place of the project's.
        places: the file place of every key, for findings.
    """

    id: str
    role: Role = Role.GOAL
    kpi: str = ""
    statement: str = ""
    purpose: str = ""
    variant: str = ""
    params: Mapping[str, Quantity] = field(factory=dict)
    where: Expression | None = None
    target: Target | None = None
    path: tuple[Step, ...] = ()
    sustain: Sustain | None = None
    margin: Quantity | None = None
    deadline: date | None = None
    owner: str = ""
    why: str = ""
    lever: str = ""
    must: bool = False
    weight: float = 1.0
    priority: Mapping[str, float | Estimate] = field(factory=dict)
    work: Mapping[str, float] = field(factory=dict)
    after: tuple[str, ...] = ()
    phase: str = ""
    guardrails: tuple[str, ...] | None = None
    go_live: date | None = None
    baseline: Baseline | None = None
    evaluation: Window | None = None
    influences: tuple[Influence, ...] | None = None
    control: Expression | None = None
    rollout: Rollout | None = None
    units: str = ""
    places: Mapping[str, Place] = field(factory=dict, eq=False, repr=False)

    @property
    def without_effect(self) -> tuple[str, ...]:
        """The written keys that are understood but do not change the score yet."""
        typed = {
            "purpose": self.purpose,
            "priority": self.priority,
            "work": self.work,
            "after": self.after,
            "phase": self.phase,
        }
        return tuple(key for key, written in typed.items() if written)

    def place(self, key: str = "") -> Place:
        """The place of one of its keys; of the goal itself when the key is not written."""
        return self.places.get(key) or self.places.get("") or Place(path=f"goals.{self.id}")

    def finding(
        self,
        message: Text | Mapping[str, str] | str,
        *,
        hint: Text | Mapping[str, str] | str | None = None,
        at: str = "",
        severity: str = "",
        fix: Edit | None = None,
    ) -> Remark:
        """Remark on this goal, at one of its keys; what a rule yields."""
        return Remark(self.place(at), Text.of(message), None if hint is None else Text.of(hint), severity, fix)

    def adding(self, key: str, value: str, *, after: str) -> Edit | None:
        """Make the edit that adds one of its keys; nothing where it is written, or the one before it is not."""
        at = self.places.get(after)
        return None if at is None or key in self.places else Edit(at, now=value, key=key)

    def replacing(self, key: str, was: str, now: str) -> Edit | None:
        """Make the edit that replaces the value of one of its keys; nothing where the key is not written."""
        return Edit(self.places[key], was, now) if key in self.places else None
