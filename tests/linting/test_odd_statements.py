"""What stands in a project file as a statement may be odd; a trap is found all the same, and soon."""

import time
from datetime import date
from pathlib import Path

import goalposts as gp
import pytest
from goalposts.formats import project_from_mapping

CATALOGUE = gp.load_catalogue()
TODAY = date(2026, 3, 2)
PLAIN = "Менеджеры должны работать в CRM"
DOCUMENT = {
    "goalposts": 1,
    "project": "Odd",
    "timezone": "UTC",
    "go_live": "2026-06-01",
    "baseline": {"from": "2025-05-01", "to": "2026-05-01"},
    "evaluation": {"from": "2026-07-01", "to": "2027-01-01"},
    "data": {},
}


def found_in(statement, **more):
    goal = {"id": "odd", "statement": statement, "kpi": "sales.capture_completeness", **more}
    project = project_from_mapping({**DOCUMENT, "goals": [goal]}, CATALOGUE, Path())
    begin = time.process_time()
    found = gp.check(project, as_of=TODAY)
    return found, time.process_time() - begin


@pytest.mark.parametrize(
    "statement",
    [
        PLAIN,
        "🚀 Менеджеры должны работать в CRM 💪",
        PLAIN.replace("о", "\u200bо"),
        f"\u202e{PLAIN}\u2067",
        "Mенеджеры дoлжны рабoтать в CRM",  # Latin M and o
        "Менеджеры должны работать в СRM",  # Cyrillic С
        f"Our managers: {PLAIN}, every day",
        PLAIN.replace(" ", "\u00a0\t"),
    ],
    ids=["plain", "emoji", "zero-width", "direction", "Latin letters", "Cyrillic letter", "two languages", "spaces"],
)
def test_a_slogan_is_found_however_it_is_written(statement):
    found, _ = found_in(statement)
    assert "GP103" in {known.code for known in found}
    assert all("\u200b" not in known.message.ru and "\u202e" not in known.message.ru for known in found)


@pytest.mark.parametrize(
    "statement",
    [
        f"{PLAIN} " * 3_500,
        "a" * 100_000,
        "9" * 100_000,
        "до 5 % " * 15_000,
        "((" * 50_000,
        "🚀" * 50_000,
        "رفع " * 20_000,
    ],
    ids=["slogans", "letters", "digits", "targets", "brackets", "emoji", "Arabic"],
)
def test_a_hundred_kilobytes_are_told_and_do_not_take_long(statement):
    found_in(statement)  # patterns are compiled once a process; that is not what is measured here
    found, seconds = found_in(statement)
    assert "GP114" in {known.code for known in found}
    assert seconds < 2


def test_a_deadline_that_is_over_is_told():
    found, _ = found_in("Record 85 % of contacts by 1 March 2020", target=">= 85%", deadline="2020-03-01")
    assert "GP510" in {known.code for known in found}
