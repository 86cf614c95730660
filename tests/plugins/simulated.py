"""Simulated streams of a domain, scored in memory: every KPI that the truth knows, each with its own figures."""

from __future__ import annotations

from typing import Any

import goalposts as gp
from goalposts.expressions import ValueType
from goalposts.formats.scalars import read_target
from goalposts.simulating import simulate

CATALOGUE = gp.load_catalogue()


def model(name):
    return CATALOGUE.stream_models[name]


def plan_of(name, *changes, **settings):
    """A plan with changes written as on the command line: `KPI=-10%` or `KPI@branch=+5pp`."""
    built = []
    for text in changes:
        about, _, change = text.partition("=")
        kpi, _, branch = about.partition("@")
        built.append(gp.BuiltInChange(kpi, read_target(change), branch))
    settings.setdefault("follow_up_days", model(name).follow_up_days)
    return gp.SimulationPlan(changes=built, **settings)


def simulated(name, *changes, **settings):
    return simulate(model(name), plan_of(name, *changes, **settings))


def mapping(event_type, table):
    """What a project says of a stream in memory."""
    durations = [f.id for f in CATALOGUE.event_types[event_type].fields if f.type is ValueType.DURATION]
    fields = {name: {"column": name, "unit": "s"} for name in durations if name in table.column_names}
    return {"timezone": "UTC", "dimensions": {"branch": "branch"}, "fields": fields}


def document(streams, goals, **changes):
    """The project of some streams, as a document."""
    plan = streams.plan
    shut = [
        {"from": f"{year}-01-01", "to": f"{year}-01-09"} for year in range(plan.start.year + 1, plan.until.year + 1)
    ]
    document: dict[str, Any] = {
        "goalposts": 1,
        "project": "Simulated",
        "timezone": "UTC",
        "currency": "EUR",
        "go_live": plan.go_live.isoformat(),
        "baseline": {"from": plan.baseline.start.isoformat(), "to": plan.baseline.end.isoformat()},
        "evaluation": {"from": plan.evaluation.start.isoformat(), "to": plan.evaluation.end.isoformat()},
        "closed": shut,
        "data": {event_type: mapping(event_type, table) for event_type, table in streams.tables.items()},
        "goals": goals,
    }
    return {**document, **changes}


def goal_of(true, role="shadow", **keys):
    """A goal that asks for a true value."""
    where = {"where": f'branch == "{true.branch}"'} if true.branch else {}
    variant = {"variant": true.variant} if true.variant else {}
    name = "-".join(part for part in (true.kpi, true.variant, true.branch) if part).replace(".", "-")
    asked = {"id": name.replace("_", "-").lower(), "role": role, "kpi": true.kpi, "guardrails": []}
    return {**asked, **variant, **where, **keys}


def scored(streams, goals, **changes):
    project = gp.project(document(streams, goals, **changes), CATALOGUE)
    return gp.score(project, dict(streams.tables), as_of=streams.plan.until)
