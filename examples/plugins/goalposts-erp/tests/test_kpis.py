"""The KPIs have the values that counting by hand gives."""

from datetime import UTC, date, datetime, timedelta

import goalposts as gp
import goalposts_erp
import pytest

DAY = timedelta(days=1)
START = datetime(2026, 1, 26, 18, tzinfo=UTC)
TABLES = {
    "erp.order": {
        "order_id": ["a", "b", "c", "later"],  # by the last row the table is known to reach so far
        "ordered_at": [START, START, START + DAY, START + 140 * DAY],
        "paid_at": [START + 30 * DAY, START + 60 * DAY, None, None],
        "amount": [10.0, 20.0, 30.0, 40.0],
    },
    "erp.order_line": {
        "line_id": ["k", "l", "m", "n", "o"],
        "ordered_at": [START - 5 * DAY] * 5,
        "promised_at": [START] * 5,
        "last_promised_at": [START, START + 2 * DAY, START, START, START],
        "delivered_at": [START, START + DAY, START - DAY, None, START + DAY],
        "ordered_quantity": [5, 5, 5, 5, 5],
        "delivered_quantity": [5, 6, 4, None, 5],
    },
    "erp.month_close": {
        "company": ["north", "south", "west"],
        "period_end": [datetime(2026, 1, 31, 12, tzinfo=UTC)] * 3,
        "closed_at": [datetime(2026, 2, 6, 12, tzinfo=UTC), datetime(2026, 2, 10, 12, tzinfo=UTC), None],
        "late_entries": [3, 0, 9],
    },
    "erp.stock_day": {
        "day": [START + number * DAY for number in range(5)],
        "stock": [1000.0, 900.0, 1100.0, 1000.0, 1000.0],
        "issued": [20.0, 0.0, 10.0, 20.0, 0.0],
    },
}
BY_HAND = {
    ("erp.order_to_cash", ""): (30 + 60 + 120) / 3 * 86_400,  # c was followed for 120 days, unpaid
    ("erp.otif", "first_promise"): 1 / 5,  # k to the minute; l and o late, m short, n never
    ("erp.otif", "last_promise"): 2 / 5,  # l too: its promise was moved
    ("erp.close_days", ""): (6 + 10) / 2 * 86_400,  # west is still open
    ("erp.late_entries", ""): (3 + 0) / 2,  # an open month has no closing yet
    ("erp.inventory_turns", ""): 50 * 365 / 5000,
}


@pytest.mark.parametrize(("kpi", "variant"), BY_HAND)
def test_value(kpi, variant):
    goal = {"id": "g", "role": "shadow", "kpi": kpi, "guardrails": [], "baseline": "unknown"}
    project = gp.project(
        {
            "goalposts": 1,
            "project": "By hand",
            "timezone": "UTC",
            "currency": "EUR",
            "evaluation": {"from": "2026-01-26", "to": "2026-02-02"},
            "data": {name: {"source": name, "timezone": "UTC"} for name in TABLES},
            "goals": [goal | ({"variant": variant} if variant else {})],
        },
        gp.load_catalogue([goalposts_erp]),
    )
    card = gp.score(project, TABLES, as_of=date(2026, 7, 1))
    assert card.find("g").evaluation.value == pytest.approx(BY_HAND[kpi, variant])
