"""What each goal would move at the top of the project's tree, as far as the baselines tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from goalposts.locale import Text
from goalposts.model import Estimate, Role
from goalposts.model.kpi_tree import KpiTree, Lever, Leverage
from goalposts.priorities.drawing import DRAWS, column, span_of
from goalposts.priorities.kpi_tree import Reckoned, reckon
from goalposts.verdict.better_segments import better_segments
from goalposts.verdict.credit import SHARES
from goalposts.verdict.promise import promise_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from goalposts.model import BaselineFacts, Project, ResolvedGoal
    from goalposts.scoring import Cube

_BY_ZERO: Final = Text(en="a formula divides by zero", ru="в формуле деление на ноль")
_BY_ZERO_IN_RANGE: Final = Text(
    en="within its ranges a formula divides by zero", ru="внутри диапазонов в формуле деление на ноль"
)
_NOTHING_IN_RANGE: Final = Text(
    en="within its ranges its top '{top}' may well be nothing or less, and there is no per cent of that",
    ru="внутри диапазонов вершина «{top}» может опуститься до нуля и ниже, и проценты от неё не посчитать",
)
_NOTHING: Final = Text(
    en="its top '{top}' is {value}, and there is no per cent of that",
    ru="вершина «{top}» равна {value}, и проценты от неё не посчитать",
)


def leverage(
    project: Project,
    goals: Sequence[ResolvedGoal],
    facts: Mapping[str, BaselineFacts],
    cube: Cube | None,
    as_of: date,
) -> Leverage | None:
    """Fill the project's tree with baselines; None without a tree.

    Args:
        project: as loaded.
        goals: those that measure its parts, at least.
        facts: what the baseline says of them.
        cube: for the segments; None without data.
        as_of: nothing from this day on is looked at.
    """
    tree = project.tree
    if tree is None:
        return None
    measuring = measuring_goals(tree, goals)
    values = {
        name: value
        for name, goal in measuring.items()
        if (known := facts.get(goal.id)) and (value := known.value) is not None
    }
    top = tree.tops[0]
    missing = tuple(name for name in tree.measured if name not in values)
    if missing:
        return Leverage(top, missing=missing)
    try:
        found = reckon(tree, values)
    except ZeroDivisionError:
        return Leverage(top, why_not=_BY_ZERO)
    if found.value <= 0:
        return Leverage(top, why_not=_NOTHING.fill(top=top, value=f"{found.value:g}"))
    try:
        drawn = _drawn(tree, values)
    except ZeroDivisionError:
        return Leverage(top, why_not=_BY_ZERO_IN_RANGE)
    tops = tuple(each.value for each in drawn)
    if tops and (not all(tops) or span_of(tops)[0] <= 0):
        return Leverage(top, why_not=_NOTHING_IN_RANGE.fill(top=top))
    promising = {name: goal for name, goal in measuring.items() if goal.role is Role.GOAL}
    levers = tuple(_levers(project, promising, values, found, drawn, cube, as_of))
    return Leverage(top, found.value, levers, drawn=tops)


def _drawn(tree: KpiTree, values: Mapping[str, float]) -> list[Reckoned]:
    """The tree reckoned once for every draw of its ranges, the same one for all goals."""
    if not tree.ranges:
        return []
    columns = {name: column("tree", name, part.estimate) for name, part in tree.ranges.items()}
    return [reckon(tree, values, {name: numbers[index] for name, numbers in columns.items()}) for index in range(DRAWS)]


def measuring_goals(tree: KpiTree, goals: Sequence[ResolvedGoal]) -> dict[str, ResolvedGoal]:
    """The goal that measures each measured part, by the name of the part."""
    return {
        name: goal
        for name, part in tree.measured.items()
        for goal in goals
        if (goal.id == part.goal if part.goal else goal.kpi.id == part.kpi)
    }


def _levers(
    project: Project,
    goals: Mapping[str, ResolvedGoal],
    values: Mapping[str, float],
    found: Reckoned,
    drawn: Sequence[Reckoned],
    cube: Cube | None,
    as_of: date,
) -> Iterator[Lever]:
    for name, goal in goals.items():
        value, promise = values[name], promise_of(goal, values[name])
        sign = promise.sign or 1
        elasticity, *elasticities = (
            sign * each.slopes.get(name, 0.0) * abs(value) / each.value for each in (found, *drawn)
        )
        promised = None if promise.line is None or not value else (promise.distance or 0.0) / abs(value)
        feasible = tuple(_feasible(project, goal, promised, sign, cube, as_of))
        change, limit, dimension = min(feasible, default=(None, "", ""))
        credit = 1.0 if goal.control is not None else SHARES[goal.kpi.attributability]
        yield Lever(goal.id, name, value, elasticity, change, promised, limit, dimension, credit, tuple(elasticities))


def _feasible(
    project: Project, goal: ResolvedGoal, promised: float | None, sign: int, cube: Cube | None, as_of: date
) -> Iterator[tuple[float, str, str]]:
    """What may be expected, by what: what its owner says, or the promise, the better segments, what others saw."""
    if (stated := goal.goal.priority.get("change")) is not None:
        yield Estimate.of(stated).likely, "", ""
        return
    if promised is None:
        return
    yield promised, "", ""
    if (most := project.catalogue.first_year.get(goal.kpi.id)) is not None:
        yield most, "published", ""
    better = None if cube is None else better_segments(project, goal, cube, sign, as_of)
    if better is not None:
        yield better.share, "segment", better.dimension
