"""Whether the data of the baseline are still those that were sealed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from attrs import frozen

from goalposts.model import Project, ResolvedGoal, Role
from goalposts.model.maturity import lag_days
from goalposts.scoring import Cube, digest
from goalposts.verdict.due import sealed_when_mature
from goalposts.verdict.measured import Measured, measure


@frozen
class ChangedBaseline:
    """A goal whose baseline comes out of other data than when it was sealed; equal values may come of other rows."""

    goal: ResolvedGoal
    sealed: float | None
    now: float | None


def changed_baselines(
    project: Project, goals: Iterable[ResolvedGoal], cube: Cube, as_of: date
) -> Iterator[ChangedBaseline]:
    """Name the goals whose baseline has other data by now than those that were sealed."""
    for goal in goals:
        if (
            goal.role is not Role.SHADOW
            and project.seal is not None
            and differs_from_sealed(project, goal, cube, as_of)
        ):
            now = _as_sealed(project, goal, cube, date.fromisoformat(project.seal.locked_as_of)).value
            yield ChangedBaseline(goal, project.seal.baselines[goal.id].value, now)


def differs_from_sealed(project: Project, goal: ResolvedGoal, cube: Cube, as_of: date) -> bool:
    """Compare the baseline's rows up to the day of the lock with those that were sealed; not before that day."""
    seal = project.seal
    if seal is None or goal.id not in seal.baselines or as_of < date.fromisoformat(seal.locked_as_of):
        return False
    if lag_days(goal) and not sealed_when_mature(goal, date.fromisoformat(seal.locked_as_of)):
        return False  # what was open at the lock has ended since
    then = _as_sealed(project, goal, cube, date.fromisoformat(seal.locked_as_of)).observed
    return (digest(then) if then is not None else "") != seal.baselines[goal.id].digest


def _as_sealed(project: Project, goal: ResolvedGoal, cube: Cube, locked_as_of: date) -> Measured:
    return measure(project, goal, cube, goal.sample, locked_as_of)
