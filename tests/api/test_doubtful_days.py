"""What a verdict does not count, and a check says, of days that are not what they seem."""

from datetime import date, datetime, timedelta

import goalposts as gp
import openpyxl
from goalposts.store import Store
from goalposts.testing import sample_catalogue
from visits_year import goal, project


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


def test_moments_in_the_future_are_told_by_the_verdict_as_of_every_day(tmp_path):
    """What a store keeps of a file knows the clock; an event that ended in 2062 is one that has not ended."""
    rows = (
        f"v{row},2025-{1 + row % 9:02}-03T09:00:00Z,true,{'2062-01-09' if row == 7 else '2025-10-05'}T09:00:00Z"
        for row in range(40)
    )
    (tmp_path / "visits.csv").write_text("\n".join(("visit_id,at,done,ended_at", *rows)), encoding="utf-8")
    length = {"over": "sample.visit", "value": "mean(of=ended_at - at)", "direction": "down", "name": "Length"}
    document = project(
        data={"sample.visit": {"source": "visits.csv"}},
        kpis=[{"id": "local.length", **length}],
        goals=[goal(kpi="local.length", target="-5%", guardrails=[])],
    )
    made = gp.project(document, sample_catalogue(), folder=tmp_path)
    store = Store(tmp_path / "store")
    for as_of, fields in ((date(2026, 6, 2), ["ended_at"]), (date(2062, 1, 9), []), (date(2026, 6, 3), ["ended_at"])):
        (stream,) = gp.tally(made, as_of=as_of, store=store).streams
        assert [times.field for times in stream.later_times] == fields
        assert stream.accepted == 40
    (told,) = gp.score(made, as_of=date(2026, 6, 2)).streams[0].later_times
    assert (told.rows, told.line, told.value[:10]) == (1, 9, "2062-01-09")
