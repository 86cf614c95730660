"""The same hand-kept sheet gives the same events from every kind of file."""

import unicodedata
from datetime import date, datetime, time, timedelta

import openpyxl
import pytest
from attrs import evolve
from goalposts.errors import SourceError
from goalposts.expressions import parse
from streams.drawn import Drawn, write
from streams.orders import opened, read, rule, source, utc

KINDS = (".xlsx", ".xls", ".ods", ".html")
NO = None
MARCH = Drawn(
    "Март",
    [
        [NO, NO, NO, NO, NO, NO, NO],
        [NO, "Отчёт отдела продаж", NO, NO, NO, NO, NO],
        [NO, "Дата", "Клиент", "Сумма", NO, "Статус", "Оплачено"],
        [NO, NO, NO, "план", "факт", NO, NO],
        [NO, "12.03.2026", "ООО «Ромашка»", "1\u00a0234,50", 1200.0, "выиграна ", "да"],
        [NO, date(2026, 3, 13), "Иванов", 500.5, NO, "в работе", "нет"],
        [NO, "Итого за март", NO, 1735, 1200, NO, NO],
        [NO, NO, NO, NO, NO, NO, NO],
        [NO, "14.03.2026", "\u00a0", "2 000", 1e3, "в работе", "+"],
        [NO, "Всего:", NO, 3735, 2200, NO, NO],
    ],
    ((2, 2, 2, 7), (3, 4, 3, 5), (3, 2, 4, 2), (3, 3, 4, 3), (3, 6, 4, 6), (3, 7, 4, 7)),
)
"""Two header rows under a title, merged cells, totals in the middle, true dates among written ones."""

APRIL = Drawn(
    "Апрель",
    [
        ["Статус", "Клиент", "Дата", "Сумма план", "Сумма факт", "Оплачено", "Примечание"],
        ["выиграна", "Сидоров", date(2026, 4, 1), 10, NO, "1", "позвонить"],
    ],
)
"""The same columns in another order, and one more."""

SALES = {
    "decimal": ",",
    "fields": {
        "order_id": rule("row_id"),
        "at": rule("Дата", format="%d.%m.%Y"),
        "state": rule("Статус", values={"выиграна": "done", "в работе": "open"}),
        "amount": rule("Сумма план"),
        "items": rule("Сумма факт"),
        "paid": rule("Оплачено", values={"да": "yes", "1": "yes", "+": "yes", "нет": "no"}),
        "note": rule("Клиент"),
    },
}
EXPECTED = {
    "at": [utc("2026-03-12"), utc("2026-03-13"), utc("2026-03-14")],
    "state": ["done", "open", "open"],
    "amount": [1234.5, 500.5, 2000.0],
    "items": [1200.0, None, 1000.0],
    "paid": [True, False, True],
    "note": ["ООО «Ромашка»", "Иванов", None],
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_file_gives_the_same(tmp_path, kind):
    given = source(locations=(write(tmp_path / f"sales{kind}", MARCH),), **SALES)
    table, count = read(opened(given, folder=tmp_path))
    title = "" if kind == ".html" else " Март"
    assert table.pop("order_id") == [f"sales{kind}{title} {row}" for row in (5, 6, 9)]
    assert table == EXPECTED
    assert (count.rows, count.accepted, count.filtered, count.quarantined) == (5, 3, 2, {})


@pytest.mark.parametrize("kind", KINDS[:3])
def test_every_sheet_by_its_own_header(tmp_path, kind):
    given = source(locations=(write(tmp_path / f"sales{kind}", MARCH, APRIL),), sheet="*", **SALES)
    given = evolve(given, dimensions={"month": rule("sheet_name"), "row": rule("row_number")})
    table, count = read(opened(given, folder=tmp_path))
    assert table["note"] == ["ООО «Ромашка»", "Иванов", None, "Сидоров"]
    assert table["amount"] == [1234.5, 500.5, 2000.0, 10.0]
    assert table["month"] == ["Март"] * 3 + ["Апрель"]
    assert table["row"] == ["5", "6", "9", "2"]
    assert (count.rows, count.accepted, count.filtered) == (6, 4, 2)


@pytest.mark.parametrize(("sheet", "rows"), [("Апрель", 1), ("апрель", 1), ("2", 1), ("1", 3), ("М*", 3)])
def test_sheet_by_name_number_or_pattern(tmp_path, sheet, rows):
    given = source(locations=(write(tmp_path / "sales.xlsx", MARCH, APRIL),), sheet=sheet, **SALES)
    _, count = read(opened(given, folder=tmp_path))
    assert count.accepted == rows


def test_several_sheets_are_never_cut_to_the_first(tmp_path):
    given = source(locations=(write(tmp_path / "sales.xlsx", MARCH, APRIL),), **SALES)
    with pytest.raises(SourceError, match=r"the workbook has several sheets: Март, Апрель; name one"):
        opened(given, folder=tmp_path)


def test_only_sheet_with_the_columns_asked_for_is_taken(tmp_path):
    notes = Drawn("Справка", [["Что", "Зачем"], ["Дата", "день"]])
    given = source(locations=(write(tmp_path / "sales.xlsx", notes, Drawn("Пусто", []), MARCH),), **SALES)
    assert read(opened(given, folder=tmp_path))[1].accepted == 3


def test_hidden_sheets_count_when_they_have_the_columns(tmp_path):
    """Lists behind drop-downs are no tables of events, old months that somebody hid are."""
    name = write(tmp_path / "sales.xlsx", MARCH, Drawn("Списки", [["да"], ["нет"]]), APRIL)
    book = openpyxl.load_workbook(tmp_path / name)
    book["Списки"].sheet_state = book["Апрель"].sheet_state = "hidden"
    book.save(tmp_path / name)
    _, count = read(opened(source(locations=(name,), sheet="*", **SALES), folder=tmp_path))
    assert count.accepted == 3 + 1
    with pytest.raises(SourceError, match="several sheets: Март, Апрель;"):
        opened(source(locations=(name,), **SALES), folder=tmp_path)


def test_column_that_a_sheet_lacks_is_an_error_that_names_the_sheet(tmp_path):
    may = Drawn("Май", [["Статус", "Дата", "Клиент", "Оплачено"], ["в работе", "01.05.2026", "Петров", "да"]])
    given = source(locations=(write(tmp_path / "sales.xlsx", MARCH, may),), sheet="*", **SALES)
    with pytest.raises(SourceError, match=r"sales\.xlsx:Май: no column 'Сумма план'"):
        opened(given, folder=tmp_path)


def test_fill_down_only_when_asked(tmp_path):
    given = source(locations=(write(tmp_path / "sales.xlsx", MARCH),), fill_down=("Клиент",), **SALES)
    assert read(opened(given, folder=tmp_path))[0]["note"] == ["ООО «Ромашка»", "Иванов", "Иванов"]
    with pytest.raises(SourceError, match=r"no column 'Клиенты', which `fill_down` names.*did you mean 'Клиент'"):
        read(opened(evolve(given, fill_down=("Клиенты",)), folder=tmp_path))


def test_fill_down_goes_on_from_rows_that_are_refused(tmp_path):
    """The sums of the second branch must not go to the first because of an error beside its name."""
    rows = [
        ["order_id", "at", "branch", "items"],
        [1, "2026-03-01", "north", 1],
        [2, "2026-03-01", "south", "#N/A"],
        [3, "2026-03-01", NO, 3],
        [4, "2026-03-01", "#N/A", 4],
        [5, "2026-03-01", NO, 5],
    ]
    name = write(tmp_path / "o.xlsx", Drawn("s", rows))
    given = source(locations=(name,), fill_down=("branch",), dimensions={"branch": rule("branch")})
    table, count = read(opened(given, folder=tmp_path))
    assert list(zip(table["items"], table["branch"], strict=True)) == [(1, "north"), (3, "south"), (5, None)]
    assert count.quarantined == {"error_cell": 2}


def test_totals_are_kept_when_asked(tmp_path):
    given = source(locations=(write(tmp_path / "sales.xlsx", MARCH),), totals="keep", **SALES)
    _, count = read(opened(given, folder=tmp_path))
    assert (count.rows, count.accepted, count.filtered) == (5, 3, 0)
    assert count.quarantined == {"bad_timestamp": 2}
    assert (count.details[0].line, count.details[0].value) == (7, "Итого за март")


@pytest.mark.parametrize(
    ("first", "is_total"),
    [
        ("ИТОГО", True),
        ("Итого: 5 сделок", True),
        ("Всего по отделу", True),
        ("Общий итог", True),
        ("Сумма", True),
        ("Grand total", True),
        ("Sub-total:", True),
        ("Total for March", True),
        ("Всего Хорошего ООО", False),
        ("Total Energy", False),
        ("Итоговый", False),
        ("Sumitomo", False),
    ],
)
def test_what_a_row_of_totals_is(tmp_path, first, is_total):
    rows = [["note", "at", "order_id"], ["a", "2026-03-01", 1], [first, "2026-03-01", 2], [NO, "2026-03-01", "Total"]]
    given = source(locations=(write(tmp_path / "notes.xlsx", Drawn("s", rows)),))
    _, count = read(opened(given, folder=tmp_path))
    assert (count.rows, count.filtered) == (3, int(is_total))


def test_header_that_stands_again_is_no_row(tmp_path):
    header = ["order_id", "at"]
    rows = [header, [1, "2026-03-01"], NO or [NO, NO], header, [2, "2026-03-02"], ["order_id", "2026-03-03"]]
    given = source(locations=(write(tmp_path / "orders.xlsx", Drawn("s", rows)),))
    table, count = read(opened(given, folder=tmp_path))
    assert table["order_id"] == ["1", "2", "order_id"]
    assert (count.rows, count.filtered) == (4, 1)


@pytest.mark.parametrize("kind", KINDS[:3])
def test_every_cell_is_read_as_what_it_is(tmp_path, kind):
    """Whatever kinds of cells stand above and below it."""
    rows = [
        ["order_id", "at", "wait", "amount", "note"],
        [1, date(2026, 3, 1), time(0, 2, 23), 0.2, 79161234567.0],
        [2.0, "2026-03-02 10:30:00", 90, "1,5", 2.5],
        ["b-3", datetime(2026, 3, 3, 9, 30), timedelta(hours=26), 3, "x"],
        [4, "what", "what", "what", True],
        [NO, date(2026, 3, 5), NO, NO, NO],
        [6, date(2026, 3, 6), NO, NO, date(2026, 3, 6)],
    ]
    given = source(locations=(write(tmp_path / f"orders{kind}", Drawn("s", rows)),), decimal=",")
    table, count = read(opened(given, folder=tmp_path))
    assert table["order_id"] == ["1", "2", "b-3", "6"]
    assert table["at"] == [utc(f"2026-03-{t}") for t in ("01", "02T10:30", "03T09:30", "06")]
    assert table["wait"] == [143.0, 90.0, 93600.0, None]
    assert table["amount"] == [0.2, 1.5, 3.0, None]
    assert table["note"] == ["79161234567", "2,5", "x", "2026-03-06"]
    assert count.quarantined == {"bad_timestamp": 1, "missing_value": 1}
    assert sorted((detail.line, detail.value) for detail in count.details) == [(5, "what"), (6, "")]


@pytest.mark.parametrize("order", ["%d.%m.%Y", "%m.%d.%Y", "%Y-%d-%m"])
def test_true_days_row_by_row_beside_written_ones(tmp_path, order):
    """Each is read as what it is, in one go; a written day is never taken for a true one, nor the other way round."""
    days = [date(2026, 3, 1) + timedelta(days=number) for number in range(60)]
    shown = [day if number % 2 else day.strftime(order) for number, day in enumerate(days)]
    shown[4], shown[7] = None, datetime(2026, 3, 8, 10, 30)
    rows = [["order_id", "at", "note"], *([number, day, day] for number, day in enumerate(shown))]
    given = source(locations=(write(tmp_path / "o.xlsx", Drawn("s", rows)),), fields={"at": rule("at", format=order)})
    stream = opened(given, folder=tmp_path)
    table, count = read(stream)
    expected = [utc(day.isoformat()) for day in days]
    expected[7] = utc("2026-03-08T10:30")
    assert table["at"] == expected[:4] + expected[5:]
    assert count.quarantined == {"missing_value": 1}
    assert table["note"][:3] == [days[0].strftime(order), "2026-03-02", days[2].strftime(order)]
    assert len(list(stream)) == 1


def test_day_and_time_of_day_in_columns_of_their_own(tmp_path):
    rows = [["order_id", "Date", "Time"], [1, "2026-03-01", time(9, 12, 58)], [2, date(2026, 3, 2), "10:00"]]
    given = source(locations=(write(tmp_path / "o.xlsx", Drawn("s", rows)),), fields={"at": rule("Date", "Time")})
    table, _ = read(opened(given, folder=tmp_path))
    assert table["at"] == [utc("2026-03-01T09:12:58"), utc("2026-03-02T10:00")]


def test_workbook_that_counts_from_1904(tmp_path):
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    for row in (["order_id", "at"], [1, datetime(2026, 3, 1, 9, 30)]):
        book.active.append(row)
    book.save(tmp_path / "mac.xlsx")
    table, _ = read(opened(source(locations=("mac.xlsx",)), folder=tmp_path))
    assert table["at"] == [utc("2026-03-01T09:30")]


def test_headers_of_months_are_names(tmp_path):
    rows = [["Показатель", date(2026, 1, 1), "фев.26", "2026-03", 2027, " два\nслова "], ["x", 1, 2, 3, 4, 5]]
    given = source(locations=(write(tmp_path / "wide.xlsx", Drawn("s", rows)),), fields={"note": rule("Показатель")})
    with pytest.raises(SourceError) as refused:
        opened(given, folder=tmp_path)
    assert "found: Показатель, 2026-01-01, фев.26, 2026-03, 2027, два слова, " in str(refused.value)


def test_header_row_that_the_project_states(tmp_path):
    rows = [["order_id", "at"], [NO, NO], ["at", "order_id"], ["2026-03-01", 1]]
    given = source(locations=(write(tmp_path / "o.xlsx", Drawn("s", rows)),), header=3)
    assert read(opened(given, folder=tmp_path))[0]["order_id"] == ["1"]
    numbered = evolve(given, header=0, fields={"order_id": rule("2"), "at": rule("1")})
    assert read(opened(numbered, folder=tmp_path))[1].rows == 4 - 1
    with pytest.raises(SourceError, match=r"o\.xlsx: there is no header in row 2; check `header:`"):
        opened(evolve(given, header=2), folder=tmp_path)


def test_columns_without_a_name_or_with_the_same_one(tmp_path):
    rows = [["order_id", NO, "at", "x", "x"], [1, "a", "2026-03-01", "b", "c"]]
    given = source(locations=(write(tmp_path / "o.xlsx", Drawn("s", rows)),))
    for column, cell in (("B", "a"), ("x (2)", "c")):
        table, _ = read(opened(evolve(given, dimensions={"d": rule(column)}), folder=tmp_path))
        assert table["d"] == [cell]
    with pytest.raises(SourceError, match=r"a column name stands twice in the header: x"):
        opened(evolve(given, dimensions={"d": rule("x")}), folder=tmp_path)


def test_column_that_is_called_like_a_numbered_one_keeps_its_name(tmp_path):
    """Else `x (2)` would mean another column than the one that the header calls so."""
    rows = [["order_id", "at", "x", "x", "x (2)"], [1, "2026-03-01", "b", "c", "d"]]
    given = source(locations=(write(tmp_path / "o.xlsx", Drawn("s", rows)),))
    for column, cell in (("x (2)", "d"), ("x (3)", "c")):
        table, _ = read(opened(evolve(given, dimensions={"d": rule(column)}), folder=tmp_path))
        assert table["d"] == [cell]


def test_condition_reads_cells_as_text(tmp_path):
    rows = [["order_id", "at", "Филиал"], [1, "2026-03-01", 7], [2, "2026-03-01", "Юг"]]
    given = source(locations=(write(tmp_path / "o.xlsx", Drawn("s", rows)),), where=parse('`Филиал` == "7"'))
    _, count = read(opened(given, folder=tmp_path))
    assert (count.rows, count.accepted, count.filtered) == (2, 1, 1)


def test_newest_of_the_same_key_over_sheets(tmp_path):
    old = Drawn("1", [["order_id", "at", "note"], [1, "2026-03-01", "a"], [2, "2026-03-01", "b"]])
    new = Drawn("2", [["order_id", "at", "note"], [1, "2026-03-02", "c"], ["Total", NO, NO]])
    given = source(locations=(write(tmp_path / "o.xlsx", old, new),), sheet="*", dedupe=("order_id",))
    table, count = read(opened(given, folder=tmp_path))
    assert table["note"] == ["b", "c"]
    assert (count.rows, count.accepted, count.duplicates, count.filtered) == (4, 2, 1, 1)


@pytest.mark.parametrize("kind", KINDS)
def test_header_of_decomposed_letters_is_found_under_titles(tmp_path, kind):
    """A program that takes й and ё apart writes the same names; two titles must not be taken for the header."""
    header = [unicodedata.normalize("NFD", name) for name in ("Какой номер", "Какой день", "Действий", "Счёт")]
    rows = [["Касса", "Март", "Итоги", "Склад"], header, ["a", "12.03.2026", 3, "x"], ["b", "13.03.2026", 4, "y"]]
    fields = {
        "order_id": rule(any_of=("какой номер",)),
        "at": rule(any_of=("Какой день",), format="%d.%m.%Y"),
        "items": rule(any_of=("действий",)),
        "note": rule(any_of=("счет",)),
    }
    given = source(locations=(write(tmp_path / f"sales{kind}", Drawn("Лист", rows)),), fields=fields)
    table, _ = read(opened(given, folder=tmp_path))
    assert (table["order_id"], table["items"], table["note"]) == (["a", "b"], [3.0, 4.0], ["x", "y"])
