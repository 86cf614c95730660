"""The KPIs have the values that counting by hand gives."""

from datetime import UTC, date, datetime, timedelta

import goalposts as gp
import goalposts_hr
import pytest

DAY = timedelta(days=1)
START = datetime(2026, 1, 5, 9, tzinfo=UTC)
TABLES = {
    "hr.vacancy": {
        "vacancy_id": ["a", "b", "c", "d", "later"],  # by the last row the table is known to reach so far
        "opened_at": [START, START, START + DAY, START + DAY, START + 140 * DAY],
        "filled_at": [START + 20 * DAY, START + 40 * DAY, START + 121 * DAY, None, None],
    },
    "hr.hire": {
        "employee_id": ["k", "l", "m", "n"],
        "hired_at": [START, START, START + DAY, START + DAY],
        "left_at": [START + 90 * DAY, START + 91 * DAY, None, START + 2 * DAY],
    },
    "hr.exit": {
        "employee_id": ["p", "q", "r"],
        "left_at": [START, START + DAY, START + 2 * DAY],
        "reason": ["own_will", "own_will", "retirement"],
        "regretted": [True, False, False],
    },
    "hr.staff_day": {
        "day": [START + number * DAY for number in range(7)],
        "headcount": [100] * 4 + [110] * 3,
        "scheduled_hours": [800, 800, 800, 800, 800, 0, 0],
        "absent_hours": [40, 0, 80, 40, 40, 0, 0],
    },
}
BY_HAND = {
    ("hr.time_to_fill", ""): (20 + 40 + 90 + 90) / 4 * 86_400,  # c and d were followed for 90 days, unfilled
    ("hr.early_attrition", ""): 2 / 4,  # k after exactly 90 days, n after one; l stayed a day longer
    ("hr.turnover", "voluntary"): 365 * 2 / 730,  # p and q; 4 · 100 + 3 · 110 days of staff
    ("hr.turnover", "regretted"): 365 * 1 / 730,
    ("hr.turnover", "all"): 365 * 3 / 730,
    ("hr.absence_rate", ""): 200 / 4000,
}


@pytest.mark.parametrize(("kpi", "variant"), BY_HAND)
def test_value(kpi, variant):
    goal = {"id": "g", "role": "shadow", "kpi": kpi, "guardrails": [], "baseline": "unknown"}
    project = gp.project(
        {
            "goalposts": 1,
            "project": "By hand",
            "timezone": "UTC",
            "evaluation": {"from": "2026-01-05", "to": "2026-01-12"},
            "data": {name: {"source": name, "timezone": "UTC"} for name in TABLES},
            "goals": [goal | ({"variant": variant} if variant else {})],
        },
        gp.load_catalogue([goalposts_hr]),
    )
    card = gp.score(project, TABLES, as_of=date(2026, 6, 1))
    assert card.find("g").evaluation.value == pytest.approx(BY_HAND[kpi, variant])
