"""Scores what a plugin simulates, and compares with the truth that it promises."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from goalposts.expressions import ValueType
from goalposts.formats import project_from_mapping
from goalposts.model.stream_model import BRANCH, SimulationPlan
from goalposts.simulating import simulate
from goalposts.testing.stream_model_check import stream_model_breaches

if TYPE_CHECKING:
    from goalposts.model import Catalogue, Domain, Kpi, StreamModel
    from goalposts.model.scorecard import Scorecard
    from goalposts.model.stream_model import SimulatedStreams, TrueValue
    from goalposts.model.window_value import WindowValue

_STANDARD_ERRORS: Final = 6.0
"""A model that is right is outside once in a hundred million; the seed is fixed."""
_COARSEST: Final = 0.02
"""Relative: a quantile is read to 1 %, times to event come in whole days."""
BUSINESS_HOURS: Final = {"mon-fri": "09:00-18:00"}
"""By which KPIs are scored that count by business hours."""
_FAR: Final = 0.5
"""Relative: where a value has neither an interval nor a known scatter."""


def truth_breaches(model: StreamModel, domain: Domain, catalogue: Catalogue) -> Iterator[str]:
    """Yield the KPIs whose score of the drawn streams is far from what the model says apart from them.

    A model that draws no proper events is not scored: the check of its streams tells why.
    """
    from goalposts.api import score

    if any(stream_model_breaches(model, domain, catalogue)):
        return

    plan = SimulationPlan(
        seed=7, baseline_days=168, ramp_up_days=14, evaluation_days=112, luck=0.0,
        size=0.25,
        follow_up_days=model.follow_up_days,
    )  # fmt: skip
    streams = simulate(model, plan)
    known = [true for true in streams.truth if not true.branch]
    project = project_from_mapping(_document(streams, known, catalogue), catalogue)
    card = score(project, dict(streams.tables), as_of=plan.until)
    if refused := tuple(_refused(card)):
        yield from refused
        return
    for number, true in enumerate(known):
        result = card.find(f"k{number}")
        kpi = catalogue.kpis[true.kpi]
        for days, value, expected in (
            ("before", result.baseline, true.before),
            ("after", result.evaluation, true.after),
        ):
            if expected is not None and (value is None or value.value is None or _is_far(value, expected, kpi)):
                label = f"'{true.kpi}'" + (f" as '{true.variant}'" if true.variant else "")
                scored = None if value is None else value.value
                yield f"{label} {days} the go-live: it promises {expected:.6g}, its events score {scored}"


def _refused(card: Scorecard) -> Iterator[str]:
    """Of what no row is an event there is nothing to score: columns of another kind than the fields, mostly."""
    for stream in card.streams:
        if stream.rows and not stream.accepted:
            for detail in stream.details[:1]:
                shown = f"{detail.field}: {detail.reason}, such as {detail.value!r}"
                kind = stream.event_type
                yield f"{kind}: no row is an event; {shown}; make columns by times(), numbers(), words(), ids()"


def _is_far(value: WindowValue, expected: float, kpi: Kpi) -> bool:
    """Further off than six standard errors, as the interval, or the scatter of a share, says."""
    distance = abs((value.value or 0.0) - expected) - _COARSEST * abs(expected)
    if value.low is not None and value.high is not None:
        return distance > (value.high - value.low) * _STANDARD_ERRORS / 4
    if kpi.unit == "%" and 0 <= expected <= 1:
        return distance > _STANDARD_ERRORS * math.sqrt(expected * (1 - expected) / max(value.n, 1))
    return distance > _FAR * abs(expected)


def _document(streams: SimulatedStreams, known: list[TrueValue], catalogue: Catalogue) -> dict[str, Any]:
    plan = streams.plan
    years = range(plan.start.year + 1, plan.until.year + 1)
    return {
        "goalposts": 1,
        "project": "Trial of a simulator",
        "timezone": "UTC",
        "currency": "EUR",
        "go_live": plan.go_live.isoformat(),
        "baseline": {"from": plan.baseline.start.isoformat(), "to": plan.baseline.end.isoformat()},
        "evaluation": {"from": plan.evaluation.start.isoformat(), "to": plan.evaluation.end.isoformat()},
        "closed": [{"from": f"{year}-01-01", "to": f"{year}-01-09"} for year in years],
        "business_hours": BUSINESS_HOURS,
        "data": {name: _source(name, table, catalogue) for name, table in streams.tables.items()},
        "goals": [_goal(number, true) for number, true in enumerate(known)],
    }


def _source(name: str, table: Any, catalogue: Catalogue) -> dict[str, Any]:
    durations = [field.id for field in catalogue.event_types[name].fields if field.type is ValueType.DURATION]
    fields = {field: {"column": field, "unit": "s"} for field in durations if field in table.column_names}
    return {"source": name, "timezone": "UTC", "dimensions": {BRANCH: BRANCH}, "fields": fields}


def _goal(number: int, true: TrueValue) -> dict[str, Any]:
    variant = {"variant": true.variant} if true.variant else {}
    return {"id": f"k{number}", "role": "shadow", "kpi": true.kpi, "guardrails": [], **variant}
