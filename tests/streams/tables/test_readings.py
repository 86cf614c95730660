"""Tables of KPI values: wide ones become rows of readings, and their times may be whole periods."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from goalposts.catalogue.build import build
from goalposts.errors import ProjectFileError, SourceError
from goalposts.formats import document, project_from_mapping, project_from_text
from goalposts.model import READING, FieldRule, ReadingColumn, Source
from goalposts.streams.opening import open_source
from hypothesis import given
from hypothesis import strategies as st
from streams.orders import AS_OF, ORDER, read

ZONE = "Europe/Moscow"


def told(table, folder=Path("/nowhere"), as_of=AS_OF, **changes):
    """The readings of a table, and the count."""
    given_source = Source("report", READING.id, timezone=ZONE, **changes)
    stream = open_source(given_source, READING, timezone=ZONE, as_of=as_of, folder=folder, table=table)
    found, count = read(stream)
    assert count.rows == (
        count.accepted + count.filtered + count.duplicates + count.outside + sum(count.quarantined.values())
    )
    return found, count


def at(written, period, **options):
    """The local days at which some written periods begin, and the reasons of refusals."""
    found, count = told(
        {"p": written, "kpi": ["a"] * len(written), "value": [1] * len(written)},
        fields={"at": FieldRule(("p",), format=period, **options)},
    )
    zone = ZoneInfo(ZONE)
    moments = [datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=moment) for moment in found.get("at", [])]
    local = [moment.astimezone(zone) for moment in moments]
    assert all((moment.hour, moment.minute, moment.second) == (0, 0, 0) for moment in local)
    return [moment.date() for moment in local], dict(count.quarantined)


days = st.dates(date(1990, 1, 1), date(2026, 12, 31))


@given(st.lists(days, min_size=1, max_size=8))
def test_a_period_stands_for_its_first_day(some):
    """As the calendar of the standard library has them, by names that `strftime` writes."""
    assert at([day.strftime("%Y-%m") for day in some], "month") == ([day.replace(day=1) for day in some], {})
    assert at([day.strftime("%Y%m") for day in some], "month") == ([day.replace(day=1) for day in some], {})
    assert at([day.strftime("%Y") for day in some], "year") == ([date(day.year, 1, 1) for day in some], {})
    mondays = [day - timedelta(days=day.weekday()) for day in some]
    assert at([day.strftime("%G-W%V") for day in some], "week") == (mondays, {})


def test_quarters():
    assert at(["2023Q1", "2023-Q4", "2023 q2"], "quarter")[0] == [date(2023, 1, 1), date(2023, 10, 1), date(2023, 4, 1)]
    assert at(["2023К3", "2023 к1"], "quarter")[0] == [date(2023, 7, 1), date(2023, 1, 1)]


def test_numbered_days_are_counted_from_the_first():
    found, refused = at([1, 2, 367], "day_number", start=date(2020, 1, 1))
    assert (found, refused) == ([date(2020, 1, 1), date(2020, 1, 2), date(2021, 1, 1)], {})
    assert at([1.0, 60.0], "day_number", start=date(2020, 1, 1))[0] == [date(2020, 1, 1), date(2020, 2, 29)]


@pytest.mark.parametrize(
    ("period", "written"),
    [
        ("month", "2023-13"),
        ("month", "2023-1"),
        ("month", "March"),
        ("month", "0000-01"),
        ("quarter", "2023Q5"),
        ("week", "2023-W53"),
        ("week", "2023-W00"),
        ("year", "23"),
        ("day_number", "0"),
        ("day_number", "1.5"),
        ("day_number", "9999999"),
    ],
)
def test_what_is_no_period_is_refused(period, written):
    options = {"start": date(2020, 1, 1)} if period == "day_number" else {}
    assert at([written], period, **options) == ([], {"bad_timestamp": 1})
    assert at([""], period, **options) == ([], {"missing_value": 1})


def test_a_missing_period_is_none_of_the_others():
    days = [date(2023, 5, 1), date(2023, 6, 1)]
    assert at(["2023-05", None, "", "2023-06"], "month") == (days, {"missing_value": 2})


cells = st.none() | st.decimals(0, 100, places=2)


@given(st.lists(st.tuples(cells, cells, st.integers(0, 1000)), min_size=1, max_size=12))
def test_a_wide_table_has_a_reading_for_every_cell_with_a_value(rows):
    """Counted and computed cell by cell."""
    month = [f"2023-{place % 12 + 1:02}" for place in range(len(rows))]
    percent, plain, weight = zip(*rows, strict=True)
    table = {
        "month": month,
        "Quick, %": ["" if cell is None else f"{cell} %" for cell in percent],
        "Mean": ["" if cell is None else str(cell) for cell in plain],
        "Calls": list(weight),
    }
    readings = {"Quick, %": ReadingColumn("quick", "Calls", "%"), "Mean": ReadingColumn("mean")}
    found, count = told(table, fields={"at": FieldRule(("month",), format="month")}, readings=readings)
    expected = [("quick", float(cell) / 100, float(calls)) for cell, _, calls in rows if cell is not None]
    expected += [("mean", float(cell), 1.0) for _, cell, _ in rows if cell is not None]
    assert count.rows == count.accepted == len(expected)
    made = zip(found.get("kpi", []), found.get("value", []), found.get("weight", []), strict=True)
    assert sorted(made) == sorted(expected)


def test_durations_and_quotients_of_columns():
    table = {
        "at": ["2023-05-01", "2023-05-02"],
        "Talk": ["0:02:05", ""],
        "Lost": [1, 0],
        "All": [4, 0],
        "Min": [2, None],
    }
    readings = {
        "Talk": ReadingColumn("talk", unit="hh:mm:ss"),
        "Lost / All": ReadingColumn("lost", "All"),
        "Min": ReadingColumn("wait", unit="min"),
    }
    found, count = told(table, readings=readings)
    assert dict(zip(found["kpi"], found["value"], strict=True)) == {"talk": 125.0, "lost": 0.25, "wait": 120.0}
    assert count.rows == 3  # nothing by nothing is no reading


def test_a_bad_cell_is_refused_with_its_column_and_line(tmp_path):
    """Not as a number in another unit, though `90` would be one."""
    (tmp_path / "report.csv").write_text("at,Talk,Lost\n2023-05-01,90,x\n2023-05-02,1:00,0.5\n", encoding="utf-8")
    readings = {"Talk": ReadingColumn("talk", unit="mm:ss"), "Lost": ReadingColumn("lost")}
    found, count = told(None, tmp_path, locations=("report.csv",), readings=readings)
    assert (found["kpi"], found["value"]) == (["talk", "lost"], [60.0, 0.5])
    assert (count.rows, count.quarantined) == (4, {"bad_number": 2})
    assert [(detail.field, detail.line, detail.value) for detail in count.details] == [("value", 2, "Talk: 90")]


def test_rows_that_are_torn_are_counted_once(tmp_path):
    (tmp_path / "report.csv").write_text("at,a,b\n2023-05-01,1,2\n2023-05-02,1\n", encoding="utf-8")
    readings = {"a": ReadingColumn("a"), "b": ReadingColumn("b")}
    _, count = told(None, tmp_path, locations=("report.csv",), readings=readings)
    assert (count.rows, count.accepted, count.quarantined) == (3, 2, {"wrong_columns": 1})


@pytest.mark.parametrize(
    ("rows", "options", "fate"),
    [
        ("2023-05-02,1\n", {}, (1, 0, {"wrong_columns": 1})),
        ("2023-05-02,,\nTotal,7,9\n", {"footer": 1}, (1, 1, {})),
    ],
)
def test_what_became_of_lines_is_told_where_there_is_no_reading(tmp_path, rows, options, fate):
    (tmp_path / "report.csv").write_text(f"at,a,b\n{rows}", encoding="utf-8")
    readings = {"a": ReadingColumn("a"), "b": ReadingColumn("b")}
    found, count = told(None, tmp_path, locations=("report.csv",), readings=readings, **options)
    assert (found.get("value", []), (count.rows, count.filtered, count.quarantined)) == ([], fate)


def test_numbers_of_a_wide_table_are_written_as_the_source_says_and_spaces_are_nothing():
    table = {"at": ["2023-05-01", "2023-05-02", "2023-05-03"], "a": ["1.234,5", "  ", "--"], "n": ["1", "2", "3"]}
    found, count = told(table, readings={"a": ReadingColumn("a")}, decimal=",", thousands=".", nulls=("--",))
    assert (found["value"], count.rows) == ([1234.5], 1)


def test_times_in_an_expression_of_columns_are_local_to_the_source():
    """Moscow is three hours ahead of UTC."""
    table = {"at": ["2023-05-01"], "begin": ["2023-05-01T10:00Z"], "finish": ["2023-05-01 13:00:30"]}
    found, _ = told(table, readings={"(finish - begin) / 1 min": ReadingColumn("minutes")})
    assert found["value"] == [0.5]


def test_columns_of_the_table_that_are_called_as_those_of_a_reading_are_hidden():
    table = {"at": ["2023-05-01"], "a": [5], "value": [7], "weight": [8], "kpi": ["x"]}
    found, _ = told(table, readings={"a": ReadingColumn("a")})
    assert (found["kpi"], found["value"], found["weight"]) == (["a"], [5.0], [1.0])
    found, _ = told(table, readings={"value": ReadingColumn("v", "weight")})
    assert (found["kpi"], found["value"], found["weight"]) == (["v"], [7.0], [8.0])


def test_later_readings_are_not_there_and_dimensions_stay():
    table = {"at": ["2023-05-01", "2023-05-09"], "Team": ["north", "south"], "a": [1, 2]}
    found, count = told(
        table, as_of=date(2023, 5, 2), readings={"a": ReadingColumn("a")}, dimensions={"team": FieldRule(("Team",))}
    )
    assert (found["team"], count.rows) == (["north"], 1)


def test_a_long_table_counts_every_value_once_unless_it_has_weights():
    table = {"at": ["2023-05-01"] * 2, "kpi": ["a", "b"], "value": [0.5, 7]}
    assert told(table)[0]["weight"] == [1.0, 1.0]
    assert told({**table, "weight": [3, None]})[0]["weight"] == [3.0, None]
    assert told({**table, "calls": [3, 4]}, fields={"weight": FieldRule(("calls",))})[0]["weight"] == [3.0, 4.0]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"readings": {"b": ReadingColumn("b")}}, "report: no column 'b', needed by `readings`; found: at, a"),
        ({"readings": {"a": ReadingColumn("a", "calls")}}, "report: no column 'calls', needed by `readings`"),
        (
            {"readings": {"a": ReadingColumn("a")}, "fields": {"value": FieldRule(("a",))}},
            "report: `readings` makes the field value itself; remove it from `fields`.",
        ),
        (
            {"readings": {"a": ReadingColumn("a")}, "fields": {"at": FieldRule(("at",), format="day_number")}},
            "report: at: `format: day_number` has no `start`",
        ),
        (
            {"readings": {"a": ReadingColumn("a")}, "fields": {"at": FieldRule(("at",), start=date(2020, 1, 1))}},
            "report: at: `start` goes with `format: day_number` only; remove it.",
        ),
    ],
)
def test_a_table_that_has_no_such_readings_is_refused_in_one_sentence(changes, sentence):
    with pytest.raises(SourceError) as fault:
        told({"at": ["2023-05-01"], "a": [1]}, **changes)
    assert sentence in fault.value.sentence("en")
    assert fault.value.sentence("ru") != fault.value.sentence("en")


def test_only_readings_are_made_of_readings():
    given_source = Source("shop", ORDER.id, readings={"a": ReadingColumn("a")})
    with pytest.raises(SourceError, match=r"shop: `readings` makes goalposts\.reading only"):
        open_source(given_source, ORDER, timezone="UTC", as_of=AS_OF, folder=Path(), table={"a": [1]})


PROJECT = """
goalposts: 1
project: Report
timezone: UTC
evaluation: {from: 2023-05-01, to: 2023-06-01}
data:
  goalposts.reading:
    source: report.csv
    fields:
      at: {column: Day, format: day_number, start: 2020-01-01}
    readings: READINGS
"""


def test_a_project_names_its_readings_and_keeps_them():
    written = '{Mean: desk.mean, "Quick, %": {kpi: desk.quick, weight: Calls, unit: "%"}}'
    project = project_from_text(PROJECT.replace("READINGS", written), build([]))
    expected = {"Mean": ReadingColumn("desk.mean"), "Quick, %": ReadingColumn("desk.quick", "Calls", "%")}
    assert project.sources[0].readings == expected
    assert project.sources[0].fields["at"].start == date(2020, 1, 1)
    again = project_from_mapping(document(project), build([]))
    assert (again.sources[0].readings, again.sources[0].fields) == (expected, project.sources[0].fields)


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("{a: {weight: b}}", "key 'kpi' is missing"),
        ("{a: {kpi: b, unit: miles}}", "unknown word 'miles'"),
        ("[a]", "this must"),
    ],
)
def test_readings_that_are_none_are_refused_where_they_are_written(written, sentence):
    with pytest.raises(ProjectFileError) as fault:
        project_from_text(PROJECT.replace("READINGS", written), build([]))
    assert sentence in fault.value.sentence("en")


def test_null_words_and_thousands_hold_in_a_wide_table():
    table = {"at": ["2023-05-01"] * 3, "a": ["1,200.5", "--", "  "], "Calls": ["1,000", "1", "1"]}
    readings = {"a": ReadingColumn("a", "Calls")}
    found, count = told(table, readings=readings, nulls=("--",), thousands=",")
    assert (found["value"], found["weight"], count.rows) == ([1200.5], [1000.0], 1)


def test_a_period_may_be_one_of_several_formats():
    assert at(["2023-03", "2023Q1"], "month", other_formats=("quarter",))[0] == [date(2023, 3, 1), date(2023, 1, 1)]
