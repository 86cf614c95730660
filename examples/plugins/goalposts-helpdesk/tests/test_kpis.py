"""The KPIs have the values that counting by hand gives."""

from datetime import UTC, date, datetime, timedelta

import goalposts as gp
import goalposts_helpdesk
import pytest

DAY = timedelta(days=1)
OPENED = datetime(2026, 1, 5, 9, tzinfo=UTC)
TICKETS = {
    "ticket_id": ["a", "b", "c", "d", "e"],
    "opened_at": [OPENED, OPENED, OPENED + DAY, OPENED + DAY, OPENED + 2 * DAY],
    "closed_at": [OPENED + DAY, OPENED + 2 * DAY, OPENED + 4 * DAY, OPENED + 2 * DAY, None],
    "contacts": [1, 2, 1, 3, None],
    "line": ["first"] * 5,
    "reopened": [False, True, False, False, True],
    "score": [5.0, 3.0, 4.0, None, None],
}
BACKLOG = {
    "ticket_id": ["b", "c", "e"],
    "counted_at": [OPENED + DAY, OPENED + 2 * DAY, OPENED + 3 * DAY],
    "opened_at": [OPENED, OPENED, OPENED],
}
BY_HAND = {
    "helpdesk.solved_at_once": 2 / 4,  # a and c; of e nothing is known
    "helpdesk.reopened": 1 / 4,  # b; e came back, but is open again and not closed
    "helpdesk.backlog_age": 2 * 86_400,  # one, two and three days
    "helpdesk.satisfied": 2 / 3,  # 5 and 4 points, not 3
    "helpdesk.survey_answered": 3 / 4,  # of the four that are closed
}


@pytest.mark.parametrize(("kpi", "expected"), BY_HAND.items())
def test_value(kpi, expected):
    project = gp.project(
        {
            "goalposts": 1,
            "project": "By hand",
            "timezone": "UTC",
            "evaluation": {"from": "2026-01-05", "to": "2026-01-12"},
            "data": {
                "helpdesk.ticket": {"source": "tickets", "timezone": "UTC"},
                "helpdesk.open_ticket": {"source": "backlog", "timezone": "UTC"},
            },
            "goals": [{"id": "g", "role": "shadow", "kpi": kpi, "guardrails": [], "baseline": "unknown"}],
        },
        gp.load_catalogue([goalposts_helpdesk]),
    )
    tables = {"helpdesk.ticket": TICKETS, "helpdesk.open_ticket": BACKLOG}
    card = gp.score(project, tables, as_of=date(2026, 2, 1))
    assert card.find("g").evaluation.value == pytest.approx(expected)
