"""Rollouts of whole departments, drawn by the models of the domains and scored by the product, that do nothing.

Not one KPI by itself, as elsewhere here, but every KPI and variant that the streams of a domain feed, whether or not
the model knows its true value: where nothing was done, every claim is wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, Final

import goalposts as gp
from attrs import frozen
from goalposts.expressions import ValueType
from goalposts.model import Catalogue, EventType, Kpi
from goalposts.model.scorecard import Scorecard
from goalposts.model.stream_model import SimulatedStreams
from goalposts.simulating import simulate

SIZES: Final = {"contact_center": 0.3, "sales": 0.5, "marketing": 0.3}
"""Some 100 events a day of the main stream: enough for a mean, few enough for a hundred rollouts in minutes."""
MARGIN: Final = "1%"
"""Of a guardrail: so narrow that it is as good as none."""


@cache
def catalogue() -> Catalogue:
    """Load what is installed, once."""
    return gp.load_catalogue()


def plan(domain: str, **settings: Any) -> gp.SimulationPlan:
    """Make a plan that is followed as long as the KPIs of the domain take to ripen."""
    settings.setdefault("follow_up_days", catalogue().stream_models[domain].follow_up_days)
    return gp.SimulationPlan(**settings)


def project_of(streams: SimulatedStreams, goals: Sequence[dict[str, Any]], **changes: Any) -> dict[str, Any]:
    """Give the document of a project that scores simulated streams."""
    windows = streams.plan
    years = range(windows.start.year + 1, windows.until.year + 1)
    document: dict[str, Any] = {
        "goalposts": 1,
        "project": "Simulated",
        "timezone": "UTC",
        "currency": "EUR",
        "go_live": windows.go_live.isoformat(),
        "baseline": {"from": windows.baseline.start.isoformat(), "to": windows.baseline.end.isoformat()},
        "evaluation": {"from": windows.evaluation.start.isoformat(), "to": windows.evaluation.end.isoformat()},
        "closed": [{"from": f"{year}-01-01", "to": f"{year}-01-09"} for year in years],
        "business_hours": {"mon-fri": "09:00-18:00"},
        "data": {name: _mapping(catalogue().event_types[name], table) for name, table in streams.tables.items()},
        "goals": list(goals),
    }
    return {**document, **changes}


def scored(streams: SimulatedStreams, goals: Sequence[dict[str, Any]], **changes: Any) -> Scorecard:
    """Score simulated streams, as a user does."""
    project = gp.project(project_of(streams, goals, **changes), catalogue())
    return gp.score(project, dict(streams.tables), as_of=streams.plan.until)


def fed(streams: SimulatedStreams) -> list[tuple[Kpi, str]]:
    """Name every KPI of the domain with its variants that the streams can give."""
    return [
        (kpi, variant)
        for kpi in catalogue().kpis.values()
        if kpi.id.startswith(f"{streams.model.id}.")
        for variant in kpi.formulas
        if all(_is_drawn(read, streams) for read in kpi.reads(variant))
    ]


@frozen
class Judged:
    """What was said of one KPI of one rollout.

    Attributes:
        state: of the goal.
        is_measured: whether there is an interval, which alone can claim something.
        leaves_zero_out: whether the interval says that something changed.
        guardrail: the state as a guardrail; None of all but the default variant.
    """

    kpi: str
    variant: str
    state: str
    is_measured: bool
    leaves_zero_out: bool
    guardrail: str | None


@cache
def judged(domain: str, seed: int, evaluation_days: int | None = None) -> tuple[Judged, ...]:
    """Draw a rollout without effect, and judge every KPI that it feeds by itself, whatever becomes of the others."""
    settings = {} if evaluation_days is None else {"evaluation_days": evaluation_days}
    model = catalogue().stream_models[domain]
    streams = simulate(model, plan(domain, seed=seed, size=SIZES[domain], **settings))
    known = fed(streams)
    guarded = [kpi for kpi, variant in known if variant == kpi.default]
    card = scored(
        streams,
        [
            *(asked(kpi, variant, "goal", target=promise(kpi)) for kpi, variant in known),
            *(asked(kpi, kpi.default, "guardrail", margin=MARGIN) for kpi in guarded),
        ],
    )
    return tuple(_judged(card, kpi, variant) for kpi, variant in known)


def _judged(card: Scorecard, kpi: Kpi, variant: str) -> Judged:
    goal = card.find(name_of(kpi, variant, "goal"))
    low, high = goal.change.low, goal.change.high
    guardrail = card.find(name_of(kpi, variant, "guardrail")).state if variant == kpi.default else None
    claims = low is not None and high is not None and not low <= 0 <= high
    return Judged(kpi.id, variant, goal.state, low is not None, claims, guardrail)


def promise(kpi: Kpi) -> str:
    """Give a promise of a tenth in the good direction."""
    return "-10%" if kpi.direction is gp.DOWN else "+10%"


def asked(kpi: Kpi, variant: str, role: str, slice_name: str = "", **keys: Any) -> dict[str, Any]:
    """Give a goal of a project file; `slice_name` tells goals of one KPI on several slices apart."""
    named = {"variant": variant} if variant else {}
    return {
        "id": name_of(kpi, variant, role, slice_name),
        "role": role,
        "kpi": kpi.id,
        "guardrails": [],
        **named,
        **keys,
    }


def name_of(kpi: Kpi, variant: str, role: str, slice_name: str = "") -> str:
    """Name such a goal."""
    parts = (kpi.id, variant, slice_name, role)
    return "-".join(part for part in parts if part).replace(".", "-").replace("_", "-").lower()


def _is_drawn(event_type: EventType, streams: SimulatedStreams) -> bool:
    origins = [origin.id for origin in event_type.origins] or [event_type.id]
    return all(origin in streams.tables for origin in origins)


def _mapping(event_type: EventType, table: Any) -> dict[str, Any]:
    """Give what a project says of a stream in memory: durations are in seconds."""
    durations = [known.id for known in event_type.fields if known.type is ValueType.DURATION]
    fields = {name: {"column": name, "unit": "s"} for name in durations if name in table.column_names}
    return {"timezone": "UTC", "dimensions": {"branch": "branch"}, "fields": fields}
