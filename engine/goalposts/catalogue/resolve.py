"""Resolves the names in goals: KPI, variant, parameters, fields; and the dimensions to report by.

`check` shows what does not resolve as findings of the engine's rules; everything else refuses to go on with it.
"""

from __future__ import annotations

from goalposts.catalogue.business_hours import counts_by_business_hours, in_business_hours_of
from goalposts.catalogue.comparison import compared, unusable_comparison
from goalposts.catalogue.dimensions import unknown_dimensions
from goalposts.catalogue.imports import without_imports
from goalposts.catalogue.older_events import with_older_events
from goalposts.catalogue.problems import Problem, problems_of, unknown_event_types
from goalposts.catalogue.reading_problems import unknown_readings
from goalposts.errors import InputError
from goalposts.expressions import Expression
from goalposts.model import UNNAMED, Direction, Goal, Kpi, Project, ResolvedGoal, Role


def resolve(project: Project) -> tuple[ResolvedGoal, ...]:
    """Resolve every goal, then add the guardrail KPIs that are measured automatically, as shadows.

    Raises:
        InputError: the first name that is unknown, with its place.
    """
    for problem in (*unknown_event_types(project), *unknown_readings(project)):
        raise _refused(problem)
    resolved = []
    for goal in project.goals:
        for problem in problems_of(project, goal):
            raise _refused(problem)
        resolved.append(_resolved(project, goal))
    for problem in (*unknown_dimensions(project), *unusable_comparison(project, tuple(resolved))):
        raise _refused(problem)
    return tuple(_completed(project, goal) for goal in (*resolved, *_shadows(project, resolved)))


def resolvable(project: Project) -> tuple[ResolvedGoal, ...]:
    """Resolve the goals without problems and leave out the others."""
    clean = (goal for goal in project.goals if not any(problems_of(project, goal)))
    return tuple(_completed(project, _resolved(project, goal)) for goal in clean)


def _completed(project: Project, goal: ResolvedGoal) -> ResolvedGoal:
    whole = without_imports(project, compared(project, goal))
    return in_business_hours_of(project, with_older_events(project, whole))


def measurable_guardrails(project: Project) -> dict[str, Kpi]:
    """The KPIs that can be measured beside a goal: of those by business hours none, where the project has none."""
    return {
        name: kpi
        for name, kpi in project.catalogue.kpis.items()
        if project.business_hours is not None or not counts_by_business_hours(kpi, kpi.default)
    }


def _refused(problem: Problem) -> InputError:
    remark = problem.remark
    place = f"{remark.place}: {remark.place.path}" if remark.place.line else remark.place.path
    return InputError(remark.message, place, remark.hint)


def _resolved(project: Project, goal: Goal) -> ResolvedGoal:
    kpi = project.catalogue.kpis[goal.kpi]
    variant = goal.variant or kpi.default
    direction = goal.target.direction(kpi.direction) if goal.target else kpi.direction
    return ResolvedGoal(
        goal=goal,
        kpi=kpi,
        variant=variant,
        formula=kpi.formulas[variant],
        params={**kpi.params, **goal.params},
        where=goal.where,
        direction=direction,
        evaluation=project.window_of(goal),
        baseline=project.baseline_of(goal),
        go_live=project.go_live_of(goal),
        margin=goal.margin.in_base_unit if goal.margin else None,
        margin_is_relative=goal.margin is not None and goal.margin.unit == "%",
    )


def _shadows(project: Project, resolved: list[ResolvedGoal]) -> tuple[ResolvedGoal, ...]:
    """Measure the declared guardrails of every goal that no goal of the file measures on the same rows.

    Goals that ask for one guardrail on different rows get it on all rows, and so do goals whose slice the
    guardrail's own events do not know.
    """
    stated = {(goal.kpi.id, goal.where) for goal in resolved}
    taken = {goal.id for goal in resolved}
    kpis = measurable_guardrails(project)
    askers: dict[str, list[ResolvedGoal]] = {}
    for goal in resolved:
        if goal.role is Role.GOAL:
            wanted = goal.kpi.guardrails if goal.goal.guardrails is None else goal.goal.guardrails
            for kpi_id in wanted:
                if kpi_id in kpis and kpi_id not in taken and (kpi_id, goal.where) not in stated:
                    askers.setdefault(kpi_id, []).append(goal)
    return tuple(_shadow(goals, kpis[kpi_id], _slice(goals, kpis[kpi_id])) for kpi_id, goals in askers.items())


def _slice(goals: list[ResolvedGoal], guardrail: Kpi) -> Expression | None:
    """The slice that all askers share, if it is of the guardrail's own events."""
    slices = {goal.where for goal in goals}
    return goals[0].where if len(slices) == 1 and goals[0].kpi.over.id == guardrail.over.id else None


def _shadow(askers: list[ResolvedGoal], kpi: Kpi, where: Expression | None) -> ResolvedGoal:
    of, comparisons = askers[0], [(goal.goal.control, goal.goal.rollout) for goal in askers]
    control, rollout = comparisons[0] if all(other == comparisons[0] for other in comparisons) else (None, None)
    goal = Goal(id=kpi.id, role=Role.SHADOW, kpi=kpi.id, where=where, weight=0.0, control=control, rollout=rollout)
    direction = kpi.direction if kpi.direction is not Direction.BAND else Direction.NONE
    return ResolvedGoal(
        goal=goal,
        kpi=kpi,
        variant=kpi.default or UNNAMED,
        formula=kpi.formulas[kpi.default],
        params=kpi.params,
        where=where,
        direction=direction,
        evaluation=of.evaluation,
        baseline=of.baseline,
        go_live=of.go_live,
    )
