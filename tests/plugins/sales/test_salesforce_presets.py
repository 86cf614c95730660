"""Exports of Salesforce: every expected row is written out by hand after the sample beside it."""

import pytest
from goalposts import SourceError
from plugins.sales.exports import NO, SAMPLES, at, refused, rows_of
from streams.orders import utc

DEAL = "deal_id created_at status closed_at amount customer owner source"


def test_rows_by_the_names_of_the_api():
    """A planned day of an open one is not read; A3 was closed in a zone behind, A4 on the day of its creation."""
    rows, count = rows_of("salesforce.opportunities", "salesforce_opportunities.csv", DEAL)
    one, two = "0055g00000C1", "0055g00000C2"
    night = utc("2026-03-02T21:30")
    assert rows == [
        ("0065g00000A1", utc("2026-03-02T07:00"), "open", NO, 1000.5, "0015g00000B1", one, "Web"),
        (
            *("0065g00000A2", utc("2026-03-02T08:00"), "won", at("2026-03-20T00:00"), 250000.0),
            *("0015g00000B2", one, "Phone"),
        ),
        ("0065g00000A3", night, "lost", night, NO, NO, two, NO),
        ("0065g00000A4", night, "won", night, 0.0, "0015g00000B2", two, NO),
        ("0065g00000A6", utc("2026-01-15T09:00"), "open", NO, 70.0, "0015g00000B2", two, "Web"),
    ]
    assert (count.rows, count.filtered) == (6, 1)


def test_two_currencies_are_not_added_up(tmp_path):
    whole = (SAMPLES / "salesforce_opportunities.csv").read_text(encoding="utf-8")
    mixed = whole.replace('"Phone","USD"', '"Phone","EUR"')
    (tmp_path / "o.csv").write_text(mixed, encoding="utf-8")
    with pytest.raises(SourceError, match=r"o\.csv:3: amounts are in USD and in EUR, and cannot be added up"):
        rows_of("salesforce.opportunities", "o.csv", DEAL, tmp_path)
    rows, count = rows_of("salesforce.opportunities", "o.csv", "amount", tmp_path, where="currency == 'EUR'")
    assert (rows, count.rows, count.filtered) == ([(250000.0,)], 6, 5)


def test_report_with_american_days():
    """Days that may be read two ways are refused until the project says which; a stage of one's own is refused."""
    _, count = rows_of("salesforce.opportunities", "salesforce_report.csv", "")
    assert count.quarantined == {"bad_timestamp": 3}
    american = {
        field: {"column": column, "format": "%m/%d/%Y"}
        for field, column in (("created_at", "Created Date"), ("closed_at", "Close Date"))
    }
    columns = "deal_id created_at status amount customer owner source"
    rows, count = rows_of("salesforce.opportunities", "salesforce_report.csv", columns, fields=american)
    assert rows == [
        ("0065g00000D1", at("2026-03-02T00:00"), "open", 1000.5, "Acme", "Ann Lee", "Web"),
        ("0065g00000D2", at("2026-03-02T00:00"), "won", 250000.0, "Globex", "Ann Lee", "Phone"),
    ]
    assert refused(count) == [(4, "status", "Signed")]


def test_history_of_opportunities():
    """A change of the amount, and one of the close date, are rows too; the first row of all stands second."""
    columns = "deal_id at stage from_stage semantic amount by"
    rows, count = rows_of("salesforce.history", "salesforce_history.csv", columns)
    assert rows == [
        ("006A2", utc("2026-03-20T15:45:10"), "Closed Won", "Our Own Stage", "won", 250000.0, "005C1"),
        ("006A2", utc("2026-03-02T08:00"), "Prospecting", NO, "open", 200000.0, "005C1"),
        ("006A2", utc("2026-03-09T08:00"), "Our Own Stage", "Prospecting", NO, 250000.0, "005C2"),
        ("006A3", utc("2026-03-02T21:30"), "Prospecting", NO, "open", NO, "005C2"),
        ("006A3", utc("2026-03-02T21:40"), "Closed Lost", "Prospecting", "lost", NO, "005C2"),
    ]
    assert (count.rows, count.filtered) == (7, 2)


def test_history_of_fields():
    rows, count = rows_of("salesforce.history", "salesforce_field_history.csv", "deal_id at stage from_stage by")
    assert rows == [
        ("006A2", utc("2026-03-09T08:00"), "Our Own Stage", "Prospecting", "005C2"),
        ("006A2", utc("2026-03-20T15:45:10"), "Closed Won", "Our Own Stage", "005C1"),
    ]
    assert (count.rows, count.filtered) == (4, 2)


def test_tasks():
    """T3 is due and not done, T4 was written down a day late and has no time of completion, T5 is of an own type."""
    columns = "activity_id at kind completed customer deal_id owner duration logged_at direction result"
    rows, count = rows_of("salesforce.tasks", "salesforce_tasks.csv", columns)
    assert rows == [
        (
            *("00T1", utc("2026-03-02T08:05"), "call", True, "001B2", "006A2", "005C1", 185.0),
            *(utc("2026-03-02T08:00"), "out", "Spoke"),
        ),
        (
            *("00T2", utc("2026-03-02T09:00"), "email", True, "001B1", NO, "005C1", NO),
            *(utc("2026-03-02T09:00"), NO, NO),
        ),
        (
            *("00T3", at("2026-03-10T00:00"), "task", False, "001B2", "006A2", "005C2", NO),
            *(utc("2026-03-03T09:00"), NO, NO),
        ),
        (
            *("00T4", at("2026-03-04T00:00"), "meeting", True, "001B2", NO, "005C2", NO),
            *(utc("2026-03-05T07:00"), NO, NO),
        ),
    ]
    assert (count.rows, count.filtered) == (6, 1)
    assert refused(count) == [(6, "kind", "Demo")]


def test_events_are_meetings():
    columns = "activity_id at kind customer deal_id owner duration logged_at"
    rows, _ = rows_of("salesforce.tasks", "salesforce_events.json", columns)
    start, written = utc("2026-03-05T10:00"), utc("2026-03-01T10:00")
    assert rows == [("00U1", start, "meeting", "001B2", "006A2", "005C1", 5400.0, written)]


def test_formatted_report_with_lines_below(tmp_path):
    """The lines that Salesforce writes below a formatted report are no rows once the project says how many."""
    report = (SAMPLES / "salesforce_report.csv").read_text(encoding="utf-8").replace("3/2/2026", "2026-03-02")
    below = '"Copyright (c) 2000-2026 salesforce.com, inc."\n"Confidential Information - Do Not Distribute"\n'
    (tmp_path / "report.csv").write_text(report + below, encoding="utf-8")
    rows, count = rows_of("salesforce.opportunities", "report.csv", "deal_id", tmp_path, footer=2)
    assert (len(rows), count.rows, count.filtered) == (1, 5, 2)
