"""How cells of exports are read, and what closing and stages mean."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from goalposts_sales.presets.cells import Cells, duration_between, written
from goalposts_sales.presets.closing import closing_time
from hypothesis import given
from hypothesis import strategies as st

MOSCOW = ZoneInfo("Europe/Moscow")


def cell(value):
    return Cells({"it": ("column",)}, {"column": value})


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1 234,50", 1234.5),
        ("1\u00a0234.5", 1234.5),
        ("1,000", 1000.0),
        ("1,234,567.50", 1234567.5),
        ("1.234,50", 1234.5),
        ("0,500", 0.5),
        ("-5", -5.0),
        ("12.", 12.0),
        (7, 7.0),
        ("seven", "seven"),
        ("1,2,3", "1,2,3"),
        ("nan", "nan"),
        ("", None),
        (None, None),
    ],
)
def test_numbers(text, number):
    assert cell(text).number("it") == number


@pytest.mark.parametrize(
    ("decimal", "thousands", "text", "number"),
    [
        (",", "", "1,234", 1.234),
        (",", "", "12 345,678", 12345.678),
        (",", "", "1.234", "1.234"),
        (",", ".", "1.234", 1234.0),
        (",", ".", "-1.234.567,5", -1234567.5),
        (",", ".", "1.23", "1.23"),
        (".", ",", "1,234", 1234.0),
        (".", ",", "1,234.5", 1234.5),
        (".", ",", "1,5", "1,5"),
        (",", "", 7.5, 7.5),
        (",", "", "", None),
    ],
)
def test_numbers_by_the_signs_that_a_source_states(decimal, thousands, text, number):
    cells = Cells({"it": ("column",)}, {"column": text}, decimal, thousands)
    assert cells.number("it") == number


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2))
def test_a_number_reads_the_same_with_a_point_or_a_comma(amount):
    point = f"{amount:.2f}"
    assert cell(point).number("it") == cell(point.replace(".", ",")).number("it") == float(point)


@pytest.mark.parametrize(
    ("value", "time"),
    [
        ("02.03.2026 10:05:06", "2026-03-02T10:05:06"),
        ("2.3.2026", "2026-03-02T00:00:00"),
        ("2026-03-02T10:00:00+03:00", "2026-03-02T10:00:00+03:00"),
        ("2026-03-02T10:00:00.000+0000", "2026-03-02T10:00:00+00:00"),
        (1772434800, "2026-03-02T07:00:00+00:00"),
        (1772434800000.0, "2026-03-02T07:00:00+00:00"),
        (datetime(2026, 3, 2, 10), "2026-03-02T10:00:00"),
        ("31.02.2026", "31.02.2026"),
        ("3/2/2026", "3/2/2026"),
        ("", None),
    ],
)
def test_times(value, time):
    assert written(cell(value).time("it")) == time


@pytest.mark.parametrize(
    ("value", "flag"), [("Y", True), ("нет", False), (1.0, True), (False, False), ("maybe", None), (None, None)]
)
def test_flags(value, flag):
    assert cell(value).flag("it") is flag


def test_the_first_filled_of_several_columns_goes():
    cells = Cells({"it": ("a", "b")}, {"a": " ", "b": "x"})
    assert (cells.text("it"), cells.text("other"), cells.has("it"), cells.has("other")) == ("x", None, True, False)


def test_zero_is_no_id():
    assert (cell("0").key("it"), cell(0).key("it"), cell(12.0).key("it")) == (None, None, "12")


def test_lists_that_are_none():
    assert cell("[1, 2]").listed("it") == [1, 2]
    assert cell("[1, ").listed("it") == cell('{"a": 1}').listed("it") == cell(None).listed("it") == []


@given(
    created=st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)),
    days=st.integers(0, 400),
    behind=st.integers(-11, 13),
)
def test_no_deal_is_closed_before_it_was_created(created, days, behind):
    """By whatever clock its closing day was written: the day of creation there, or a later one."""
    made = created.replace(tzinfo=UTC)
    there = made.astimezone(timezone(timedelta(hours=behind)))
    day = datetime(there.year, there.month, there.day) + timedelta(days=days)
    closed = closing_time(day, made, MOSCOW)
    local = closed if closed.tzinfo else closed.replace(tzinfo=MOSCOW)
    assert local >= made
    assert local - made < timedelta(days=days + 1)


def test_a_closing_time_is_kept_as_it_is():
    made = datetime(2026, 3, 2, 10, tzinfo=UTC)
    assert closing_time(made - timedelta(hours=1), made, MOSCOW) == made - timedelta(hours=1)
    long_before = datetime(2026, 2, 1)
    assert closing_time(long_before, made, MOSCOW) == long_before
    assert closing_time("soon", made, MOSCOW) == "soon"
    assert closing_time(None, made, None) is None


def test_durations_that_nobody_knows():
    start = datetime(2026, 3, 2, 10, tzinfo=UTC)
    assert duration_between(start, start + timedelta(minutes=3)) == 180.0
    assert duration_between(start, start - timedelta(minutes=3)) is None
    assert duration_between(start, datetime(2026, 3, 2, 11)) is None
    assert duration_between(None, start) is None
