"""A sheet of calls that somebody keeps by hand, in every kind of file."""

from datetime import date, datetime, time

import pytest
from plugins.hand_kept import events_of
from streams.drawn import Drawn, write
from streams.orders import utc

NO = None
CALLS = [
    ["Журнал звонков", NO, NO, NO, NO, NO, NO, NO],
    ["Дата и время", "Телефон", "Оператор", "Принят", "Ожидание, сек", "Длительность", "Решён", "Тип звонка"],
    ["12.03.2026 10:15", "8 (495) 123-45-67", "Анна", "да", 12, 143, "+", "входящий"],
    [datetime(2026, 3, 12, 10, 20), 79161234567, "Анна", "+", "7,5", "60", "нет", "Вх."],
    ["12.03.26 10:30", "79161234567", NO, "нет", 95, NO, NO, "входящий"],
    ["ИТОГО", NO, NO, 3, 114.5, 203, NO, NO],
    ["12.03.2026 11:00", NO, "Анна", "может быть", 1, 1, NO, NO],
    ["12.03.2026 11:05", NO, "Анна", "Занято", NO, NO, NO, "исх"],
]


@pytest.mark.parametrize("kind", [".xlsx", ".xls", ".ods", ".html"])
def test_log_of_calls(tmp_path, kind):
    table, count = events_of("excel.calls", tmp_path, write(tmp_path / f"calls{kind}", Drawn("Лист1", CALLS)))
    assert table["offered_at"] == [utc(f"2026-03-12T{clock}") for clock in ("07:15", "07:20", "07:30", "08:05")]
    assert table["outcome"] == ["answered", "answered", "abandoned", "blocked"]
    assert table["customer"] == ["8 (495) 123-45-67", "79161234567", "79161234567", None]
    assert table["agent"] == ["Анна", "Анна", None, "Анна"]
    assert table["wait"] == [12.0, 7.5, 95.0, None]
    assert table["talk"] == [143.0, 60.0, None, None]
    assert table["resolved"] == [True, False, None, None]
    assert table["direction"] == ["in", "in", "in", "out"]
    assert (count.rows, count.accepted, count.filtered, count.quarantined) == (6, 4, 1, {"unknown_value": 1})


def test_times_of_the_workbook_and_a_day_and_a_time_apart(tmp_path):
    """The header of the PhoneNow workbook: its day and its time of day are joined by themselves."""
    rows = [
        ["Call Id", "Agent", "Date", "Time", "Answered (Y/N)", "Resolved", "Talk", "Rating"],
        ["ID1", "Diane", "2026-03-12", time(9, 12, 58), "Y", "N", time(0, 2, 23), 3],
        ["ID2", "Becky", date(2026, 3, 12), time(10, 0), "N", "N", NO, NO],
    ]
    table, _ = events_of(
        "excel.calls",
        tmp_path,
        write(tmp_path / "c.xlsx", Drawn("s", rows)),
    )
    assert table["call_id"] == ["ID1", "ID2"]
    assert table["offered_at"] == [utc("2026-03-12T06:12:58"), utc("2026-03-12T07:00")]
    assert table["outcome"] == ["answered", "abandoned"]
    assert table["talk"] == [143.0, None]
    assert table["resolved"] == [False, False]
    assert table["csat"] == [3.0, None]


MOMENTS = [
    (["Дата", "Время"], ["12.03.2026", "10:15"], "2026-03-12T07:15"),
    (["Дата звонка", "Время звонка"], ["12.03.26", "10:15:07"], "2026-03-12T07:15:07"),
    (["ВРЕМЯ НАЧАЛА", "дата"], [time(10, 15), date(2026, 3, 12)], "2026-03-12T07:15"),
    (["Call date", "Call time"], ["2026-03-12", "10:15:07"], "2026-03-12T07:15:07"),
    (["Date", "Start time"], ["12/03/2026", "10:15"], "2026-03-12T07:15"),
    (["Date", "Time"], [date(2026, 3, 12), NO], "2026-03-11T21:00"),
    (["Дата и время", "Время"], ["12.03.2026 10:15", "00:02:23"], "2026-03-12T07:15"),
    (["Время звонка", "Длительность"], ["12.03.2026 10:15", 143], "2026-03-12T07:15"),
]
"""In Moscow. What is a whole moment is not joined with a length of a talk; a day without a clock is its midnight."""


@pytest.mark.parametrize("kind", [".xlsx", ".ods", ".html"])
@pytest.mark.parametrize(("names", "cells", "at"), MOMENTS, ids=lambda given: str(given)[:40])
def test_a_day_and_a_time_of_day_are_joined_wherever_they_stand(tmp_path, kind, names, cells, at):
    table, count = events_of(
        "excel.calls",
        tmp_path,
        write(tmp_path / f"c{kind}", Drawn("s", [[*names, "Результат"], [*cells, "принят"]])),
    )
    assert (table["offered_at"], count.quarantined) == ([utc(at)], {})
