"""The report says who answered the survey: in both languages, and only where a goal is about it."""

from datetime import date

import goalposts as gp
import goalposts_helpdesk
import pytest

CATALOGUE = gp.load_catalogue([goalposts_helpdesk])
TICKETS = {
    "ticket_id": [f"t{number}" for number in range(240)],
    "opened_at": [f"2026-{1 + number // 20:02}-0{1 + number % 9}T09:00Z" for number in range(240)],
    "closed_at": [f"2026-{1 + number // 20:02}-1{number % 9}T09:00Z" for number in range(240)],
    "contacts": [1] * 240,
    "score": [None if number % 4 else 5 for number in range(240)],  # every fourth answers
}


def report(kpi, language):
    document = {
        "goalposts": 1,
        "project": "New help desk",
        "timezone": "UTC",
        "language": language,
        "go_live": "2026-07-01",
        "baseline": {"from": "2026-01-01", "to": "2026-07-01"},
        "evaluation": {"from": "2026-07-01", "to": "2026-12-01"},
        "data": {"helpdesk.ticket": {"source": "tickets", "timezone": "UTC"}},
        "goals": [{"id": "content", "kpi": kpi, "target": "+5pp", "deadline": "2027-01-31", "guardrails": []}],
    }
    card = gp.score(gp.project(document, CATALOGUE), {"helpdesk.ticket": TICKETS}, as_of=date(2027, 2, 1))
    return card.to_html(catalogue=CATALOGUE), card.to_markdown(catalogue=CATALOGUE)


@pytest.mark.parametrize(
    ("language", "heading", "words"),
    [
        ("en", "Who answered the survey", "not for those who gave up"),
        ("ru", "Кто ответил на опрос", "а не о тех, кто махнул рукой"),
    ],
)
def test_the_section_tells_how_many_answers_there_were(language, heading, words):
    """Of 120 tickets before and 100 after every fourth: 30 and 25 answers."""
    for text in report("helpdesk.satisfied", language):
        assert heading in text
        assert words in text
    assert "| content | 30 | 25 |" in report("helpdesk.satisfied", language)[1]


def test_it_is_silent_where_no_goal_is_about_the_survey():
    for text in report("helpdesk.solved_at_once", "en"):
        assert "Who answered the survey" not in text
