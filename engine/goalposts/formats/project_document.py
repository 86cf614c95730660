"""Writes a project as its canonical plain document: what is sealed, and what two versions are compared by.

Reading the document back gives an equal project: `project_from_mapping(document(p)) == p` but for file places.
Source locations are left out: new exports may arrive after the goals are sealed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from goalposts.expressions import BusinessHours, render
from goalposts.formats.benefit_shape import benefit_document
from goalposts.formats.kpi_document import kpi_document
from goalposts.formats.priority_shape import priority_document
from goalposts.formats.tree_shape import tree_document
from goalposts.model import (
    Baseline,
    DeclaredBaseline,
    FieldRule,
    Goal,
    Influence,
    PhaseDates,
    Project,
    Role,
    Rollout,
    Source,
    UnknownBaseline,
    Window,
)
from goalposts.model.promises import Step
from goalposts.model.source import LeaveOut


def document(project: Project) -> dict[str, Any]:
    """Return the project as plain mappings, lists, texts and numbers, without empty values."""
    written = _filled(
        goalposts=1,
        project=project.name,
        system=project.system,
        language=project.language,
        timezone=project.timezone,
        currency=project.currency,
        go_live=_day(project.go_live),
        baseline=_baseline(project.baseline),
        evaluation=_window(project.evaluation),
        closed=[_window(closed) for closed in project.closed],
        business_hours=_business_hours(project.business_hours),
        benefit=benefit_document(project.benefit) if project.benefit else None,
        tree=tree_document(project.tree) if project.tree else None,
        influences=_influences(project.influences),
        capacity=dict(project.capacity),
        blackouts=[_window(days) for days in project.blackouts],
        segments=list(project.segments),
        bridge={event_type: _window(days) for event_type, days in project.bridge.items()},
        control=render(project.control) if project.control else "",
        rollout=_rollout(project.rollout),
        units=project.units,
        phases=[phase_document(phase) for phase in project.phases],
        kpis=[kpi_document(kpi) for kpi in project.kpis],
        goals=[_goal(goal) for goal in project.goals],
    )
    return {**written, "data": _data(project.sources)}


def _filled(**values: Any) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value not in (None, "", [], {}, ())}


def _day(day: Any) -> str | None:
    return None if day is None else day.isoformat()


def _window(window: Window | None) -> dict[str, str] | None:
    return None if window is None else {"from": window.start.isoformat(), "to": window.end.isoformat()}


def _business_hours(hours: BusinessHours | None) -> dict[str, list[str]]:
    return {} if hours is None else {days: [str(span) for span in spans] for days, spans in hours.entries.items()}


def phase_document(phase: PhaseDates) -> dict[str, Any]:
    """Return a phase as plain values, without empty ones."""
    return _filled(
        name=phase.name,
        go_live=_day(phase.go_live),
        baseline=_baseline(phase.baseline),
        evaluation=_window(phase.evaluation),
    )


def _influences(influences: tuple[Influence, ...]) -> list[dict[str, str]]:
    return [_filled(name=one.name, **{"from": _day(one.start), "to": _day(one.end)}) for one in influences]


def _rollout(rollout: Rollout | None) -> dict[str, Any] | None:
    return None if rollout is None else {"by": rollout.by, "dates": {w: _day(d) for w, d in rollout.dates.items()}}


def _baseline(baseline: Baseline | None) -> Any:
    if isinstance(baseline, UnknownBaseline):
        return "unknown"
    if isinstance(baseline, DeclaredBaseline):
        return {"value": baseline.value, "source": baseline.source}
    return _window(baseline)


def _data(sources: tuple[Source, ...]) -> dict[str, Any]:
    event_types = dict.fromkeys(source.event_type for source in sources)
    return {kind: [_source(source) for source in sources if source.event_type == kind] for kind in event_types}


def _source(source: Source) -> dict[str, Any]:
    return _filled(
        name=source.name,
        **mapping_document(source),
        # which goals leave these days out is in their slice
        imported=[day.isoformat() for day in source.imported],
        **{"from": _day(source.start), "until": _day(source.end)},
        observed_until=_day(source.observed_until),
        # decides whether files may share rows, and nothing of what becomes of them
        same_rows=source.same_rows,
    )


def _leave_out(rule: LeaveOut) -> Any:
    if rule.condition is not None:
        return render(rule.condition)
    return {"column": rule.column, "contains": list(rule.contains)}


def mapping_document(source: Source) -> dict[str, Any]:
    """Return how a source's rows become events: the part of a recipe that the source decides."""
    currency = source.currency
    return _filled(
        format=source.format,
        encoding="" if source.encoding == "utf-8" else source.encoding,
        delimiter="tab" if source.delimiter == "\t" else source.delimiter,
        decimal="" if source.decimal == "." else source.decimal,
        quote=source.quote,
        escape=source.escape,
        footer=source.footer or None,
        thousands=source.thousands,
        nulls=list(source.nulls),
        header=source.header,
        sheet=source.sheet,
        totals=source.totals,
        fill_down=list(source.fill_down),
        records=source.records,
        query=source.query,
        timezone=source.timezone,
        where=render(source.where) if source.where else "",
        leave_out={name: _leave_out(rule) for name, rule in source.leave_out.items()},
        dedupe=list(source.dedupe),
        dedupe_by=source.dedupe_by,
        fields=_rules(source.fields),
        dimensions=_rules(source.dimensions),
        currency=_filled(column=currency.column, code=currency.code, rates=currency.rates) if currency else None,
        readings={
            column: _filled(kpi=reading.kpi, weight=reading.weight, unit=reading.unit, variant=reading.variant)
            for column, reading in source.readings.items()
        },
    )


def _rules(rules: Mapping[str, FieldRule]) -> dict[str, Any]:
    return {
        name: _filled(
            columns=list(rule.columns),
            any_of=[way[0] if len(way) == 1 else list(way) for way in rule.any_of],
            constant=rule.constant,
            values=dict(rule.values) if rule.values else None,
            unit=rule.unit,
            format=list(rule.formats) if rule.other_formats else rule.format,
            nulls=list(rule.nulls),
            null_as=rule.null_as,
            start=_day(rule.start),
            expression=render(rule.expression) if rule.expression else "",
        )
        for name, rule in rules.items()
    }


def _step(step: Step) -> dict[str, Any]:
    return _filled(by=_day(step.by), target=step.target.text, tolerance=str(step.tolerance) if step.tolerance else "")


def _goal(goal: Goal) -> dict[str, Any]:
    written = _filled(
        id=goal.id,
        role="" if goal.role is Role.GOAL else goal.role.value,
        kpi=goal.kpi,
        statement=goal.statement,
        purpose=goal.purpose,
        variant=goal.variant,
        where=render(goal.where) if goal.where else "",
        target=goal.target.text if goal.target else "",
        path=[_step(step) for step in goal.path],
        sustain=str(goal.sustain) if goal.sustain else "",
        margin=str(goal.margin) if goal.margin else "",
        deadline=_day(goal.deadline),
        owner=goal.owner,
        why=goal.why,
        lever=goal.lever,
        must=goal.must or None,
        weight=None if goal.weight == 1 else goal.weight,
        priority=priority_document(goal.priority),
        work=dict(goal.work),
        after=list(goal.after),
        phase=goal.phase,
        go_live=_day(goal.go_live),
        baseline=_baseline(goal.baseline),
        evaluation=_window(goal.evaluation),
        control=render(goal.control) if goal.control else "",
        rollout=_rollout(goal.rollout),
        units=goal.units,
    )
    params = {key: str(quantity) for key, quantity in goal.params.items()}
    guardrails = {} if goal.guardrails is None else {"guardrails": list(goal.guardrails)}
    influences = {} if goal.influences is None else {"influences": _influences(goal.influences)}
    return {**written, **({"with": params} if params else {}), **guardrails, **influences}
