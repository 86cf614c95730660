"""KPIs that look back at earlier events of the same customer, and exports that begin too late for them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import goalposts as gp
import pytest
from goalposts.catalogue import resolve
from goalposts.model.looking_back import looks_back
from plugins.simulated import CATALOGUE

GIVEN = [kind.id for kind in CATALOGUE.event_types.values() if not kind.is_derived]
START, GO_LIVE, END = date(2025, 3, 1), date(2025, 9, 1), date(2026, 3, 1)
LOOKING_BACK = {
    "contact_center.repeat_rate": {"called_before": 7},
    "marketing.cpl": {"unique": 30},
    "marketing.ltv": {"cohort_H": 180, "revenue_H": 180},
    "marketing.ltv_to_cac": {"": 180},
    "marketing.romi_ltv": {"": 180},
    "marketing.payback": {"": 90},
    "marketing.retention": {"bounded": 60, "classic": 30},
    "marketing.new_customers": {"": 28},
    "sales.repeat_share": dict.fromkeys(("repeat_in_period", "orders", "revenue", "repurchase_W"), 28),
}
"""From their definitions: the term within which they look, or 28 days where somebody is known or new for ever."""


def project(kpi, variant, **keys):
    goal = {"id": "g", "kpi": kpi, "role": "shadow", **({"variant": variant} if variant else {}), **keys}
    return gp.project(
        {
            "goalposts": 1,
            "project": "Earlier",
            "timezone": "UTC",
            "currency": "EUR",
            "business_hours": {"mon-fri": "09:00-18:00"},
            "go_live": str(GO_LIVE),
            "baseline": {"from": str(START), "to": str(GO_LIVE)},
            "evaluation": {"from": str(GO_LIVE), "to": str(END)},
            "data": {kind: {"source": f"{kind}.csv", "timezone": "UTC"} for kind in GIVEN},
            "goals": [goal],
        },
        CATALOGUE,
    )


def days_of(kpi, variant="", **keys):
    (goal,) = resolve(project(kpi, variant, **keys))
    return looks_back(goal)


def test_what_looks_back_and_how_far():
    """All others look forward, at an hour or a day, or at the first event of a month."""
    found = {}
    for kpi in CATALOGUE.kpis.values():
        days = {variant: days_of(kpi.id, variant) for variant in kpi.variants or ("",)}
        if any(days.values()):
            found[kpi.id] = {variant: its for variant, its in days.items() if its}
    assert found == LOOKING_BACK


def test_the_goals_own_term_counts():
    assert days_of("contact_center.repeat_rate", "called_before", **{"with": {"within": "30 d"}}) == 30
    assert days_of("contact_center.repeat_rate", "called_before", **{"with": {"within": "1 d"}}) == 0


def calls(first):
    days = [first + timedelta(days=day) for day in range((GO_LIVE - first).days)]
    return {
        "call_id": [f"{day}-{place}" for day in days for place in range(20)],
        "customer": [f"c{(7 * number + place) % 300}" for number, _ in enumerate(days) for place in range(20)],
        "offered_at": [datetime(day.year, day.month, day.day, 12, place) for day in days for place in range(20)],
        "direction": ["in"] * (20 * len(days)),
        "outcome": ["answered"] * (20 * len(days)),
    }


@pytest.mark.parametrize(("earlier", "told"), [(0, True), (6, True), (7, False), (30, False)])
def test_an_export_that_begins_with_the_baseline_is_told(earlier, told):
    asked = project("contact_center.repeat_rate", "called_before", role="goal", target="-10%")
    since = START - timedelta(days=earlier)
    found = gp.check(asked, {"contact_center.call": calls(since)}, as_of=GO_LIVE)
    said = [finding for finding in found if finding.code == "GP216"]
    assert bool(said) is told
    for finding in said:
        assert f"the data begin on {since.day} {since:%B %Y}, " in finding.message.en
        assert "looks back 7 days" in finding.message.en
        assert "export the events from 22 February 2025 on" in finding.hint.en


def test_a_kpi_that_looks_forward_is_not_told():
    asked = project("contact_center.repeat_rate", "again", role="goal", target="-10%")
    found = gp.check(asked, {"contact_center.call": calls(START)}, as_of=GO_LIVE)
    assert "GP216" not in {finding.code for finding in found}
