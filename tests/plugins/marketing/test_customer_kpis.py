"""KPIs of cohorts over random purchases, against plain loops; and what a goal on them waits for and is warned of."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta

import goalposts as gp
import goalposts_marketing
import pytest
from plugins.figures import columns

CATALOGUE = gp.load_catalogue([goalposts_marketing])
BEGIN = datetime(2025, 7, 1, tzinfo=UTC)
START, END, AS_OF = date(2025, 11, 1), date(2026, 1, 1), date(2026, 7, 1)
KPIS = ("ltv", "ltv_to_cac", "romi_ltv", "payback", "retention")


def purchases(seed, people=60, days=360):
    """Who bought when for how much, in a wild order; some send something back, some state no margin."""
    chance = random.Random(seed)
    return [
        {
            "person": f"p{chance.randrange(people)}",
            "at": BEGIN + timedelta(seconds=chance.randrange(days * 86_400)),
            "margin": None if chance.random() < 0.1 else round(chance.uniform(-20, 100), 2),
        }
        for _ in range(people * 4)
    ]


def costs(seed):
    chance = random.Random(seed)
    return [(BEGIN + timedelta(days=day, hours=9), "search", round(chance.uniform(5, 30), 2)) for day in range(360)]


def by_loops(bought, spent, age):
    """LTV, LTV:CAC, ROMI by LTV, payback and retention of who bought for the first time in the window."""
    inside = [START <= at.date() < END for at, _, _ in spent]
    cost = sum(amount for (_, _, amount), there in zip(spent, inside, strict=True) if there)
    known = {}
    for row in sorted(bought, key=lambda row: row["at"]):
        known.setdefault(row["person"], []).append(row)
    new = [own for own in known.values() if START <= own[0]["at"].date() < END]

    def brought(days):
        young = (row["margin"] or 0.0 for own in new for row in own if row["at"] - own[0]["at"] < timedelta(days=days))
        return sum(young)

    came_back = sum(
        any(timedelta(days=30) <= row["at"] - own[0]["at"] < timedelta(days=60) for row in own) for own in new
    )
    assert len(new) > 5
    assert came_back
    return {
        "ltv": brought(age) / len(new),
        "ltv_to_cac": brought(age) / cost,
        "romi_ltv": (brought(age) - cost) / cost,
        "payback": 90 / (365.25 / 12) * cost / brought(90),
        "retention": came_back / len(new),
    }


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("age", [180, 45])
def test_values_are_those_of_loops(seed, age):
    bought, spent = purchases(seed), costs(seed)
    tables = {
        "marketing.conversion": {
            name: [row[name].isoformat() if name == "at" else row[name] for row in bought] for name in bought[0]
        },
        "marketing.cost": columns(
            ("at", "channel", "amount"), [(at.isoformat(), channel, amount) for at, channel, amount in spent]
        ),
    }
    with_age = {"with": {"age": f"{age} d"}}
    goals = [
        {"id": kpi, "role": "shadow", "kpi": f"marketing.{kpi}", **(with_age if kpi in KPIS[:3] else {})}
        for kpi in KPIS
    ]
    card = gp.score(project(goals), tables, as_of=AS_OF)
    found = {kpi: card.find(kpi).evaluation.value for kpi in KPIS}
    assert found == pytest.approx(by_loops(bought, spent, age), rel=1e-9)


def project(goals, **changes):
    return gp.project(
        {
            "goalposts": 1,
            "project": "Shop",
            "timezone": "UTC",
            "currency": "RUB",
            "evaluation": {"from": START.isoformat(), "to": END.isoformat()},
            "data": {
                name: {"source": f"{name}.csv", "observed_until": AS_OF.isoformat()}
                for name in ("marketing.conversion", "marketing.cost")
            },
            "goals": goals,
            **changes,
        },
        CATALOGUE,
    )


def promised(**keys):
    return {
        "id": "ltv",
        "statement": "A customer brings 50 in half a year",
        "kpi": "marketing.ltv",
        "target": ">= 50 RUB",
        "deadline": "2026-07-01",
        "owner": "Head of marketing",
        **keys,
    }


@pytest.mark.parametrize(
    ("keys", "due"),
    [({}, END + timedelta(days=180)), ({"with": {"age": "30 d"}}, END + timedelta(days=30))],
)
def test_a_goal_waits_until_the_youngest_customers_are_old_enough(keys, due):
    window = {"from": "2025-08-01", "to": "2025-11-01"}
    goal = promised(go_live="2025-11-01", baseline=window, guardrails=[], deadline="2025-12-31", **keys)
    sold = {"marketing.conversion": {"person": ["a"], "at": ["2025-12-01T09:00Z"], "margin": [60.0]}}
    card = gp.score(project([goal]), sold, as_of=due - timedelta(days=1))
    assert (card.find("ltv").state, card.find("ltv").due) == ("not_due", due)


@pytest.mark.parametrize(
    ("keys", "warned"),
    [
        ({"variant": "revenue_H"}, True),
        ({"variant": "cohort_H"}, False),
        ({"kpi": "marketing.romi", "variant": "revenue_based", "target": ">= 10%"}, True),
        ({"kpi": "marketing.romi", "target": ">= 10%"}, False),
    ],
)
def test_revenue_in_the_place_of_margin_is_warned_of(keys, warned):
    found = gp.check(project([promised(**keys)]), as_of=date(2025, 10, 1), select=["revenue-for-margin"])
    assert [(finding.code, finding.severity) for finding in found] == [("MKT201", "warning")] * warned


@pytest.mark.parametrize(("target", "warned"), [("+16%", True), ("+14%", False), ("-16%", True)])
def test_a_change_beyond_what_rollouts_bring_is_warned_of(target, warned):
    """By the measured baseline: what two customers brought in 30 days."""
    window = {"from": "2025-08-01", "to": "2025-10-01"}
    goal = promised(target=target, go_live="2025-11-01", baseline=window, guardrails=[], **{"with": {"age": "30 d"}})
    days = [(BEGIN + timedelta(days=day)).isoformat() for day in range(31, 90)]
    sold = {"person": [f"p{day}" for day in days], "at": days, "margin": [60.0] * len(days)}
    made = project([goal], data={"marketing.conversion": {"source": "purchases.csv"}})
    found = gp.check(
        made, {"marketing.conversion": sold}, as_of=date(2025, 10, 31), select=["change-beyond-experience"]
    )
    assert [finding.code for finding in found] == ["MKT301"] * warned
