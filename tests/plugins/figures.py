"""The KPIs of a domain over tables small enough to reckon by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import goalposts as gp


def moment(day, hours=12.0):
    """A time on a day of 2026 counted from 1 January, which is day 0."""
    return (datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=day, hours=hours)).isoformat()


def columns(names, rows):
    """Rows as a table of columns."""
    return {name: [row[place] for row in rows] for place, name in enumerate(names)}


def figures(catalogue, tables, kpis, **how):
    """The value of every KPI and variant over January; None where it cannot be computed."""
    return {key: window.value for key, window in windows(catalogue, tables, kpis, **how).items()}


def windows(catalogue, tables, kpis, **how):
    """What is seen of every KPI and variant in January."""
    card = scored(catalogue, tables, kpis, **how)
    return {key: card.find(f"g{place}").evaluation for place, key in enumerate(kpis)}


def scored(catalogue, tables, kpis, *, end=date(2026, 2, 1), as_of=date(2026, 8, 1), document=None, **more):
    """The scorecard of every KPI and variant over January, as goals g0, g1, ..."""
    project = gp.project(
        {
            "goalposts": 1,
            "project": "By hand",
            "timezone": "UTC",
            "currency": "RUB",
            "evaluation": {"from": "2026-01-01", "to": end.isoformat()},
            "data": {
                event_type: {"source": f"{event_type}.csv", "observed_until": as_of.isoformat()}
                for event_type in tables
            },
            "goals": [
                {"id": f"g{place}", "role": "shadow", "kpi": kpi, **({"variant": variant} if variant else {}), **more}
                for place, (kpi, variant) in enumerate(kpis)
            ],
            **(document or {}),
        },
        catalogue,
    )
    return gp.score(project, tables, as_of=as_of)
