"""Days to close are judged by a table of months: single events a month apart are too thin for a verdict by days."""

from datetime import UTC, date, datetime

import goalposts as gp
import goalposts_erp
import pytest

DAY = 86_400
BEFORE = [8.1, 7.9, 8.3, 8.0, 7.8, 8.2, 8.0, 7.7, 8.1, 8.2, 7.9, 8.0, 8.1, 7.8]
AFTER = [5.1, 4.9, 5.2, 5.0, 4.8, 5.1, 5.0, 5.2]
MONTHS = [datetime(2025 + month // 12, month % 12 + 1, 1, tzinfo=UTC) for month in range(len(BEFORE) + len(AFTER))]


def test_a_goal_on_days_to_close_is_judged():
    project = gp.project(
        {
            "goalposts": 1,
            "project": "Monthly",
            "timezone": "UTC",
            "go_live": "2026-03-01",
            "baseline": {"from": "2025-01-01", "to": "2026-03-01"},
            "evaluation": {"from": "2026-03-01", "to": "2026-11-01"},
            "data": {"goalposts.reading": {"source": "months", "timezone": "UTC", "observed_until": "2026-12-15"}},
            "goals": [
                {
                    "id": "close",
                    "kpi": "erp.close_days",
                    "target": "<= 6 d",
                    "deadline": "2026-12-15",
                    "guardrails": [],
                },
            ],
        },
        gp.load_catalogue([goalposts_erp]),
    )
    months = {
        "at": MONTHS,
        "kpi": ["erp.close_days"] * len(MONTHS),
        "value": [days * DAY for days in BEFORE + AFTER],
        "weight": [20.0] * len(MONTHS),
    }
    goal = gp.score(project, {"goalposts.reading": months}, as_of=date(2026, 12, 20)).find("close")
    assert goal.baseline.value == pytest.approx(sum(BEFORE) / len(BEFORE) * DAY)
    assert goal.evaluation.value == pytest.approx(sum(AFTER) / len(AFTER) * DAY)
    assert goal.state == "achieved"
