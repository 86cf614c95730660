"""Goals that were amended after sealing are judged as they were sealed first, too."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from goalposts.catalogue import resolve
from goalposts.errors import GoalpostsError
from goalposts.locale import Text
from goalposts.model import Project
from goalposts.model.scorecard import GoalScore, Original, Reason, Series
from goalposts.sealing.amending import as_first_sealed, changes_since_first

if TYPE_CHECKING:
    from datetime import date

    from goalposts.model import ResolvedGoal
    from goalposts.model.provenance import Engine
    from goalposts.scoring import Cube


@frozen
class First:
    """A project as it was sealed first, and its goals; or why they cannot be judged any more."""

    project: Project
    goals: tuple[ResolvedGoal, ...]
    reason: Reason | None = None


def first_sealed(project: Project) -> First | None:
    """Find what was sealed first; None unless goals were amended since."""
    try:
        first = as_first_sealed(project)
        return None if first is None else First(first, resolve(first))
    except GoalpostsError as error:
        return First(project, (), Reason("original_not_scored", _UNKNOWN.fill(why=str(error))))


def original_of(
    first: First, project: Project, cube: Cube, as_of: date, engine: Engine, heed: Callable[[], None]
) -> Original:
    """Judge the first goals by the data of the amended ones."""
    from goalposts.api.covering import demand_cover
    from goalposts.sealing import lock_state
    from goalposts.verdict.scorecard import scorecard

    sealed, reason = _day(project), first.reason
    changes = tuple(changes_since_first(project))
    if reason is None:
        try:
            demand_cover(first.project, first.goals, cube, as_of)
        except GoalpostsError:
            reason = Reason("original_not_scored", _NOT_COVERED)
    if reason is not None:
        return Original(sealed, None, changes=changes, reason=reason)
    card = scorecard(first.project, first.goals, cube, as_of, lock_state(first.project), engine, heed)
    return Original(sealed, card.project, tuple(map(_short, card.goals)), changes)


def _day(project: Project) -> str:
    assert project.seal is not None
    return str(project.seal.amendments[0].sealed.get("locked_as_of", ""))


def _short(goal: GoalScore) -> GoalScore:
    return evolve(goal, series=Series(), segments=(), trace=None, follow_up=None, chain=(), spread=None)


_UNKNOWN = Text(
    en="the goals as first sealed cannot be read any more: {why}",
    ru="первоначально зафиксированные цели больше не читаются: {why}",
)
_NOT_COVERED = Text(
    en="the goals as first sealed need other days or rows than these data hold",
    ru="для первоначально зафиксированных целей нужны другие дни или строки, чем есть в этих данных",
)
