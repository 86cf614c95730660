"""What a verdict does not count, and a check says, of days that are not what they seem."""

from datetime import date, datetime, timedelta

import goalposts as gp
import openpyxl
from goalposts.testing import sample_catalogue
from visits_year import project


def test_days_that_a_spreadsheet_swapped_are_told_by_check_and_verdict(tmp_path):
    """They were accepted on days that nobody meant, and only `profile` said so."""
    book = openpyxl.Workbook()
    book.active.append(["visit_id", "Day", "outcome", "done"])
    for number in range(300):
        day = date(2025, 1, 1) + timedelta(days=number)
        cell = datetime(day.year, day.day, day.month) if day.day <= 12 else f"{day:%m/%d/%Y}"
        book.active.append([f"v{number}", cell, "done", "true"])
    book.save(tmp_path / "visits.xlsx")
    stated = {"source": "visits.xlsx", "timezone": "UTC", "fields": {"at": {"column": "Day", "format": "%m/%d/%Y"}}}
    made = gp.project(project(data={"sample.visit": stated}), sample_catalogue(), folder=tmp_path)
    as_of = date(2025, 12, 1)
    (found,) = gp.check(made, gp.tally(made, as_of=as_of), as_of=as_of, select=["GP213"])
    assert "at is '2025-02-01 / 2025-01-02' (other_order)" in found.message.en
    assert found.hint.en.startswith("a spreadsheet took the dates that it could")
    assert found.hint.ru.startswith("табличный редактор прочёл те даты, какие смог")
    scored = gp.score(made, as_of=date(2026, 6, 2)).find("done")
    assert (scored.state, scored.reasons[0].code) == ("invalid", "quarantine")
