"""A stranger's plugin works without any help of ours: its KPI has the value that counting by hand gives."""

import csv
from datetime import date
from pathlib import Path

import goalposts as gp
import goalposts_helpdesk
import pytest

SAMPLE = Path(__file__).parents[1] / "sample"


def share_solved_at_once(start, end):
    with (SAMPLE / "tickets.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if start <= row["opened_at"][:10] < end and row["line"] == "first"]
    return sum(row["contacts"] == "1" for row in rows) / len(rows)


@pytest.fixture
def project():
    return gp.load_project(SAMPLE / "goalposts.yaml", gp.load_catalogue([goalposts_helpdesk]))


def test_the_value_is_the_one_counted_by_hand(project):
    goal = gp.score(project, as_of=date(2026, 4, 20)).to_dict()["goals"][0]
    assert goal["baseline"]["value"] == pytest.approx(share_solved_at_once("2025-03-01", "2025-09-01"), abs=1e-11)
    assert goal["evaluation"]["value"] == pytest.approx(share_solved_at_once("2025-10-01", "2026-04-01"), abs=1e-11)


def test_the_built_in_improvement_is_found(project):
    """The generator raises the first line from 60 % to 75 % on the day of go-live; 70 % was promised."""
    card = gp.score(project, as_of=date(2026, 4, 20)).to_dict()
    assert card["goals"][0]["state"] == "achieved"


def test_its_rule_runs_beside_those_of_the_engine(project):
    assert "HLP101" not in {finding.code for finding in gp.check(project, as_of=date(2025, 8, 1))}
    catalogue = gp.load_catalogue([goalposts_helpdesk])
    document = {
        "goalposts": 1,
        "project": "p",
        "timezone": "UTC",
        "evaluation": {"from": "2025-10-01", "to": "2026-04-01"},
        "data": {"helpdesk.ticket": "tickets.csv"},
        "goals": [{"id": "g", "kpi": "helpdesk.solved_at_once"}],
    }
    found = gp.check(gp.project(document, catalogue), as_of=date(2025, 8, 1))
    (mine,) = (finding for finding in found if finding.code == "HLP101")
    assert (mine.message.en, mine.message.ru) == ("counts tickets of every line", "считает обращения всех линий")
    assert mine.hint.en == 'add `where: line == "first"`'


def test_the_committed_tickets_are_the_generated_ones(monkeypatch):
    monkeypatch.syspath_prepend(str(SAMPLE))
    import random

    import make_tickets

    with (SAMPLE / "tickets.csv").open(encoding="utf-8") as file:
        written = [tuple(row) for row in list(csv.reader(file))[1:]]
    assert written == [tuple(map(str, row)) for row in make_tickets.tickets(random.Random(7))]
