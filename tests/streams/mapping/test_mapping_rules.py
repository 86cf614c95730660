"""Rules beyond a plain column: names of one column, constants, words for nothing, units, several formats."""

from datetime import datetime, timedelta

import pytest
from goalposts.errors import SourceError
from goalposts.model.source import SourceCurrency
from streams.orders import opened, read, rule, source, utc, written


def table_of(folder, text, fields, **changes):
    return read(opened(written(folder, text, fields=fields, **changes), folder=folder))


BASE = {"order_id": rule("order_id"), "at": rule("at")}


@pytest.mark.parametrize("header", ["Сумма сделки", "сумма\N{NO-BREAK SPACE}сделки ", "СУММА  СДЕЛКИ"])
def test_the_first_known_name_is_taken(tmp_path, header):
    fields = {**BASE, "amount": rule(any_of=("Amount", "Сумма сделки", "Бюджет"))}
    table, _ = table_of(tmp_path, f"order_id,at,Бюджет,{header}\na,2026-03-01,1,2\n", fields)
    assert table["amount"] == [2.0]


def test_of_columns_that_are_called_almost_alike_the_one_that_is_called_so_is_taken_else_the_first(tmp_path):
    text = "order_id,at,ОБЪЁМ,Объем,объём\na,2026-03-01,1,2,3\n"
    for name, value in (("Объем", 2.0), ("объём", 3.0), ("Объём", 1.0)):
        assert table_of(tmp_path, text, {**BASE, "amount": rule(any_of=("Сумма", name))})[0]["amount"] == [value]


def test_no_known_name_leaves_an_optional_field_absent(tmp_path):
    given = written(tmp_path, "order_id,at\na,2026-03-01\n", fields={**BASE, "amount": rule(any_of=("Сумма", "Sum"))})
    stream = opened(given, folder=tmp_path)
    assert "amount" in stream.absent
    assert "amount" not in read(stream)[0]


def test_no_known_name_of_a_required_field_names_them_all(tmp_path):
    given = written(tmp_path, "nr,at\na,2026-03-01\n", fields={"order_id": rule(any_of=("Номер", "Number"))})
    with pytest.raises(SourceError, match="no column 'Номер' or 'Number', needed by field order_id; found: nr, at"):
        opened(given, folder=tmp_path)


def test_constants_of_every_type(tmp_path):
    fields = {
        "order_id": rule("order_id"),
        "at": rule(constant="2026-03-01"),
        "state": rule(constant="open"),
        "wait": rule(constant="90"),
        "amount": rule(constant="12.5"),
        "paid": rule(constant="да"),
        "note": rule(constant="by hand"),
    }
    table, count = table_of(tmp_path, "order_id\na\nb\n", fields)
    assert table["at"] == [utc("2026-03-01")] * 2
    assert (table["state"], table["wait"], table["amount"]) == (["open"] * 2, [90.0] * 2, [12.5] * 2)
    assert (table["paid"], table["note"]) == ([True] * 2, ["by hand"] * 2)
    assert count.accepted == 2


@pytest.mark.parametrize(
    ("field", "word", "said"),
    [
        ("state", "opened", "shop: state: 'opened' is no category (unknown_value); it is one of: done, open."),
        ("amount", "much", "shop: amount: 'much' is no money (bad_number); mend `constant:`."),
        ("at", "soon", "shop: at: 'soon' is no timestamp (bad_timestamp); mend `constant:`."),
    ],
)
def test_constant_that_the_field_cannot_hold(tmp_path, field, word, said):
    given = written(tmp_path, "order_id,at\na,2026-03-01\n", fields={**BASE, field: rule(constant=word)})
    with pytest.raises(SourceError) as caught:
        opened(given, folder=tmp_path)
    assert str(caught.value) == said


def test_words_for_nothing(tmp_path):
    fields = {**BASE, "amount": rule("amount"), "note": rule("note", nulls=("unknown",)), "items": rule("items")}
    text = "order_id,at,amount,note,items\na,2026-03-01,--,unknown,999\nb,2026-03-01, -- ,--,unknown\n"
    table, count = table_of(tmp_path, text, fields, nulls=("--", "999"))
    assert table["amount"] == [None]
    assert table["note"] == [None]
    assert table["items"] == [None]
    assert count.quarantined == {"bad_number": 1}


def test_words_for_nothing_hold_in_dimensions_and_for_the_newest_row(tmp_path):
    text = "order_id,at,place,changed\na,2026-03-01,--,2026-03-02\na,2026-03-01,x,--\nb,2026-03-01,x,--\n"
    given = {"dimensions": {"place": rule("place")}, "dedupe": ("order_id",), "dedupe_by": "changed"}
    table, count = table_of(tmp_path, text, BASE, nulls=("--",), **given)
    assert (table["order_id"], table["place"]) == (["a", "b"], [None, "x"])
    assert (count.duplicates, count.quarantined) == (1, {})


def test_words_for_nothing_in_a_required_field_refuse_the_row(tmp_path):
    _, count = table_of(tmp_path, "order_id,at\n-,2026-03-01\nb,2026-03-01\n", BASE, nulls=("-",))
    assert (count.accepted, count.quarantined) == (1, {"missing_value": 1})


def test_every_other_word(tmp_path):
    fields = {**BASE, "state": rule("s", values={"142": "done", "*": "open"}), "paid": rule("p", values={"*": "no"})}
    table, _ = table_of(tmp_path, "order_id,at,s,p\na,2026-03-01,142,x\nb,2026-03-01,7,\n", fields)
    assert table["state"] == ["done", "open"]
    assert table["paid"] == [False, None]


@pytest.mark.parametrize(
    ("cell", "options", "value"),
    [
        ("1 234,50", {"decimal": ","}, 1234.5),
        ("1\N{NO-BREAK SPACE}234\N{NARROW NO-BREAK SPACE}567,5", {"decimal": ","}, 1234567.5),
        ("1.234.567,5", {"decimal": ",", "thousands": "."}, 1234567.5),
        ("1,234,567.5", {"thousands": ","}, 1234567.5),
        ("1'234'567", {}, 1234567.0),
        ("\N{MINUS SIGN}5", {}, -5.0),
        ("1.234", {"decimal": ",", "thousands": "."}, 1234.0),
    ],
)
def test_written_numbers(tmp_path, cell, options, value):
    fields = {**BASE, "amount": rule("amount")}
    table, _ = table_of(tmp_path, f"order_id;at;amount\na;2026-03-01;{cell}\n", fields, **options)
    assert table["amount"] == [value]


@pytest.mark.parametrize(
    ("cells", "options"),
    [
        (("1,234", "1.234,5", "1 23", "12,34,5", "1 2345", "1234 567", "1 234.5 678"), {}),
        (("1,2345", "1.234,567", "0.5,123", "12,34"), {"thousands": ","}),
        (("1.234567", "1.5", "12.34.567"), {"decimal": ",", "thousands": "."}),
        (("1.234", "1.5"), {"decimal": ","}),
    ],
)
def test_number_that_could_mean_two_things_is_refused(tmp_path, cells, options):
    fields = {**BASE, "amount": rule("amount")}
    rows = "".join(f"a;2026-03-01;{cell}\n" for cell in cells)
    _, count = table_of(tmp_path, f"order_id;at;amount\n{rows}", fields, **options)
    assert count.quarantined == {"bad_number": len(cells)}


def test_a_sign_alone_is_no_number(tmp_path):
    fields = {**BASE, "items": rule("items", unit="%")}
    _, count = table_of(tmp_path, "order_id;at;items\na;2026-03-01;%\n", fields)
    assert count.quarantined == {"bad_number": 1}


@pytest.mark.parametrize(
    ("unit", "cell", "value"),
    [("%", "94.01%", 0.9401), ("%", "50 %", 0.5), ("micros", "2500000", 2.5), ("cents", "199", 1.99)],
)
def test_units_of_numbers(tmp_path, unit, cell, value):
    fields = {**BASE, "items": rule("items", unit=unit), "amount": rule("items", unit=unit)}
    table, _ = table_of(tmp_path, f"order_id,at,items\na,2026-03-01,{cell}\n", fields)
    assert table["items"] == pytest.approx([value])
    assert table["amount"] == table["items"]


def test_unit_of_another_type_is_refused(tmp_path):
    with pytest.raises(SourceError, match=r"unknown unit 's'; use one of: %, cents, micros"):
        opened(written(tmp_path, "order_id,at,n\n", fields={**BASE, "items": rule("n", unit="s")}), folder=tmp_path)


def test_formats_are_tried_in_turn(tmp_path):
    formats = {"format": "%d.%m.%Y %H:%M", "other_formats": ("%d.%m.%y", "excel", "epoch_us")}
    text = "order_id,at\na,05.03.2026 10:30\nb,06.03.26\nc,46086.5\nd,1772800000000000\ne,soon\n"
    table, count = table_of(tmp_path, text, {**BASE, "at": rule("at", **formats)})
    assert table["at"] == [
        utc("2026-03-05T10:30"),
        utc("2026-03-06"),
        utc("2026-03-05T12:00"),
        1772800000000000,
    ]
    assert count.quarantined == {"bad_timestamp": 1}


def test_each_format_says_whether_its_times_carry_a_zone(tmp_path):
    """Local times of Moscow, three hours ahead of UTC, beside times with an offset, in either order."""
    cells = {"%d.%m.%Y %H:%M": "05.03.2026 10:30", "%Y-%m-%dT%H:%M%z": "2026-03-05T10:30+0000"}
    expected = {"%d.%m.%Y %H:%M": utc("2026-03-05T07:30"), "%Y-%m-%dT%H:%M%z": utc("2026-03-05T10:30")}
    text = "order_id,at\n" + "".join(f"a,{cell}\n" for cell in cells.values())
    for first, second in (tuple(cells), tuple(reversed(cells))):
        fields = {**BASE, "at": rule("at", format=first, other_formats=(second,))}
        table, _ = table_of(tmp_path, text, fields, timezone="Europe/Moscow")
        assert table["at"] == list(expected.values())


@pytest.mark.parametrize(("system", "start"), [("excel", datetime(1899, 12, 30)), ("excel1904", datetime(1904, 1, 1))])
@pytest.mark.parametrize("serial", [61, 100.25, 40000, 44000.999988426])
def test_days_of_a_workbook(tmp_path, system, start, serial):
    table, _ = table_of(tmp_path, f"order_id,at\na,{serial}\n", {**BASE, "at": rule("at", format=system)})
    expected = start + timedelta(milliseconds=round(serial * 86_400_000))
    assert table["at"] == [utc(expected.isoformat())]


def test_the_leap_day_that_never_was(tmp_path):
    table, count = table_of(
        tmp_path, "order_id,at\na,1\nb,59\nc,60\nd,61\n", {**BASE, "at": rule("at", format="excel")}
    )
    assert table["at"] == [utc("1900-01-01"), utc("1900-02-28"), utc("1900-03-01")]
    assert count.quarantined == {"bad_timestamp": 1}


def test_typed_columns_follow_the_same_rules():
    table = {"order_id": [1, 2], "at": ["2026-03-01"] * 2, "amount": [999.0, 5.0], "wait": [1500000, 0]}
    fields = {**BASE, "amount": rule("amount", nulls=("999",)), "wait": rule("wait", unit="us")}
    found, _ = read(opened(source(fields=fields), table=table))
    assert found["amount"] == [None, 5.0]
    assert found["wait"] == [1.5, 0.0]


@pytest.mark.parametrize(
    ("currency", "cell", "value"),
    [
        ("RUB", "1 234,50 ₽", 1234.5),
        ("RUB", "1\N{NO-BREAK SPACE}234\N{NO-BREAK SPACE}руб.", 1234.0),
        ("RUB", "12 р.", 12.0),
        ("RUB", "12 RUB", 12.0),
        ("USD", "$ 7,25", 7.25),
        ("USD", "7,25\N{NARROW NO-BREAK SPACE}USD", 7.25),
        ("EUR", "€50", 50.0),
        ("KZT", "50 KZT", 50.0),
        ("RUB", "$100", None),
        ("USD", "100 руб.", None),
        ("KZT", "100 ₽", None),
        ("", "100 ₽", None),
    ],
)
def test_the_sign_of_its_own_currency_may_stand_beside_an_amount(tmp_path, currency, cell, value):
    """And no other: it would be added up as what it is not. A number that is no money has no such sign."""
    fields = {**BASE, "amount": rule("amount")}
    given = written(tmp_path, f"order_id;at;amount\na;2026-03-01;{cell}\n", fields=fields, decimal=",")
    found, count = read(opened(given, folder=tmp_path, currency=currency))
    assert found.get("amount", [None]) == [value]
    assert count.quarantined == ({} if value is not None else {"other_currency": 1})
    as_number = written(
        tmp_path, f"order_id;at;items\na;2026-03-01;{cell}\n", fields={**BASE, "items": rule("items")}, decimal=","
    )
    assert read(opened(as_number, folder=tmp_path, currency=currency))[1].quarantined == {"bad_number": 1}


def test_the_currency_of_a_source_goes_before_that_of_the_project(tmp_path):
    (tmp_path / "rates.csv").write_text("date,currency,rate\n2026-01-01,USD,90\n")
    given = written(
        tmp_path,
        "order_id;at;amount\na;2026-03-01;$2\nb;2026-03-01;2 ₽\n",
        fields={**BASE, "amount": rule("amount")},
        currency=SourceCurrency(code="USD", rates="rates.csv"),
    )
    found, count = read(opened(given, folder=tmp_path, currency="RUB"))
    assert found["amount"] == [180.0]
    assert count.quarantined == {"other_currency": 1}


DAY_OR_MOMENT = rule(any_of=("Moment", ("Day", "Clock"), "Day"), format="%Y-%m-%d", other_formats=("%Y-%m-%d %H:%M",))


@pytest.mark.parametrize(
    ("header", "cells", "at"),
    [
        ("Clock,day,Moment", "10:15,2026-03-01,2026-03-02", "2026-03-02"),
        ("Clock,day,Note", "10:15,2026-03-01,x", "2026-03-01T10:15"),
        ("day,Note", "2026-03-01,x", "2026-03-01"),
    ],
)
def test_the_first_way_of_which_a_file_has_every_column_is_taken(tmp_path, header, cells, at):
    table, _ = table_of(tmp_path, f"order_id,{header}\na,{cells}\n", {**BASE, "at": DAY_OR_MOMENT})
    assert table["at"] == [utc(at)]


def test_where_no_way_is_there_the_columns_that_would_do_alone_are_named(tmp_path):
    given = written(tmp_path, "order_id,Clock\na,10:15\n", fields={**BASE, "at": DAY_OR_MOMENT})
    with pytest.raises(SourceError, match="no column 'Moment' or 'Day', needed by field at"):
        opened(given, folder=tmp_path)
