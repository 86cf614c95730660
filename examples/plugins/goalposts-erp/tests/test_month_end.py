"""The diagnostic tells months that end otherwise from months that do not."""

import random
from datetime import UTC, date, datetime, timedelta

import goalposts as gp
import goalposts_erp
import pytest
from goalposts_erp.diagnostics import is_month_end

START, GO_LIVE, END = date(2025, 3, 1), date(2026, 3, 1), date(2026, 9, 1)
LINES_A_DAY = 60


def lines(share, at_the_end):
    """Order lines, of which a share is in time: from the go-live on ten points more."""
    chance, rows = random.Random(3), []
    for number in range((END - START).days):
        day = START + timedelta(days=number)
        good = at_the_end if is_month_end((day - date(1970, 1, 1)).days) else share
        promised = datetime(day.year, day.month, day.day, 18, tzinfo=UTC)
        for line in range(LINES_A_DAY):
            late = chance.random() >= good + (0.1 if day >= GO_LIVE else 0)
            rows.append(
                {
                    "line_id": f"{number}-{line}",
                    "ordered_at": promised - timedelta(days=5),
                    "promised_at": promised,
                    "delivered_at": promised + timedelta(days=1 if late else 0),
                    "ordered_quantity": 1,
                    "delivered_quantity": 1,
                }
            )
    return {key: [row[key] for row in rows] for key in rows[0]}


def check_of(table):
    document = {
        "goalposts": 1,
        "project": "New ERP",
        "timezone": "UTC",
        "go_live": GO_LIVE.isoformat(),
        "baseline": {"from": START.isoformat(), "to": GO_LIVE.isoformat()},
        "evaluation": {"from": GO_LIVE.isoformat(), "to": END.isoformat()},
        "data": {"erp.order_line": {"source": "lines", "timezone": "UTC", "observed_until": "2026-10-01"}},
        "goals": [
            {
                "id": "otif",
                "kpi": "erp.otif",
                "variant": "first_promise",
                "target": "+5pp",
                "deadline": "2026-10-01",
                "guardrails": [],
            }
        ],
    }
    project = gp.project(document, gp.load_catalogue([goalposts_erp]))
    goal = gp.score(project, {"erp.order_line": table}, as_of=date(2026, 10, 15)).find("otif")
    (found,) = (check for check in goal.attribution.checks if check.name == "month-end")
    return found


@pytest.mark.parametrize(("at_the_end", "passed"), [(0.7, True), (0.4, False)])
def test_ends_of_months(at_the_end, passed):
    found = check_of(lines(0.7, at_the_end))
    assert found.passed is passed
    assert (found.value < found.threshold) is passed
    assert ("whole months" in found.text.en) is not passed


def test_the_last_three_days_are_the_end():
    days = [date(2026, 2, day) for day in range(20, 29)]
    assert [day.day for day in days if is_month_end((day - date(1970, 1, 1)).days)] == [26, 27, 28]
