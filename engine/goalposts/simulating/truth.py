"""The truth of a simulated rollout as a document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from goalposts.model.stream_model import SimulatedStreams
    from goalposts.model.windows import Window

SCHEMA: Final = "goalposts/truth/1"


def truth_document(streams: SimulatedStreams) -> dict[str, Any]:
    """Return the JSON form: what was built in, and the true value of every KPI; shares are fractions.

    Values are rounded to 12 significant digits, as those of a scorecard are.
    """
    plan = streams.plan
    return {
        "schema": SCHEMA,
        "model": streams.model.id,
        "seed": plan.seed,
        "go_live": {name: plan.go_live_of(number).isoformat() for number, name in enumerate(plan.branches)},
        "baseline": _window(plan.baseline),
        "evaluation": _window(plan.evaluation),
        "as_of": plan.until.isoformat(),
        "new_instrument": sorted(streams.model.renewable) if plan.new_instrument else [],
        "changes": [
            {"kpi": built.kpi, "change": built.change.text, "branch": built.branch or None} for built in plan.changes
        ],
        "rows": {event_type: table.num_rows for event_type, table in streams.tables.items()},
        "values": [
            {
                "kpi": true.kpi,
                "variant": true.variant,
                "branch": true.branch or None,
                "before": _rounded(true.before),
                "after": _rounded(true.after),
                "without": _rounded(true.without),
            }
            for true in streams.truth
        ],
    }


def _window(window: Window) -> dict[str, str]:
    return {"from": window.start.isoformat(), "to": window.end.isoformat()}


def _rounded(value: float | None) -> float | None:
    return None if value is None else float(f"{value:.12g}")
