"""Customers by month and salespeople by day equal sets of pairs, in a zone whose clock is changed."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import goalposts as gp
import goalposts_sales
import pytest

CATALOGUE = gp.load_catalogue([goalposts_sales])
ZONE = ZoneInfo("Europe/Berlin")
START, END = datetime(2025, 1, 1, tzinfo=ZONE), datetime(2026, 7, 1, tzinfo=ZONE)


def drawn(seed, people):
    """Times and people; some come twice within minutes, about midnight, and a year apart."""
    chance = random.Random(seed)
    rows = []
    for _ in range(700):
        at = START.astimezone(UTC) + timedelta(hours=chance.randrange(int((END - START).total_seconds() // 3600)))
        who = f"p{chance.randrange(people)}"
        rows += [(at + timedelta(minutes=extra), who) for extra in chance.choice(([0], [0, 5], [0, 90], [0, 25 * 60]))]
    chance.shuffle(rows)
    return [(at, who) for at, who in rows if at < END]


def scored(tables, kpi, first, last, **more):
    project = gp.project(
        {
            "goalposts": 1,
            "project": "By period",
            "timezone": "Europe/Berlin",
            "currency": "EUR",
            "evaluation": {"from": first, "to": last},
            "data": {known: f"{known}.csv" for known in tables},
            "goals": [{"id": "g", "role": "shadow", "kpi": kpi, **more}],
        },
        CATALOGUE,
    )
    return gp.score(project, tables, as_of=date(2026, 7, 1)).find("g").evaluation.value


def activities(rows, person):
    return {
        "sales.activity": {
            "activity_id": [str(place) for place in range(len(rows))],
            "at": [at.isoformat() for at, _ in rows],
            "kind": ["call"] * len(rows),
            "completed": [True] * len(rows),
            person: [who for _, who in rows],
        }
    }


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(
    ("kpi", "person", "period"),
    [("activities_per_rep_day", "owner", "%Y-%m-%d"), ("activities_per_customer", "customer", "%Y-%m")],
)
def test_activities_per_person_and_period(seed, kpi, person, period):
    """Over eighteen months with three changes of the clock, and people who come back a year later."""
    rows = drawn(seed, 40)
    among = [(at.astimezone(ZONE), who) for at, who in rows if at.astimezone(ZONE) >= START]
    pairs = {(at.strftime(period), who) for at, who in among}
    found = scored(activities(rows, person), f"sales.{kpi}", date(2025, 1, 1), date(2026, 7, 1))
    assert len(pairs) < len(among)
    assert found == pytest.approx(len(among) / len(pairs), rel=1e-12)


@pytest.mark.parametrize("seed", range(3))
def test_repeat_customers_are_buyers_and_not_orders(seed):
    rows = drawn(seed, 300)
    orders = {
        "sales.order": {
            "order_id": [str(place) for place in range(len(rows))],
            "customer": [who for _, who in rows],
            "at": [at.isoformat() for at, _ in rows],
            "kind": ["sale"] * len(rows),
        }
    }
    since = {}
    for at, who in rows:
        month = at.astimezone(ZONE).strftime("%Y-%m")
        since[who] = min(since.get(who, month), month)
    months = {(at.astimezone(ZONE).strftime("%Y-%m"), who) for at, who in rows}
    of_2026 = [(month, who) for month, who in months if month >= "2026-01"]
    known = [who for month, who in of_2026 if since[who] < month]
    found = scored(orders, "sales.repeat_share", date(2026, 1, 1), date(2026, 7, 1))
    assert 0 < len(known) < len(of_2026)
    assert found == pytest.approx(len(known) / len(of_2026), rel=1e-12)
