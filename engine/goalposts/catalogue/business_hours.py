"""Which goals count by the business hours of their project, and how these get into them."""

from __future__ import annotations

from attrs import evolve

from goalposts.expressions import Expression, asks_for_business_hours, names, with_business_hours
from goalposts.expressions.formula import parts
from goalposts.model import EventType, Kpi, Project, ResolvedGoal


def counts_by_business_hours(kpi: Kpi, variant: str, where: Expression | None = None) -> bool:
    """Say whether a KPI on a slice asks for business hours, itself or in a field of a fold that it reads."""
    formula = kpi.formulas[variant]
    if asks_for_business_hours(formula) or asks_for_business_hours(where):
        return True
    read = {kpi.at}.union(*map(names, parts(formula).values()), names(where) if where is not None else ())
    return any(
        asks_for_business_hours(event.fold.reducer(name))
        for event in kpi.reads(variant)
        if event.fold is not None
        for name in read | {event.time}
    )


def in_business_hours_of(project: Project, goal: ResolvedGoal) -> ResolvedGoal:
    """Put the business hours of the project into a goal, wherever it asks for them; the closed days go with them."""
    if project.business_hours is None:
        return goal
    hours = evolve(project.business_hours, closed=((shut.start, shut.end) for shut in project.closed))
    text = str(hours)
    over, also = _event_type(goal.kpi.over, text), tuple(_event_type(known, text) for known in goal.kpi.also)
    return evolve(
        goal,
        kpi=goal.kpi if (over, also) == (goal.kpi.over, goal.kpi.also) else evolve(goal.kpi, over=over, also=also),
        formula=with_business_hours(goal.formula, text),
        where=with_business_hours(goal.where, text),
        control=with_business_hours(goal.control, text),
        business_hours=text if counts_by_business_hours(goal.kpi, goal.variant, goal.where) else "",
    )


def _event_type(kind: EventType, hours: str) -> EventType:
    fold = kind.fold
    if fold is None or not any(map(asks_for_business_hours, fold.reducers.values())):
        return kind
    reducers = {name: with_business_hours(reducer, hours) for name, reducer in fold.reducers.items()}
    return evolve(kind, fold=evolve(fold, reducers=reducers))
