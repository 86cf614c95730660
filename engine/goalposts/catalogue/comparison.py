"""What a goal is compared with: the rows that the rollout did not reach, and the dimension that tells them apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from attrs import evolve

from goalposts.catalogue.dimensions import dimensions_of
from goalposts.catalogue.problems import Problem, condition_faults
from goalposts.expressions import And, Expression, names
from goalposts.expressions.nodes import Among, Name, Not, Words
from goalposts.locale import Text

if TYPE_CHECKING:
    from datetime import date

    from goalposts.model import Project, ResolvedGoal, Rollout


_NO_UNITS: Final = Text(
    en="nothing can be compared by the units '{name}'", ru="по единицам «{name}» ничего не сравнить"
)
_NEEDS_PARTS: Final = Text(
    en="name a dimension of the goal's events, such as agents; with `control` one that lies within the one that it "
    "looks at, such as agents in branches",
    ru="укажите измерение событий цели, например сотрудников; если есть `control`, то внутри его измерения: например, "
    "сотрудников в филиалах",
)


def compared(project: Project, goal: ResolvedGoal) -> ResolvedGoal:
    """Leave the control rows out of a goal, and keep what they are.

    A comparison that the goal's events do not know stays out of it; the scorecard says so.
    """
    control, rollout = project.comparison_of(goal.goal)
    condition = control if rollout is None else _not_reached(rollout, goal.evaluation.end)
    if condition is None:
        return evolve(goal, units=_units(project, goal, ""))
    if any(True for _ in _faults(project, goal, condition)):
        return goal
    reached = Not(condition) if rollout is None else _reached(rollout, goal.evaluation.end)
    dimension = _dimension(project, goal, condition)
    return evolve(
        goal,
        where=both(goal.where, reached),
        control=both(goal.where, condition),
        rollout=rollout,
        compared_by=dimension,
        units=_units(project, goal, dimension) if dimension else "",
    )


def _reached(rollout: Rollout, day: date) -> Among:
    """The rows that a rollout in waves reaches before a day; those that it ever reaches, if it has reached none."""
    return Among(Name(rollout.by), tuple(map(Words, rollout.reached_before(day) or rollout.dates)))


def _not_reached(rollout: Rollout, day: date) -> Among:
    return evolve(_reached(rollout, day), negated=True)


def unusable_comparison(project: Project, goals: tuple[ResolvedGoal, ...]) -> Iterator[Problem]:
    """Find a comparison of the project that none of the goals without their own can use."""
    yield from _unusable_units(project, goals)
    asking = [goal for goal in goals if goal.goal.control is None and goal.goal.rollout is None]
    if not asking or (project.control is None and project.rollout is None):
        return
    if all(compared(project, goal).control is None for goal in asking):
        key, goal = "control" if project.rollout is None else "rollout", asking[0]
        rollout = project.rollout
        condition = project.control if rollout is None else _not_reached(rollout, goal.evaluation.end)
        assert condition is not None
        message = next(_faults(project, goal, condition)).remark.message
        yield Problem("unknown-dimension", project.finding(message, at=key))


def _unusable_units(project: Project, goals: tuple[ResolvedGoal, ...]) -> Iterator[Problem]:
    """Find units, of the project or of a goal, by which nothing can be compared."""
    if project.units and not any(compared(project, goal).units for goal in goals):
        yield Problem(
            "unknown-dimension", project.finding(_NO_UNITS.fill(name=project.units), hint=_NEEDS_PARTS, at="units")
        )
    for goal in goals:
        if goal.goal.units and not compared(project, goal).units:
            yield Problem(
                "unknown-dimension",
                goal.goal.finding(_NO_UNITS.fill(name=goal.goal.units), hint=_NEEDS_PARTS, at="units"),
            )


def _faults(project: Project, goal: ResolvedGoal, condition: Expression) -> Iterator[Problem]:
    for read in goal.kpi.reads(goal.variant):
        yield from condition_faults(project, goal.goal, condition, read, "control")


def _dimension(project: Project, goal: ResolvedGoal, condition: Expression) -> str:
    """The one dimension by whose words the condition decides; empty where it looks at more, or at no words."""
    asked = names(condition)
    (known, *others) = [dimensions_of(project, read) for read in goal.kpi.reads(goal.variant)]
    return next(iter(asked)) if not others and len(asked) == 1 and asked <= known else ""


def _units(project: Project, goal: ResolvedGoal, parts: str) -> str:
    """The dimension of the units, within the parts if there are any; empty where the events have no such units."""
    units = project.units_of(goal.goal)
    known = dimensions_of(project, goal.kpi.over)
    return units if units != parts and units in known else ""


def both(where: Expression | None, condition: Expression) -> Expression:
    """A slice and one more condition."""
    if where is None:
        return condition
    terms = where.terms if isinstance(where, And) else (where,)
    return And((*terms, *(condition.terms if isinstance(condition, And) else (condition,))))
