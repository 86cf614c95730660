"""The phases that a project file names already: their goals go live together, one phase after another.

What the file says is kept, so that a plan that was written is the same plan the next time; what it leaves open is
planned.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from attrs import evolve, frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from goalposts.model import Project, ResolvedGoal
    from goalposts.model.roadmap import Job, Limits


@frozen
class NamedPhases:
    """Which goals stand in which phase.

    Attributes:
        goals: by name of the phase, in the order of the file's list, then as goals name them.
    """

    goals: dict[str, tuple[str, ...]]

    def __bool__(self) -> bool:
        return bool(self.goals)

    @property
    def after(self) -> dict[str, tuple[str, ...]]:
        """By goal, a goal of the phase before."""
        pairs = pairwise(self.goals.values())
        return {goal: (before[0],) for before, later in pairs for goal in later}

    def kept(self, jobs: Iterable[Job]) -> list[Job]:
        """The jobs as they are if their phases stay."""
        after = self.after
        beside = {goal: members[0] for members in self.goals.values() for goal in members[1:]}
        return [
            evolve(job, after=tuple(dict.fromkeys((*job.after, *after.get(job.id, ())))), beside=beside.get(job.id, ""))
            for job in jobs
        ]

    def allowed(self, jobs: Sequence[Job], limits: Limits) -> Limits:
        """The limits, but as many goals in a phase as the file itself has: `check` says that they are many."""
        known = {job.id: job for job in jobs}
        phases = [[known[goal] for goal in members] for members in self.goals.values()]
        owners = (max(Counter(job.owner for job in phase if job.owner).values(), default=0) for phase in phases)
        return evolve(
            limits,
            of_phase=max(limits.of_phase, *(len(phase) for phase in phases)),
            outcomes=max(limits.outcomes, *(sum(job.is_outcome for job in phase) for phase in phases)),
            of_owner=max(limits.of_owner, *owners),
        )

    def name(self, goals: Iterable[str], number: int) -> str:
        """What a planned phase is called.

        Args:
            goals: that go live in it.
            number: its place among the planned phases, from 1 on.
        """
        names = {goal: name for name, members in self.goals.items() for goal in members}
        own = next((names[goal] for goal in goals if goal in names), None)
        while own is None and f"phase-{number}" in self.goals:
            number += 1
        return own or f"phase-{number}"


def named_phases(project: Project, goals: Sequence[ResolvedGoal]) -> NamedPhases:
    """The phases of goals that are to be planned."""
    order = dict.fromkeys((*(phase.name for phase in project.phases), *(goal.goal.phase for goal in goals)))
    found = {name: tuple(goal.id for goal in goals if goal.goal.phase == name) for name in order if name}
    return NamedPhases({name: members for name, members in found.items() if members})
